-- Names are looked up by their words alone, as articles are searched for them: 'off white' finds 'Off-White'. The shared
-- catalogue is brought up to date by every process that opens the database; what tenants added to it is here. It was folded
-- already (no accents, no case, '&' as 'and'), so what is left is what stands between words; '+' is a word by itself.
UPDATE tenant_brands SET folded_own_aliases = ARRAY(
    SELECT btrim(regexp_replace(alias, '[\u0001-\u002a\u002c-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u2100-\u214f\u3000-\u303f]+', ' ', 'g'))
    FROM unnest(folded_own_aliases) WITH ORDINALITY AS own(alias, place) ORDER BY place
  )
  WHERE folded_own_aliases <> '{}';

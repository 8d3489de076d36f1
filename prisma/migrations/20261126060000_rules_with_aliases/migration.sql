-- A version of a brand's rules remembers the tenant's own aliases of it; null: it was saved before they were kept.
ALTER TABLE brand_rules ADD COLUMN own_aliases text[];

-- Of the newest version they are known.
UPDATE brand_rules SET own_aliases = its.own_aliases FROM tenant_brands AS its
  WHERE its.tenant_id = brand_rules.tenant_id AND its.brand = brand_rules.brand
    AND brand_rules.version = (SELECT max(every.version) FROM brand_rules AS every
      WHERE every.tenant_id = brand_rules.tenant_id AND every.brand = brand_rules.brand);

-- The history of aliases that came without rules begins with what they are.
INSERT INTO brand_rules (tenant_id, brand, version, rules, own_aliases, created_at)
  SELECT its.tenant_id, its.brand, 1, '[]', its.own_aliases, its.updated_at FROM tenant_brands AS its
  WHERE its.own_aliases <> '{}' AND NOT EXISTS (SELECT FROM brand_rules AS known
    WHERE known.tenant_id = its.tenant_id AND known.brand = its.brand);

-- A rule may say that a name never counts; none has said so yet.
UPDATE brand_rules SET rules = (
    SELECT jsonb_agg('{"ignored": false}'::jsonb || rule ORDER BY place)
    FROM jsonb_array_elements(brand_rules.rules) WITH ORDINALITY AS said(rule, place)
  ) WHERE rules <> '[]';

ALTER TYPE mention_reason ADD VALUE 'IGNORED_NAME';

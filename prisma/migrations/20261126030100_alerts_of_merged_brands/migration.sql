-- Rules name the brands that theirs have come to count as, and alerts too: from now on a merger sees to it
-- (src/storage/alerts/follow-merges.ts). This is for those that were made before.
UPDATE alert_rules AS rule SET
    brands = array(SELECT coalesce(its.merged_into, one.brand) FROM unnest(rule.brands) WITH ORDINALITY AS one(brand, at)
      LEFT JOIN tenant_brands AS its ON its.tenant_id = rule.tenant_id AND its.brand = one.brand
      GROUP BY 1 ORDER BY min(one.at)),
    rivals = array(SELECT coalesce(its.merged_into, one.brand) FROM unnest(rule.rivals) WITH ORDINALITY AS one(brand, at)
      LEFT JOIN tenant_brands AS its ON its.tenant_id = rule.tenant_id AND its.brand = one.brand
      WHERE coalesce(its.merged_into, one.brand) NOT IN (SELECT coalesce(of.merged_into, own.brand)
        FROM unnest(rule.brands) AS own(brand)
        LEFT JOIN tenant_brands AS of ON of.tenant_id = rule.tenant_id AND of.brand = own.brand)
      GROUP BY 1 ORDER BY min(one.at))
  WHERE EXISTS (SELECT FROM tenant_brands AS gone WHERE gone.tenant_id = rule.tenant_id AND gone.merged_into IS NOT NULL
    AND (gone.brand = any(rule.brands) OR gone.brand = any(rule.rivals)));

-- An open alert stays as it is: the next evaluation closes it, and opens another if there is a reason.
UPDATE alerts SET brand = its.merged_into FROM tenant_brands AS its
  WHERE its.tenant_id = alerts.tenant_id AND its.brand = alerts.brand AND its.merged_into IS NOT NULL
    AND alerts.closed_at IS NOT NULL;

-- Sums of reports by the hour, whatever they are summed by, so that days of any time zone are cut from sums; and the
-- mentions of all brands together, which were read brand by brand.
ALTER TYPE report_facet ADD VALUE 'MENTION' AFTER 'ALL';

-- What is stored has neither yet: all tenants are counted anew.
INSERT INTO uncounted_tenants (tenant_id) SELECT id FROM tenants ON CONFLICT DO NOTHING;

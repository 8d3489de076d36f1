/** Parameters that only tell where a reader came from, lower-case. The families are in {@link trackingFamilies}. */
const trackingParameters = new Set(
  (
    'fbclid gclid dclid gbraid wbraid gclsrc srsltid yclid ysclid twclid msclkid ttclid li_fat_id igshid igsh epik ' +
    'mc_cid mc_eid mc_tc wickedid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking rb_clickid oly_anon_id oly_enc_id ' +
    'vero_id vero_conv mkt_tok sc_cid _branch_match_id _openstat ocid ftag cmpid icid ncid sr_share ' +
    'campaign_id campaign_medium campaign_name campaign_source campaign_term campaign_content ' +
    'ns_campaign ns_mchannel ns_source ns_linkname ns_fee at_campaign at_medium at_custom1 at_custom2 at_custom3 ' +
    'at_custom4 at_link_id at_link_origin at_link_type at_ptr_name at_format at_bbc_team ' +
    'guccounter guce_referrer guce_referrer_sig ref_src ref_url spm wt_mc wt_zmc'
  ).split(' '),
);
const trackingFamilies = /^(?:utm|mtm|pk|piwik|matomo|hsa|stm)_/;

/** The addresses a feed calls its own: a `ref` that names one of them only says that the reader came from there. */
export interface OwnAddresses {
  siteUrl: string | null;
  feedUrl: string | null;
}

/**
 * The address without parameters that track its readers; everything else, fragment and spelling included, stays as it
 * is. '' for what is no address; an address that is not http(s) is given back.
 */
export function withoutTracking(url: string, own: OwnAddresses): string {
  if (!URL.canParse(url)) return '';
  const hosts = [own.siteUrl, own.feedUrl].map((address) => hostOf(address));
  return withoutParameters(url, (name, value) => {
    if (isTracking(name)) return true;
    return name === 'ref' && value !== '' && hosts.includes(value.toLowerCase());
  });
}

/** Whether a parameter's name, lower-case, is one that tracks. */
export function isTracking(name: string): boolean {
  return trackingParameters.has(name) || trackingFamilies.test(name);
}

/**
 * Leaves out the parameters for which `isDropped` holds, and changes nothing else.
 *
 * @param isDropped gets the name in lower case and the value, both decoded
 */
export function withoutParameters(url: string, isDropped: (name: string, value: string) => boolean): string {
  const [, beforeQuery, query, fragment] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(url) ?? [];
  if (!/^https?:/i.test(url) || beforeQuery === undefined || query === undefined) return url;
  const kept = query.split('&').filter((parameter) => {
    const [[name, value] = ['', '']] = new URLSearchParams(parameter);
    return !isDropped(name.toLowerCase(), value);
  });
  return `${beforeQuery}${kept.length > 0 && kept.join('') !== '' ? `?${kept.join('&')}` : ''}${fragment ?? ''}`;
}

function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).host : null;
}

const remembered = 'fashion-hunting.key';

/**
 * The key to begin with: that of the address's fragment (`#key=fh_…`), which is taken out of the address bar and of the
 * history entry, or the one remembered for this session; empty when there is none.
 */
export function initialKey(): string {
  return takeKeyFromAddress() ?? sessionStorage.getItem(remembered) ?? '';
}

/** Takes the key out of the address's fragment and remembers it; null when none stands there. */
export function takeKeyFromAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key')?.trim();
  if (!key) return null;
  history.replaceState(null, '', location.pathname + location.search);
  rememberKey(key);
  return key;
}

/** Remembers the key until the tab is closed; an empty one is forgotten. */
export function rememberKey(key: string): void {
  if (key === '') sessionStorage.removeItem(remembered);
  else sessionStorage.setItem(remembered, key);
}

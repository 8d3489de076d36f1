import { useCallback, useEffect, useRef, useState } from 'react';
import { checkKey, type KeyVerdict } from './endpoint.ts';
import { initialKey, rememberKey, takeKeyFromAddress } from './key.ts';

/** Where the key stands. */
export type KeyStatus = { state: 'missing' } | { state: 'checking' } | KeyVerdict;

/** The key of this session, and what the API says of it. */
export interface SessionKey {
  key: string;
  status: KeyStatus;
  change(key: string): void;
  /** The key as it is now, for callbacks that outlive a rendering. */
  current(): string;
  /** Asks the API anew. */
  checkAgain(): void;
}

/** Typing is over when nothing came for so long. */
const pauseMs = 300;

/** Keeps the key for the session and has the API check each change of it. */
export function useKey(): SessionKey {
  const [key, setKey] = useState(initialKey);
  const [status, setStatus] = useState<KeyStatus>({ state: 'checking' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(key);
  latest.current = key;

  const change = useCallback((next: string) => {
    rememberKey(next.trim());
    setKey(next.trim());
  }, []);
  const current = useCallback(() => latest.current, []);
  const checkAgain = useCallback(() => setAttempt((count) => count + 1), []);

  // A link with a key that is opened in this very tab changes the fragment alone.
  useEffect(() => {
    const take = () => setKey((before) => takeKeyFromAddress() ?? before);
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to ask again, not an input
  useEffect(() => {
    if (key === '') {
      setStatus({ state: 'missing' });
      return;
    }
    setStatus({ state: 'checking' });
    const stopped = new AbortController();
    const check = () =>
      checkKey(key, stopped.signal).then(
        (verdict) => setStatus(verdict),
        () => {},
      );
    const timer = setTimeout(() => void check(), pauseMs);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [key, attempt]);

  return { key, status, change, current, checkAgain };
}

import { useId, useState } from 'react';
import type { KeyStatus, SessionKey } from './use-key.ts';

/** The field for the key, with what is known of it. */
export function KeyField({ session }: { session: SessionKey }) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const noteId = useId();
  const faulty = session.status.state === 'refused';
  return (
    <form className="key" onSubmit={(event) => event.preventDefault()}>
      <KeyHolder status={session.status} />
      <label htmlFor={id}>API key</label>
      <span className="key-box" data-state={session.status.state}>
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          value={session.key}
          placeholder="fh_…"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={faulty}
          aria-describedby={noteId}
          onChange={(event) => session.change(event.currentTarget.value)}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </button>
      </span>
      <span id={noteId} className="visually-hidden" role="status">
        {noteOf(session.status)}
      </span>
    </form>
  );
}

function KeyHolder({ status }: { status: KeyStatus }) {
  if (status.state === 'checking') return <span className="key-holder">Checking the key …</span>;
  if (status.state !== 'accepted') return null;
  return (
    <span className="key-holder" title="Whose key this is, and what it may do">
      <b>{status.tenant}</b> {status.role}
    </span>
  );
}

/** The line under the header that says what is amiss; nothing while all is well. */
export function KeyNote({ session: { status, checkAgain } }: { session: SessionKey }) {
  if (status.state === 'checking' || status.state === 'accepted') return null;
  return (
    <p className="note" data-state={status.state}>
      {noteOf(status)}
      {status.state === 'unreachable' && (
        <button type="button" onClick={checkAgain}>
          Try again
        </button>
      )}
    </p>
  );
}

function noteOf(status: KeyStatus): string {
  switch (status.state) {
    case 'missing':
      return 'No key yet: queries will be refused. Paste one above; “npm start” prints the key of the demo.';
    case 'checking':
      return 'Checking the key.';
    case 'accepted':
      return `The key of ${status.tenant}, as ${status.role}.`;
    case 'refused':
      return `The key was refused. ${status.reason}`;
    case 'unreachable':
      return status.reason;
  }
}

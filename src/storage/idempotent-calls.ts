import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { CodedError } from '../model/errors.ts';
import { named, Prisma, type Writer } from './database.ts';

/** A call that a client may repeat without its being carried out twice. */
export interface IdempotentCall {
  /** The client's own key for it. */
  key: string;
  /** What is called, with what: any text that is equal for equal calls. */
  call: string;
}

const keptForMs = 24 * 60 * 60 * 1000;
const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Carries a call out, or gives the answer it got the first time, within the transaction that holds its effect: both
 * stand or fall together. Calls with one key wait for each other. Only an answer is remembered, never a refusal.
 *
 * @throws {CodedError} CONFLICT when the key was used for another call within 24 hours
 */
export async function callOnce<Answer>(
  writer: Writer,
  tenantId: string,
  { key, call }: IdempotentCall,
  now: Date,
  effect: () => Promise<Answer>,
): Promise<Answer> {
  const keyHash = sha256(key);
  const callHash = sha256(call);
  const claimed = await writer.$queryRaw<unknown[]>(
    named(
      'idempotentCalls.claim',
      Prisma.sql`INSERT INTO idempotent_calls (tenant_id, key_hash, call_hash, expires_at)
        VALUES (${tenantId}::uuid, ${keyHash}, ${callHash}, ${new Date(now.getTime() + keptForMs)})
        ON CONFLICT (tenant_id, key_hash) DO UPDATE SET call_hash = excluded.call_hash, answer = NULL,
          expires_at = excluded.expires_at WHERE idempotent_calls.expires_at <= ${now} RETURNING true AS claimed`,
    ),
  );
  if (claimed.length === 0) return firstAnswer(writer, tenantId, key, keyHash, callHash);
  const answer = await effect();
  await remember(writer, tenantId, keyHash, encrypt(serialize(answer), key, tenantId));
  await forgetExpired(writer, tenantId, now);
  return answer;
}

async function firstAnswer<Answer>(
  writer: Writer,
  tenantId: string,
  key: string,
  keyHash: Uint8Array,
  callHash: Uint8Array,
): Promise<Answer> {
  const [first] = await writer.$queryRaw<{ callHash: Uint8Array; answer: Uint8Array }[]>(
    named(
      'idempotentCalls.first',
      Prisma.sql`SELECT call_hash AS "callHash", answer FROM idempotent_calls
        WHERE tenant_id = ${tenantId}::uuid AND key_hash = ${keyHash}`,
    ),
  );
  if (!first) throw new Error('an idempotent call has gone while it was looked up');
  if (Buffer.compare(first.callHash, callHash) !== 0) {
    throw new CodedError(
      'CONFLICT',
      'idempotencyKey: this key was used for another call within the last 24 hours. Use a new one for each call.',
    );
  }
  // The answer of this very call, by its hash: so it has the shape of this call's answers.
  return deserialize(decrypt(first.answer, key, tenantId)) as Answer;
}

async function remember(
  writer: Writer,
  tenantId: string,
  keyHash: Uint8Array,
  answer: Uint8Array,
): Promise<void> {
  await writer.$executeRaw(
    named(
      'idempotentCalls.remember',
      Prisma.sql`UPDATE idempotent_calls SET answer = ${answer}
        WHERE tenant_id = ${tenantId}::uuid AND key_hash = ${keyHash}`,
    ),
  );
}

/** A few at a time, so that the table stays small without a job of its own. */
async function forgetExpired(writer: Writer, tenantId: string, now: Date): Promise<void> {
  await writer.$executeRaw(
    named(
      'idempotentCalls.forget',
      Prisma.sql`DELETE FROM idempotent_calls gone WHERE gone.tenant_id = ${tenantId}::uuid AND gone.key_hash IN (
        SELECT old.key_hash FROM idempotent_calls old WHERE old.tenant_id = ${tenantId}::uuid AND old.expires_at <= ${now}
        LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    ),
  );
}

/** Nobody who reads the table can read an answer, which may hold a new API key: only the client has the key for it. */
function encrypt(plain: Uint8Array, key: string, tenantId: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const encryption = createCipheriv(cipher, secretOf(key, tenantId), iv);
  const sealed = Buffer.concat([encryption.update(plain), encryption.final()]);
  return new Uint8Array(Buffer.concat([iv, encryption.getAuthTag(), sealed]));
}

function decrypt(stored: Uint8Array, key: string, tenantId: string): Buffer {
  const bytes = Buffer.from(stored);
  const decryption = createDecipheriv(cipher, secretOf(key, tenantId), bytes.subarray(0, ivBytes));
  decryption.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decryption.update(bytes.subarray(ivBytes + tagBytes)), decryption.final()]);
}

function secretOf(key: string, tenantId: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, tenantId, 'answer of an idempotent call', 32));
}

function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest());
}

import type { Page, PageRequest } from '../../model/page.ts';
import type { Webhook } from '../../model/webhook.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { type KeysetOrder, readPage } from '../keyset.ts';

const columns = Prisma.sql`id, label, url, secret_version AS "secretVersion", is_active AS "isActive",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`created_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** What a person says of a webhook. */
export type WebhookForm = Pick<Webhook, 'label' | 'url' | 'isActive' | 'secretVersion'>;

/** The addresses to which the alerts of one tenant are sent. */
export class WebhookRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The webhooks with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<Webhook[]> {
    return this.database.reader.$queryRaw<Webhook[]>(
      named(
        'webhooks.byIds',
        Prisma.sql`SELECT ${columns} FROM webhooks WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's webhooks, newest first: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<Webhook>> {
    const select = Prisma.sql`SELECT ${columns} FROM webhooks WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'webhooks', select, newestFirst, page);
  }

  /** How many webhooks the tenant has. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'webhooks.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM webhooks WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /** Adds a webhook. */
  async add({ label, url, isActive, secretVersion }: WebhookForm, now: Date): Promise<Webhook> {
    const [added] = await this.database.writer.$queryRaw<Webhook[]>(
      named(
        'webhooks.add',
        Prisma.sql`INSERT INTO webhooks (tenant_id, label, url, is_active, secret_version, created_at, updated_at)
          VALUES (${this.tenantId}::uuid, ${label}, ${url}, ${isActive}, ${secretVersion}::integer, ${now}, ${now})
          RETURNING ${columns}`,
      ),
    );
    if (!added) throw new Error('the database returned no row for a new webhook');
    return added;
  }

  /** Changes a webhook. @returns null when the tenant has none with this id */
  async change(
    id: string,
    { label, url, isActive, secretVersion }: WebhookForm,
    now: Date,
  ): Promise<Webhook | null> {
    const [changed] = await this.database.writer.$queryRaw<Webhook[]>(
      named(
        'webhooks.change',
        Prisma.sql`UPDATE webhooks SET label = ${label}, url = ${url}, is_active = ${isActive},
            secret_version = ${secretVersion}::integer, updated_at = ${now}
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    return changed ?? null;
  }

  /** Deletes a webhook with what was sent to it; rules that named it send nothing. @returns whether there was one */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.writer.$executeRaw(
      named(
        'webhooks.delete',
        Prisma.sql`DELETE FROM webhooks WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
    return deleted > 0;
  }
}

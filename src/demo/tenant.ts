import { hashApiKey } from '../model/api-key.ts';
import { CodedError } from '../model/errors.ts';
import { providerOf } from '../model/feed-address.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import type { DemoPress } from './press/server.ts';
import { startDemoPress } from './press/server.ts';
import type { DemoState } from './state.ts';

const slug = 'demo';

/**
 * Serves the demo's press where its feeds expect it. On the first start any port will do when the usual one is taken;
 * later the addresses in the database name the port.
 *
 * @returns null when a port that is named already is taken: the reports are there all the same
 */
export async function serveDemoPress(
  known: DemoState | null,
  usualPort: number,
  now: Date,
): Promise<DemoPress | null> {
  try {
    return await startDemoPress({ port: known?.port ?? usualPort, now });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return known ? null : startDemoPress({ port: 0, now });
  }
}

/** Gives a live key of the tenant `demo`: the one that is remembered, or a new one; sets the tenant up if need be. */
export async function demoKey(storage: Storage, known: DemoState | null): Promise<string> {
  const tenant = (await storage.tenants.list()).find((each) => each.slug === slug);
  if (!tenant) {
    const created = await storage.tenants.create({
      name: 'Demo Agency',
      slug,
      adminEmail: 'admin@demo.example',
    });
    await followDemoBrands(storage.forTenant(created.tenant.id));
    return created.key;
  }
  // An earlier start was ended before it remembered anything.
  if (!known) await followDemoBrands(storage.forTenant(tenant.id));
  const holder = known && (await storage.tenants.principalByKeyHash(hashApiKey(known.key)));
  if (known && holder?.tenantId === tenant.id) return known.key;
  return (await storage.forTenant(tenant.id).keys.create({ role: 'ADMIN' })).key;
}

/** What some brands that the demo's press writes of are to its tenant. */
const demoRelations = { Hermès: 'CLIENT', Gucci: 'COMPETITOR', Chanel: 'INDUSTRY' } as const;

/** Done at the first start alone: whoever tries the demo may change it. */
async function followDemoBrands({ tenantBrands }: TenantStorage): Promise<void> {
  for (const [brand, relation] of Object.entries(demoRelations)) await tenantBrands.save(brand, { relation });
}

/** Has the tenant `demo` follow all feeds of the demo's press. */
export async function followDemoPress(storage: Storage, press: DemoPress): Promise<void> {
  const { id } = await storage.tenants.bySlug(slug);
  await storage
    .forTenant(id)
    .feeds.add(press.feeds.map((feed) => ({ ...feed, provider: providerOf(feed.url) })));
}

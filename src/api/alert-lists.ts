import type { AlertFilter } from '../model/alert.ts';
import type { DeliveryFilter } from '../model/webhook.ts';
import { Faults } from './args/faults.ts';
import { given, readId, readList, readTexts, readWords } from './args/values.ts';
import { canonicalNames } from './brand-names.ts';
import type { Session } from './context.ts';
import type * as Generated from './generated/types.ts';

/**
 * A filter of alerts in the model's words, brands by their canonical names.
 *
 * @throws {CodedError} BAD_USER_INPUT with every faulty field: an id that is no id, a name that no brand has
 */
export async function readAlertFilter(
  session: Pick<Session, 'loaders'>,
  filter: Generated.AlertFilter | null | undefined,
): Promise<AlertFilter> {
  if (!filter) return {};
  const faults = new Faults('filter.');
  const names = faults.read('brands', (field) => readTexts(field, filter.brands));
  const [brands] = await Promise.allSettled([names && canonicalNames(session, names)]);
  const read = given({
    states: faults.read('states', (field) => readWords(field, filter.states)),
    kinds: faults.read('kinds', (field) => readWords(field, filter.kinds)),
    brands: brands && faults.settle('brands', brands),
    ruleIds: faults.read('ruleIds', (field) => readIds(field, filter.ruleIds)),
  });
  faults.throwIfAny();
  return read;
}

/** A filter of deliveries in the model's words. @throws {CodedError} BAD_USER_INPUT with every faulty field */
export function readDeliveryFilter(filter: Generated.AlertDeliveryFilter | null | undefined): DeliveryFilter {
  if (!filter) return {};
  const faults = new Faults('filter.');
  const read = given({
    alertIds: faults.read('alertIds', (field) => readIds(field, filter.alertIds)),
    webhookIds: faults.read('webhookIds', (field) => readIds(field, filter.webhookIds)),
    statuses: faults.read('statuses', (field) => readWords(field, filter.statuses)),
  });
  faults.throwIfAny();
  return read;
}

function readIds(field: string, ids: string[] | null | undefined): string[] | undefined {
  return readList(field, ids)?.map((id) => readId(field, id));
}

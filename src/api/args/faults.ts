import { badFields, CodedError, FaultyFields, type FieldFault } from '../../model/errors.ts';

/** Gathers the faults of an input's fields, so that all of them are reported at once. */
export class Faults {
  private readonly found: FieldFault[] = [];

  /** @param path stands before each field's name: `input.filter.` */
  constructor(private readonly path = '') {}

  /** All faults so far. */
  get all(): readonly FieldFault[] {
    return this.found;
  }

  add(field: string, message: string): void {
    this.found.push({ field: this.path + field, message });
  }

  /** What a reader makes of a field; undefined when it finds a fault. */
  read<Value>(field: string, reader: (field: string) => Value): Value | undefined {
    try {
      return reader(this.path + field);
    } catch (error) {
      this.keep(field, error);
      return undefined;
    }
  }

  /** As {@link read}, for a reader that looked something up. */
  settle<Value>(field: string, result: PromiseSettledResult<Value>): Value | undefined {
    if (result.status === 'fulfilled') return result.value;
    this.keep(field, result.reason);
    return undefined;
  }

  /** @throws {CodedError} BAD_USER_INPUT with all faults, when there are any */
  throwIfAny(): void {
    if (this.found.length > 0) throw badFields(this.found);
  }

  /** Whatever is no fault of the input is thrown on. */
  private keep(field: string, error: unknown): void {
    if (error instanceof FaultyFields) this.found.push(...error.faults);
    else if (error instanceof CodedError && error.code === 'BAD_USER_INPUT') this.add(field, error.message);
    else throw error;
  }
}

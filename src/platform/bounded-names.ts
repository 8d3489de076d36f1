/** Stands for every name that came after the most that are told apart. */
export const otherName = 'other';

/**
 * The values of one label. Prometheus keeps a series for each value for as long as the process lives, so a label that
 * takes whatever it is given lets a client fill the memory of both.
 */
export class BoundedNames {
  private readonly names = new Set<string>();

  /** @param most names that are told apart; the first ones are */
  constructor(private readonly most: number) {}

  /** The name itself while there is room, {@link otherName} afterwards. */
  bound(name: string): string {
    if (this.names.has(name)) return name;
    if (this.names.size >= this.most) return otherName;
    this.names.add(name);
    return name;
  }
}

import type { CatalogueBrand } from '../../model/brand.ts';
import brands from './brands.json' with { type: 'json' };

/**
 * The brands that every tenant starts with, ordered by folded name. They are public facts, written by hand in
 * brands.json, one brand a line; `npx tsx scripts/check-catalogue.ts` says what is wrong with that file.
 */
// The type of a JSON import knows no literals ('HOUSE' is a string there); the catalogue's check covers them.
export const catalogue: CatalogueBrand[] = brands as CatalogueBrand[];

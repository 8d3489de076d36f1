import { brandCategories } from '../src/model/brand.ts';
import { catalogue } from '../src/storage/catalogue/catalogue.ts';
import { catalogueFaults } from '../src/storage/catalogue/catalogue-faults.ts';
import { catalogueFiles, otherOwners } from '../src/storage/catalogue/catalogue-files.ts';

// Checks the shared catalogue of brands: prints its size by category, then its faults, and exits 1 when it has any.

const rows = brandCategories.map((category) => {
  const brands = catalogue.filter((brand) => brand.category === category);
  return { category, ...sizes(brands) };
});
console.table([...rows, { category: 'ALL', ...sizes(catalogue) }]);

const faults = catalogueFaults(catalogueFiles, otherOwners);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in src/storage/catalogue.`);
  process.exitCode = 1;
}

function sizes(brands: typeof catalogue): {
  brands: number;
  aliases: number;
  ambiguous: number;
  owned: number;
} {
  return {
    brands: brands.length,
    aliases: brands.reduce((sum, brand) => sum + brand.aliases.length, 0),
    ambiguous: brands.reduce((sum, brand) => sum + brand.ambiguousNames.length, 0),
    owned: brands.filter((brand) => brand.ownerGroup !== null).length,
  };
}

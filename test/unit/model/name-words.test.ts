import { describe, expect, it } from 'vitest';
import { tokenise } from '../../../src/ingestion/enrich/text/tokens.ts';
import { wordsOfName } from '../../../src/model/name-words.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';

describe('the words of a name', () => {
  it('are the same whatever stands between them, in any case and with or without accents', () => {
    for (const written of ['Jean-Paul  Gaultier', 'JEAN PAUL GAULTIER', 'Jean‑Paul. Gaultiér']) {
      expect(wordsOfName(written)).toBe('jean paul gaultier');
    }
    expect(wordsOfName('H & M')).toBe(wordsOfName('h and m'));
  });

  it('are others where they are joined', () => {
    expect(wordsOfName('A.P.C.')).not.toBe(wordsOfName('APC'));
    expect(wordsOfName("Levi's")).not.toBe(wordsOfName('Levis'));
  });

  it('are those by which articles are searched, for every name of the catalogue', () => {
    for (const { name, aliases } of catalogue) {
      for (const written of [name, ...aliases]) {
        expect(wordsOfName(written)).toBe(
          tokenise(written)
            .map(({ folded }) => folded)
            .join(' '),
        );
        expect(wordsOfName(written)).not.toBe('');
      }
    }
  });
});

import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AskedFields, createAskedFieldsReader } from '../../../src/api/asked-fields.ts';

const readFields = createAskedFieldsReader(
  buildSchema(`
    type Query { report: Report feed: Feed }
    type Report { title: String feed: Feed }
    type Feed { url: String state: String }
  `),
);

describe('What a document asks for', () => {
  it('is told apart by type, whatever it is called in the answer', () => {
    const asked = readFields(parse('{ report { headline: title feed { url } } }'));
    expect(asked.has('Report', 'title')).toBe(true);
    expect(asked.has('Report', 'headline')).toBe(false);
    expect(asked.has('Report', 'url')).toBe(false);
    expect(asked.has('Feed', 'url')).toBe(true);
  });

  it('holds what its fragments and all of its operations ask for', () => {
    const asked = readFields(
      parse(`query A { report { ...OfReport } } query B { feed { url } }
        fragment OfReport on Report { feed { ... on Feed { state } } }`),
    );
    expect(asked.hasOnly('Feed', new Set(['url', 'state']))).toBe(true);
    expect(asked.hasOnly('Feed', new Set(['url']))).toBe(false);
  });

  it('is not known to be little where nothing is known', () => {
    expect(new AskedFields().hasOnly('Feed', new Set(['url']))).toBe(false);
  });

  it('grows by what further operations of the request ask for', () => {
    const asked = new AskedFields();
    asked.addAll(readFields(parse('{ report { feed { url } } }')));
    asked.addAll(readFields(parse('{ feed { state } }')));
    expect(asked.hasOnly('Feed', new Set(['url']))).toBe(false);
    expect(asked.hasOnly('Feed', new Set(['url', 'state']))).toBe(true);
    expect(readFields(parse('{ report { feed { url } } }')).has('Feed', 'state')).toBe(false);
  });
});

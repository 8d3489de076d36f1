import { type DocumentNode, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Correspondence } from '../support/correspondence.ts';
import { readCurl } from '../support/curl.ts';
import { type DemoApi, startDemoApi } from '../support/demo-api.ts';
import { type Example, examplesOf } from '../support/documents.ts';
import { startPress, type TestPress } from '../support/press.ts';
import { type StreamedResult, type Subscription, transports } from '../support/streams.ts';

const page = examplesOf('docs/api.md');
// The README shows operations as well that are compiled, not asked.
const readme = examplesOf('README.md').filter(({ answer }) => answer !== null);

let demo: DemoApi;
let press: TestPress;

beforeAll(async () => {
  demo = await startDemoApi();
  press = await startPress();
});
afterAll(async () => {
  await demo.close();
  await press.close();
});

/** What came back for an example, as far as documents show it. */
interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

/** What has to happen for a subscription to hear of something. */
const happenings: Record<string, () => Promise<void>> = { reportAdded: publishArticle };

function isSubscription(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription',
  );
}

async function ask(query: string, variables: Record<string, unknown>): Promise<Reply> {
  const response = await fetch(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${demo.key}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends a curl command's request to the demo, wherever the document says that the API is. */
async function run(command: string): Promise<Reply> {
  const { url, method, headers, body } = readCurl(command, { KEY: demo.key });
  const { pathname, search } = new URL(url);
  const response = await fetch(new URL(`${pathname}${search}`, demo.url), { method, headers, body });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/**
 * What a subscription hears, by the way it was opened: its last result, or the first of one that does not end by itself.
 */
async function hear(query: string, variables: Record<string, unknown>): Promise<[string, StreamedResult][]> {
  const heard: [string, Subscription][] = Object.entries(transports).map(([way, subscribe]) => [
    way,
    subscribe({ url: demo.url, key: demo.key, query, variables }),
  ]);
  const happen = Object.entries(happenings).find(([field]) => query.includes(field))?.[1];
  if (happen) {
    await expect.poll(() => openSubscriptions(), { timeout: 10_000 }).toBe(heard.length);
    await happen();
  }
  const results: [string, StreamedResult][] = [];
  for (const [way, subscription] of heard) {
    if (happen) await subscription.count(1);
    else await subscription.ended;
    const result = happen ? subscription.results.at(0) : subscription.results.at(-1);
    if (result) results.push([way, result]);
    subscription.close();
  }
  return results;
}

async function openSubscriptions(): Promise<number> {
  const text = await demo.metrics.text();
  return Number(/^fashion_hunting_subscriptions_open (\d+)/m.exec(text)?.[1] ?? 0);
}

async function publishArticle(): Promise<void> {
  const url = press.feed('/news/rss.xml', [
    {
      title: 'Hermès opens a saddlery in Kyoto',
      link: '/articles/kyoto',
      description: 'Hermès has opened a saddlery in an old tea house in Kyoto.',
    },
  ]);
  const { body } = await ask(
    'mutation ($url: String!) { createFeed(input: { url: $url, pageReading: NEVER }) { feed { id } } }',
    { url },
  );
  expect(body).not.toHaveProperty('errors');
}

// The README first: its answer is of the demo's own press, to which the page's subscriptions add an article on a shop.
describe.each([
  { name: 'README.md', examples: readme },
  { name: 'docs/api.md', examples: page },
])('$name', ({ examples }) => {
  const correspondence = new Correspondence();

  function expectAlike(written: unknown, real: unknown, place: string): void {
    const shapes = correspondence.compare(written, real);
    expect(shapes.real, place).toEqual(shapes.written);
  }

  it('has examples, and an answer to every operation', () => {
    expect(examples.length).toBeGreaterThan(0);
    const unanswered = examples.filter(({ language, answer }) => language === 'graphql' && !answer);
    expect(unanswered.map(({ place }) => place)).toEqual([]);
  });

  it.each(examples)('$place is answered as it says', async (example) => {
    const text = correspondence.translate(example.text);
    if (example.language === 'graphql' && isSubscription(parse(text))) {
      const written = answerOf(example);
      const heard = await hear(text, correspondence.translateJson(example.variables));
      expect(heard.map(([way]) => way)).toEqual(Object.keys(transports));
      for (const [way, result] of heard) expectAlike(written, result, `${example.place}, ${way}`);
      return;
    }
    const reply =
      example.language === 'sh'
        ? await run(text)
        : await ask(text, correspondence.translateJson(example.variables));
    // A page shows no empty lines at the end of a stream.
    const body = typeof reply.body === 'string' ? reply.body.trimEnd() : reply.body;
    if (example.answer) expectAlike(answerOf(example), body, example.place);
    expect(reply.status, example.place).toBe(example.answer?.status ?? 200);
    for (const [name, value] of Object.entries(example.headers)) expectHeader(reply, name, value);
  });
});

function answerOf({ answer }: Example): unknown {
  if (!answer) return null;
  return answer.language === 'json' ? JSON.parse(answer.text) : answer.text.trimEnd();
}

/** What is left of a budget depends on what was asked before. */
function expectHeader({ headers }: Reply, name: string, value: string): void {
  const real = headers.get(name);
  if (name === 'x-ratelimit-remaining') expect(real, name).toMatch(/^\d+$/);
  else expect(real, name).toBe(value);
}

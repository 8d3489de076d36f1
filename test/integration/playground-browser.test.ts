import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../src/web/examples.ts';
import { buildPlayground } from '../support/builds.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { type DemoApi, startDemoApi } from '../support/demo-api.ts';

const skipped = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** A page of a session of its own, and all that went wrong in it. */
interface Visit {
  page: Page;
  /** Errors of the console and of scripts; a policy that is broken is among them. */
  errors: string[];
  /** Violations of the Content-Security-Policy. */
  violations(): Promise<unknown>;
  /** Requests to another origin than the API's. */
  foreignRequests: string[];
}

const patiently = { timeout: 15_000, interval: 200 };

let api: DemoApi;
let browser: Browser;

async function visit(fragment: string): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${api.url}/`) && !request.url().startsWith('data:')) {
      foreignRequests.push(request.url());
    }
  });
  await page.addInitScript({
    content: `window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        window.violations.push(event.effectiveDirective + ' ' + event.blockedURI);
      });`,
  });
  await page.goto(`${api.url}/${fragment}`);
  // The examples can be chosen as soon as the editors are there.
  await page.locator('.shelf button:enabled').first().waitFor();
  return { page, errors, violations: () => page.evaluate('window.violations'), foreignRequests };
}

async function expectNothingAmiss({ page, errors, violations, foreignRequests }: Visit): Promise<void> {
  expect(await violations()).toEqual([]);
  expect(foreignRequests).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
}

const keyField = (page: Page) => page.getByLabel('API key');
const keyHolder = (page: Page) => page.locator('.key-holder');
const note = (page: Page) => page.locator('.note');
const query = (page: Page) => textOf(page, '.graphiql-query-editor .view-lines');
const variables = (page: Page) => textOf(page, '.graphiql-editor-tool .view-lines');
const answer = (page: Page) => textOf(page, '.graphiql-response .view-lines');
const run = (page: Page) => page.getByRole('button', { name: /Execute query/ }).click();

/** Monaco writes every space as a no-break space, and only the lines in view. */
async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).innerText()).replaceAll('\u00a0', ' ');
}

describe.skipIf(chromiumPath === undefined)(`the playground in Chromium${skipped}`, () => {
  beforeAll(async () => {
    await buildPlayground();
    [api, browser] = await Promise.all([startDemoApi(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('takes the key of the link, runs an example and shows the answer', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    await keyHolder(page).getByText('Demo Agency').waitFor();
    await page.getByRole('button', { name: /One brand, by an alias/ }).click();
    await page.getByRole('tab', { name: 'OneBrand' }).waitFor();
    expect(await query(page)).toContain('query OneBrand($name: String!)');
    expect(await variables(page)).toContain('"name": "YSL"');
    await run(page);
    await expect.poll(() => answer(page), patiently).toContain('"name": "Saint Laurent"');
    expect(await answer(page)).toMatch(/"reportCount": [1-9]/);
    expect(await note(page).count()).toBe(0);
    await expectNothingAmiss(visited);
  });

  it('opens every example in a tab of its own, and a second time turns to that tab', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    const shelf = examples(new Date());
    for (const { title } of shelf) await page.getByRole('button', { name: title }).click();
    // The first tab holds one of them from the start.
    expect(await page.getByRole('tab').count()).toBe(shelf.length);
    await page.getByRole('button', { name: /Who am I/ }).click();
    expect(await page.getByRole('tab').count()).toBe(shelf.length);
    await expect.poll(() => query(page)).toContain('query WhoAmI');
    await expectNothingAmiss(visited);
  });

  it('takes the key out of the address, and keeps it for the session alone', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    await keyHolder(page).getByText('Demo Agency').waitFor();
    expect(page.url()).toBe(`${api.url}/`);
    await page.reload();
    await keyHolder(page).getByText('Demo Agency').waitFor();
    expect(await keyField(page).inputValue()).toBe(api.key);
    expect(await page.evaluate('JSON.stringify({ ...localStorage }) + document.cookie')).not.toContain(
      api.key,
    );
    await expectNothingAmiss(visited);
  });

  it('hides the key until it is asked to show it', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    expect(await keyField(page).getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await keyField(page).getAttribute('type')).toBe('text');
    await keyHolder(page).getByText('Demo Agency').waitFor();
    await expectNothingAmiss(visited);
  });

  it('says in words that there is no key, that one is refused, and whose a good one is', async () => {
    const { page, violations, foreignRequests } = await visit('');
    await note(page).getByText('No key yet').waitFor();
    await keyField(page).fill('fh_not-a-key');
    await note(page).getByText('The key was refused.').waitFor();
    await keyField(page).fill(api.key);
    await keyHolder(page).getByText('Demo Agency').waitFor();
    expect(await note(page).count()).toBe(0);
    expect(await violations()).toEqual([]);
    expect(foreignRequests).toEqual([]);
    await page.close();
  });

  it('shows the documentation of the schema, without a key too', async () => {
    const visited = await visit('');
    const { page } = visited;
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('What the fashion press says of brands.').waitFor();
    await page.getByRole('link', { name: 'ReportConnection', exact: true }).click();
    await page.getByText('Counted only when asked for').waitFor();
    await expectNothingAmiss(visited);
  });

  it('completes what is typed, with workers of its own origin', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.type('{ jobEx', { delay: 30 });
    // Nothing is offered before the worker has been given the schema: ask until it has.
    const offered = async () => {
      await page.keyboard.press('Control+Space');
      return textOf(page, '.suggest-widget');
    };
    await expect.poll(offered, patiently).toContain('jobExecutions');
    const workers = page.workers().map((worker) => worker.url());
    expect(workers.some((url) => url.startsWith(`${api.url}/assets/graphql.worker`))).toBe(true);
    expect(workers.filter((url) => !url.startsWith(`${api.url}/assets/`))).toEqual([]);
    await expectNothingAmiss(visited);
  });

  it('can be used with the keyboard alone', async () => {
    const visited = await visit(`#key=${api.key}`);
    const { page } = visited;
    await keyHolder(page).getByText('Demo Agency').waitFor();
    await page.getByRole('button', { name: /Who am I/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'WhoAmI' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => answer(page), patiently).toContain('"role": "ADMIN"');
    await expectNothingAmiss(visited);
  });
});

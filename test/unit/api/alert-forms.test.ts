import { describe, expect, it } from 'vitest';
import { newWebhook } from '../../../src/api/args/alert-forms.ts';

describe('the address of a webhook', () => {
  it.each([
    ['hooks', '"hooks" is no address. Write it like https://example.com/hooks/press'],
    [
      'ftp://example.com/hook',
      '"ftp://example.com/hook" cannot be called: webhooks are called over http and https only.',
    ],
  ])('that is none is refused in words of webhooks: %s', (url, message) => {
    const { error } = newWebhook.safeParse({ label: 'Newsroom', url });
    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([[['url'], message]]);
  });
});

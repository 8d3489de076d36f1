import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is installed; undefined where it is not. CHROMIUM_PATH names another place. */
export const chromiumPath = [process.env.CHROMIUM_PATH ?? '', ...usualPlaces].find((path) =>
  existsSync(path),
);

/** Starts Chromium without a window, with nothing that asks hosts of its maker. */
export async function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('There is no Chromium here. CHROMIUM_PATH can name one.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      // The tests may run as root, and every page is our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

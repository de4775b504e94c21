// What every browser test shares: headless Chromium with the network off, and a record of all that should not happen.
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '../../cami_graph/explore/web/package.json');
const require = createRequire(web);
const { chromium } = require('playwright-core');
const axePath = require.resolve('axe-core/axe.min.js');

const PLACES = [process.env.CAMI_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function launch() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page whose every console error, failure and request off the machine is written down in `page.faults`. */
export async function openPage(browser, options = {}, own = /^(file|blob|data):/) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.faults.push(`error: ${error.message}`));
  page.on('request', (request) => own.test(request.url()) || page.faults.push(`request: ${request.url()}`));
  return page;
}

export const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe-core finds wrong on the page as it stands, by all rules or by some. */
export async function violations(page, rules = EVERYTHING) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(readFileSync(axePath, 'utf8'));
  const { violations: found } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes.slice(0, 2).map(({ html }) => html.slice(0, 160)).join(' || ')}`);
}

/** Ends the test with everything that was wrong, or with a word that nothing was. */
export function finish(faults) {
  for (const fault of faults) console.error(fault);
  if (!faults.length) console.log('nothing wrong');
  process.exit(faults.length ? 1 : 0);
}

// Graph, map, workbench, tables and filters: what each offers, tried.
// Usage: node islands.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const page = await openPage(browser, { offline: true, locale: 'en-GB', acceptDownloads: true });
const faults = [];
const check = (truth, text) => truth || faults.push(text);

await visit('graph?thing=taxon/saiga', '[data-drawn]');
const rows = () => page.locator('.graph-table tbody tr').count();
const before = await rows();
check(before > 3, 'The table beside the graph is empty.');
await page.locator('.graph-table tbody button').first().click();
const more = page.locator('.graph-panel button', { hasText: 'more neighbours' });
if (await more.count()) await more.click();
check((await rows()) >= before, 'Growing from a neighbour loses lines.');
await page.locator('.graph-table tbody button').nth(1).click();
await page.waitForSelector('.graph-panel .quotes q');
check((await page.locator('.graph-panel .quotes q').count()) > 0, 'A line shows no words.');
await page.locator('.legend input').first().uncheck();
check((await rows()) < before, 'Hiding a kind leaves its lines in the table.');
await page.locator('.legend input').first().check();
check((await page.locator('.legend-row:visible').count()) >= 4, 'The graph begins with fewer than four kinds.');
await way('Kazakhstan', 'Uzbekistan');
const reasons = await page.locator('.graph-panel ol > li > p').allTextContents();
check(reasons.length > 3 && reasons.some((text) => /works in both, and on what both hold: /.test(text)), `A way gives no reason: ${reasons}`);
check((await page.evaluate(() => location.href)).includes('from=country%2FKZ'), 'The address does not hold the way.');
await page.getByRole('button', { name: 'The whole as clusters' }).click();
check((await page.locator('.graph-panel h2').textContent()) === 'What hangs together', 'The panel stays as it was.');
check(!(await page.locator('.island-graph [role="status"]').textContent()), 'The note of the way stays.');
check((await page.locator('.graph-panel h3').count()) > 3, 'The whole has hardly a cluster.');
await way('Mongolia', 'Saiga antelope');
for (const format of ['GraphML', 'GEXF', 'PNG', 'CSV']) await takes(format);

await visit('map', '[data-drawn]');
check((await page.locator('.map .country').count()) >= 14, 'The map shows fewer than fourteen countries.');
await page.locator('select[name="measure"]').selectOption('silence');
check((await page.locator('.map-table tbody tr').count()) >= 14, 'The table of the map is short.');
await page.locator('select[name="links"]').selectOption('shared');
check((await page.locator('.map .pair').count()) > 5, 'Pairs are not drawn.');
await visit('map?show=pair/TM-UZ&measure=together', '.map-info h2');
check((await page.locator('.map-info').textContent()).includes('Turkmenistan – Uzbekistan'), 'The pair of the address is not shown.');
check(/\d of \d/.test(await page.locator('.map-table tbody td').first().textContent()), 'A share is no part of a whole.');

await visit('workbench?query=page-responsible', '.result[data-done]');
check((await page.locator('.result tbody tr').count()) > 100, 'The question gives no rows.');
await page.locator('.bindings select').first().selectOption({ index: 1 });
await page.locator('button', { hasText: 'Run' }).click();
await page.waitForSelector('.result[data-done="2"]');
const bound = await page.locator('.result tbody tr').count();
check(bound > 0 && bound < 100, `A parameter does not narrow the rows: ${bound}.`);
await page.locator('button', { hasText: 'Share link' }).click();
const shared = await page.evaluate(() => location.href);
check(shared.includes('q='), 'The link does not carry the query.');
await page.locator('button', { hasText: 'As code' }).click();
check((await page.locator('.as-code pre').count()) === 3, 'Code comes in fewer than three languages.');
await page.locator('.cm-content').click();
await page.keyboard.press('ControlOrMeta+a');
await page.keyboard.press('Delete');
await page.keyboard.type('SELECT DISTINCT ?n { ?a a cami:Activ');
await page.locator('.cm-tooltip-autocomplete li', { hasText: 'cami:Activity' }).first().click();
await page.keyboard.type(' ; dcterms:isPartOf/skos:notation ?n ');
await page.keyboard.press('ControlOrMeta+Enter');
await page.waitForSelector('.result[data-done="3"]');
const typed = await page.locator('.cm-content').innerText();
check(typed.includes('cami:Activity ; dcterms:isPartOf/skos:notation'), `What is typed does not stay in the editor: ${typed}`);
check((await page.locator('.result tbody tr').count()) > 10, `A query that was typed and completed gives no rows: ${typed}`);
await page.reload();
await page.waitForSelector('.past-queries summary');
await page.locator('.past-queries summary').focus();
await page.keyboard.press('Enter');
const past = page.locator('.past-queries li');
const lines = await past.allTextContents();
check(lines.length === 3 && lines.some((line) => /\d.*SELECT DISTINCT \?n/.test(line)), `The queries that were run are not all kept: ${lines}`);
await past.filter({ hasText: 'SELECT DISTINCT ?n' }).locator('button').focus();
await page.keyboard.press('Enter');
check((await page.locator('.cm-content').innerText()) === typed, 'A query that was run does not come back as it was.');
await page.locator('.past-queries button', { hasText: 'Forget' }).click();
check(!(await page.locator('.past-queries').isVisible()), 'What is forgotten is still listed.');
check((await page.evaluate(() => localStorage.getItem('cami-queries'))) === '[]', 'What is forgotten is still kept.');

await visit('gaps', 'form[data-filters]');
const gaps = page.locator('#gap-items > tr:visible');
const first = await gaps.count();
await page.locator('[data-more="gap-items"]').click();
check((await gaps.count()) > first, 'The rest of the list does not come.');
check(await page.evaluate(() => document.activeElement.matches('.gap-name')), 'The focus is lost when the rest of the list comes.');
const all = await gaps.count();
await page.locator('form[data-filters] select[name="country"]').selectOption({ index: 1 });
check((await gaps.count()) > 0 && (await gaps.count()) < all, 'The filter does not narrow the list.');
const open = await page.locator('form[data-filters] select[name="kind"] option:not([disabled])').count();
check(open >= 1, 'No kind is left to choose.');
check((await page.evaluate(() => location.href)).includes('country='), 'The address does not hold the filter.');

await visit('activity/1.1.1', '.quote-mark');
await page.locator('.claim .quote-mark').first().hover();
await page.waitForSelector('.quote-panel:popover-open mark');
const claims = await page.locator('section:has(#page-actions-about) .claim').count();
await page.locator('section:has(#page-actions-about) a.tool').click();
await page.waitForSelector('.result[data-done] tbody tr');
check((await page.locator('.result tbody tr').count()) === claims, 'The query behind a list gives other rows than the list.');
await browser.close();
finish([...faults, ...page.faults]);

async function visit(path, selector) {
  await page.goto('about:blank');
  await page.goto(`${address}#/en/${path}`);
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, `en/${path.split('?')[0]}`);
  await page.waitForSelector(selector);
}

async function way(from, to) {
  for (const [label, name] of [['Way from', from], ['to', to]]) {
    const field = page.locator('.picker', { has: page.locator(`span:text-is("${label}")`) }).locator('input');
    await field.fill(name);
    await field.press('Tab');
  }
  await page.waitForFunction(() => /\d+ ties?, each/.test(document.querySelector('.island-graph [role="status"]').textContent));
}

async function takes(format) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`.graph-bar button:text-is("${format}")`).click()]);
  check(download.suggestedFilename().endsWith(format.toLowerCase()), `${format} is not handed out.`);
}

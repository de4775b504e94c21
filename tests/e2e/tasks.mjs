// The tasks of a coordinator, walked as one would: each with the number of clicks it takes, from the front page.
// Usage: node tasks.mjs http://127.0.0.1:PORT
import { readFileSync } from 'node:fs';
import { finish, launch, openPage } from './browser.mjs';

const [, , host] = process.argv;
const browser = await launch();
const page = await openPage(browser, { locale: 'en-GB', acceptDownloads: true }, new RegExp(`^(${host.replaceAll('.', '\\.')}/|blob:|data:)`));
const faults = [];
let clicks = 0;

const text = () => page.locator('main').innerText();
const at = (path) => page.waitForURL(new RegExp(`${path.replaceAll('?', '\\?')}`));

async function click(place) {
  clicks += 1;
  await place.click();
}

/** Chooses the line of a border on the picture, in its middle. */
async function border(path) {
  const place = await page.locator(`a[data-border="${path}"] defs path`).evaluate((line) => {
    line.closest('svg').scrollIntoView({ block: 'center' });
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.closest('svg').getScreenCTM());
    return { x, y };
  });
  clicks += 1;
  await page.mouse.click(place.x, place.y);
}

/** Types into the search of the page and takes the first hit. */
async function search(words, path) {
  await click(page.locator('#search-field'));
  await page.keyboard.type(words);
  await page.locator('#search-hits [role="option"]').first().waitFor();
  await page.waitForTimeout(250);
  await click(page.locator('#search-hits [role="option"]').first());
  await at(path);
}

async function names(...wanted) {
  const found = await text();
  const missing = wanted.filter((one) => !(one instanceof RegExp ? one.test(found) : found.toLowerCase().includes(one.toLowerCase())));
  if (missing.length) throw new Error(`the page does not name ${missing.join(', ')}`);
}

async function task(name, most, walk, language = 'en') {
  await page.goto(`${host}/${language}/index.html`);
  await page.waitForSelector('html[data-ready]');
  clicks = 0;
  try {
    await walk();
    if (clicks > most) throw new Error(`it takes ${clicks} clicks, and may take ${most}`);
    console.log(`${name}: ${clicks} clicks`);
  } catch (error) {
    faults.push(`${name}: ${error.message.split('\n')[0]}`);
  }
}

const TUGAI = [/tugai/i, 'Kaplankyr', 'Karakum', 'Kyzylkum', 'Ustyurt', 'Saiga', 'Questions to raise', 'Who could help', 'Since then', 'report of 2019'];

await task('i: Uzbekistan and Turkmenistan, by their border', 1, async () => {
  await border('pair/TM-UZ');
  await at('/en/pair/TM-UZ.html');
  await names(...TUGAI);
});

await task('i: Uzbekistan and Turkmenistan, by search', 2, async () => {
  await search('uzbekistan turkmenistan', '/en/pair/TM-UZ.html');
  await names(...TUGAI);
});

await task('i: Uzbekistan and Turkmenistan, by the pickers', 3, async () => {
  clicks += 2;
  await page.locator('#my-country').selectOption({ label: 'Uzbekistan' });
  await page.locator('#their-country').selectOption({ label: 'Turkmenistan' });
  await click(page.locator('[data-meet] .primary'));
  await at('/en/pair/TM-UZ.html');
});

await task('ii: border fences of Mongolia, China and Russia', 2, async () => {
  await search('border fences', '/en/threat/border-fences.html');
  await names('China', 'Mongolia', 'Russia', 'Actions reported', 'Recommendations', /talks on (permeability|border)/i);
});

await task('iii: who is silent on the snow leopard', 2, async () => {
  await search('snow leopard', '/en/taxon/snow-leopard.html');
  await names(/each of its 12 range states.*none is silent/i);
});

await task('iv: who could bring China and Kyrgyzstan together', 2, async () => {
  await search('china kyrgyzstan', '/en/pair/CN-KG.html');
  await names('No body is told to act in both countries', 'GSLEP Secretariat', 'Acts in China', 'Acts in Kyrgyzstan');
});

await task('v: one doubtful claim, why it is, and where it stands', 3, async () => {
  await click(page.locator('.top a[data-area="query"]'));
  await at('/en/query/index.html');
  await click(page.locator('main a[href$="which-claims-are-doubtful.html"]').first());
  await page.waitForSelector('#query-rows tbody tr');
  const row = page.locator('#query-rows tbody tr', { hasText: '(tbc)' });
  await names('the report prints (tbc)');
  await click(row.locator('a').first());
  await at('/en/activity/1.4.3.html');
  const doubt = await page.locator('main .claim', { hasText: 'Hissar-Alay' }).first().textContent();
  if (!doubt.includes('the report prints (tbc)')) throw new Error('the claim does not say why it is doubtful');
});

await task('vi: a brief of the two for the minister', 3, async () => {
  await search('uzbekistan turkmenistan', '/en/pair/TM-UZ.html');
  const saved = page.waitForEvent('download', { timeout: 120_000 });
  await click(page.locator('.tool-brief a', { hasText: 'PDF' }));
  if (!/TM-UZ.*\.pdf$/.test((await saved).suggestedFilename())) throw new Error('the file is not named as the brief of the two');
});

await task('vii: why a gap is one, with its words', 3, async () => {
  await search('uzbekistan turkmenistan', '/en/pair/TM-UZ.html');
  await click(page.locator('tr', { hasText: 'Ustyurt' }).getByRole('link', { name: 'possible gap' }).last());
  await at('/en/gap/shared-TM-UZ');
  await names('What readers found', 'Each works alone', 'Next step');
});

await task('vii: what is done or planned together is not held against the two', 4, async () => {
  await search('afghanistan china', '/en/pair/AF-CN.html');
  await names('More wildlife guards in the Wakhan border region', 'Snow Leopard cooperation across borders');
  await search('china mongolia', '/en/pair/CN-MN.html');
  await names(/permeable the border fence is for wild camel/i);
});

await task('viii: the list of gaps as a workbook', 2, async () => {
  await click(page.locator('.top a[data-area="gaps"]'));
  await at('/en/gaps.html');
  const saved = page.waitForEvent('download');
  await click(page.locator('[data-tools-for="gap-table"] button', { hasText: 'Excel' }));
  const file = await saved;
  const bytes = readFileSync(await file.path());
  if (!/\.xlsx$/.test(file.suggestedFilename()) || bytes.subarray(0, 2).toString() !== 'PK') throw new Error('it is no workbook');
});

await task('ix: i in Russian', 2, async () => {
  await search('Узбекистан и Туркменистан', '/ru/pair/TM-UZ.html');
  await names(/тугайные/i, 'Капланкыр', 'Каракум', 'Кызылкум', 'Устюрт', 'Сайгак', 'Вопросы, которые можно поднять', 'Кто мог бы помочь', 'отчёт 2019 года');
}, 'ru');

await task('i on a phone', 1, async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await border('pair/TM-UZ');
  await at('/en/pair/TM-UZ.html');
});

await browser.close();
finish([...faults, ...page.faults]);

// The review with the keyboard alone: decide, quote, change, claim, take back; without a fault in each shape and theme.
// Usage: node review.mjs http://127.0.0.1:PORT [FOLDER FOR PICTURES]
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , host, pictures] = process.argv;
const browser = await launch();
const own = new RegExp(`^(${host.replaceAll('.', '\\.')}/|data:)`);
const faults = [];
const page = await openPage(browser, { locale: 'en-GB' }, own);
page.on('dialog', () => faults.push('A word of the document was run as a script.'));

await page.goto(`${host}/`);
await page.waitForSelector('li.claim[aria-current]');
await look('first');
await Promise.all(['u', 'r'].map((key) => page.keyboard.press(key)));
await page.waitForFunction(() => document.querySelectorAll('li.claim:not(.open)').length > 1);
const typed = await page.evaluate(() => [...document.querySelectorAll('li.claim')].slice(0, 2).map((claim) => claim.className).join());
if (typed !== 'claim unsure,claim reject') faults.push(`Two keys in a moment decide "${typed}".`);
await page.keyboard.press('a');
await said('Accepted');
await page.keyboard.press('u');
await said('Not sure');
await page.keyboard.press('z');
await page.keyboard.press('r');
await said('Rejected');
await page.keyboard.press('k');

await goTo('actions');
await page.keyboard.press('w');
await page.keyboard.press('ArrowRight');
for (let words = 0; words < 2; words += 1) await page.keyboard.press('Shift+ArrowRight');
const chosen = await page.evaluate(() => document.getSelection().toString().trim());
if (!chosen.includes(' ')) faults.push(`Arrows with Shift select "${chosen}".`);
await page.keyboard.press('q');
await page.waitForSelector('.errors li');
if (!(await page.locator('.errors').textContent()).includes('The quote does not name')) faults.push('A quote too short for its claim is kept.');
await fill('reason', 'The words before say it.');
await page.keyboard.press('Control+Enter');
await said('Changed');
if (!(await page.locator('li.change ins').allTextContents()).includes(chosen)) faults.push(`"${chosen}" is not the new quote.`);

await goTo('actions');
await page.keyboard.press('c');
await page.waitForSelector('form :focus');
if (!(await page.evaluate(() => document.activeElement.name === 'title_ru'))) faults.push('What the claim waits for has not the focus.');
await look('form');
await fill('country_codes', 'XX');
await page.keyboard.press('Control+Enter');
await page.waitForSelector('.errors li');
if (!(await page.locator('.errors').textContent()).includes('"XX" is not known')) faults.push('What is wrong with XX is not said.');
if (!(await page.evaluate(() => document.activeElement.name === 'country_codes'))) faults.push('The faulty field has not the focus.');
await look('fault');
await fill('country_codes', 'Mong');
await page.waitForSelector('[role=option]');
await look('options');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('Enter');
const taken = await page.evaluate(() => [document.activeElement.value, document.activeElement.parentElement.querySelector('.names').textContent]);
if (taken.join() !== 'MN; ,Mongolia') faults.push(`A country that is chosen gives "${taken.join()}".`);
await page.keyboard.type('U');
await page.keyboard.press('Escape');
await page.keyboard.press('Backspace');
if (!(await page.locator('details:not([open]) [name=budget_amount]').count())) faults.push('A field that is rarely filled is not folded.');
await fill('reason', '');
await page.keyboard.press('Tab');
await page.keyboard.press('ArrowDown');
if (!(await page.evaluate(() => document.querySelector('[name=reason]').value.startsWith('The words before')))) faults.push('The last reason is not offered.');
await page.keyboard.press('Control+Enter');
await page.waitForFunction(() => !document.querySelector('form'));
if (!(await page.locator('li.claim dd').allTextContents()).some((text) => text.includes('Mongolia'))) faults.push('No name stands beside a code.');

await page.keyboard.press(']');
await page.waitForFunction(() => document.getElementById('row').value === '1');
await goTo('scopes');
if (!(await page.locator('[aria-current] > .names').textContent()).trim()) faults.push('What a short name in the heading is called is not said.');
await page.keyboard.press('c');
await page.waitForSelector('form [name=value]');
await page.keyboard.press('Escape');
await page.keyboard.press('m');
await page.waitForSelector('#table:focus');
await page.keyboard.type('par');
await page.waitForSelector('form [name=actor_id]');
if ((await page.locator('#table').inputValue()) !== 'participations') faults.push('Letters do not find a table by its name.');
await page.keyboard.press('Escape');
await page.waitForFunction(() => !document.querySelector('form'));
await page.keyboard.press('Shift+A');
await said('Accepted');
const left = await page.locator('li.claim.open h3').allTextContents();
if (left.some((title) => !/^(cooperations|participations|statuses)/.test(title))) faults.push(`Left open: ${left.join('; ')}`);

if ((await page.locator('.words').allTextContents()).join().includes('onerror') === false) faults.push('Hostile words are not shown.');
if (await page.locator('.words img, .claim img, script:not([src])').count()) faults.push('Hostile words became elements.');

for (const [name, shape] of Object.entries({
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 } },
})) {
  const other = await openPage(browser, { locale: 'en-GB', ...shape }, own);
  await other.goto(`${host}/`);
  await other.waitForSelector('li.claim[aria-current]');
  faults.push(...(await violations(other)).map((fault) => `${name}: ${fault}`), ...other.faults);
  const wide = await other.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) faults.push(`${name}: the page is wider than the screen.`);
  if (pictures) await other.screenshot({ path: `${pictures}/${name}.png` });
}
await browser.close();
const wrong = page.faults.filter((fault) => !fault.includes('422'));
finish([...faults, ...wrong]);

async function look(name) {
  faults.push(...(await violations(page)).map((fault) => `${name}: ${fault}`));
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
}

async function said(words) {
  await page.waitForFunction((text) => document.getElementById('told').textContent.startsWith(text), words);
}

async function goTo(table) {
  for (let steps = 0; steps < 60; steps += 1) {
    const here = await page.evaluate(() => document.querySelector('[aria-current] h3')?.textContent ?? '');
    if (here.startsWith(table) && (await page.evaluate(() => document.querySelector('[aria-current]').classList.contains('open')))) return;
    await page.keyboard.press('j');
  }
  faults.push(`No open claim of ${table} is reached by j.`);
}

async function fill(name, text) {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement.name === wanted, name)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

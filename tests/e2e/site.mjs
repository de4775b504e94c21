// The site on a plain host, below a path: pages, search, islands and the store in the page, without a request elsewhere.
// Usage: node site.mjs FOLDER /deep/below/
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , folder, path] = process.argv;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' };
const server = createServer(async (request, response) => {
  const asked = normalize(decodeURIComponent(request.url.split('?')[0])).replace(/\/$/, '/index.html');
  try {
    const content = await readFile(join(folder, asked));
    response.writeHead(200, { 'content-type': TYPES[extname(asked)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const host = `http://127.0.0.1:${server.address().port}`;

const browser = await launch();
const page = await openPage(browser, { locale: 'ru-RU' }, new RegExp(`^(${host.replaceAll('.', '\\.')}${path}|blob:|data:)`));
const faults = [];
await page.goto(`${host}${path}`);
await page.waitForURL(/\/ru\/index\.html$/);
await page.goto(`${host}${path}en/activity/1.1.1.html`);
await page.waitForSelector('html[data-ready]');
await page.keyboard.press('/');
await page.keyboard.type('Tian Shan');
await page.waitForSelector('#search-hits [role="option"]');
faults.push(...(await violations(page)));
for (const [name, selector] of [['graph', '[data-drawn]'], ['map', '[data-drawn]'], ['workbench', '[data-drawn]']]) {
  await page.goto(`${host}${path}en/${name}.html${name === 'workbench' ? '?query=page-statuses' : ''}`);
  await page.waitForSelector(selector);
}
await page.waitForSelector('.result[data-done] tbody tr');
await browser.close();
server.close();
finish([...faults, ...page.faults]);

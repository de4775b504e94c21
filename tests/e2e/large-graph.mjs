// How smoothly a graph of three thousand things moves: the time between frames while it is dragged. Prints one JSON object.
// Usage: node large-graph.mjs SITE [NODES]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { launch, openPage } from './browser.mjs';

const [, , folder, nodes = '3000'] = process.argv;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const server = createServer(async (request, response) => {
  const content = await readFile(join(folder, normalize(decodeURIComponent(request.url.split('?')[0])))).catch(() => null);
  response.writeHead(content ? 200 : 404, { 'content-type': TYPES[extname(request.url.split('?')[0])] ?? 'application/octet-stream' }).end(content ?? '');
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const host = `http://127.0.0.1:${server.address().port}`;

const browser = await launch();
const page = await openPage(browser, {}, /./);
await page.route('**/graph.json', async (route) => route.fulfill({ json: grown(await (await route.fetch()).json(), Number(nodes)) }));
await page.goto(`${host}/en/graph.html`);
await page.waitForSelector('[data-drawn]');
const began = performance.now();
await page.getByRole('button', { name: 'The whole as clusters' }).click();
const shown = Math.round(performance.now() - began);
const box = await page.locator('.graph-canvas').boundingBox();
await page.evaluate(watch);
await page.mouse.move(box.x + 60, box.y + 60);
await page.mouse.down();
for (let step = 0; step < 60; step += 1) await page.mouse.move(box.x + 60 + step * 5, box.y + 60 + step * 3);
await page.mouse.up();
const frames = (await page.evaluate(() => globalThis.frames_)).sort((a, b) => a - b);
console.log(JSON.stringify({ nodes: Number(nodes), all_shown: shown, frames: frames.length, frame_median: Math.round(frames[Math.floor(frames.length / 2)]), frame_95th: Math.round(frames[Math.floor(frames.length * 0.95)]) }));
await browser.close();
server.close();

/** The real graph with further things tied to it, evenly and without chance. */
function grown(graph, count) {
  const [first] = graph.nodes;
  while (graph.nodes.length < count) {
    const at = graph.nodes.length;
    graph.nodes.push([`${first[0]}-${at}`, ['actor', 'taxon', 'country', 'initiative'][at % 4], '', `Thing ${at}`, '', at % 6, Math.round(3000 * Math.cos(at * 2.4) * Math.sqrt(at / count)), Math.round(2000 * Math.sin(at * 2.4) * Math.sqrt(at / count))]);
    graph.edges.push([at, (at * 7) % at, 'about', 1], [at, (at * 13) % Math.max(1, at - 1), 'species', 2]);
  }
  return graph;
}

function watch() {
  globalThis.frames_ = [];
  let last = performance.now();
  const tick = (now) => {
    globalThis.frames_.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

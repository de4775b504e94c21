// One way to ask: `fetch('./sparql')`. Under `cami explore` the server answers; on a plain host or in a single file the
// store in the page does, through the same address and with the same formats.
import { mode, root } from './page.js';
import { packed, scriptAddress } from './embedded.js';
import { caller } from './worker-call.js';

let asking = null;

/** Starts the store in the page once; resolves with the function that asks it. */
function pageStore() {
  asking ??= startStore().catch((error) => {
    asking = null;
    throw error;
  });
  return asking;
}

async function startStore() {
  const isFile = mode === 'file';
  const call = caller(new Worker(isFile ? await scriptAddress('store-worker') : `${root()}assets/store-worker.js`));
  const [wasm, data] = isFile ? [packed('wasm'), packed('data')] : await Promise.all([bytes('oxigraph.wasm'), bytes('graph.zst')]);
  await call({ open: { wasm, data } }, isFile ? [] : [wasm.buffer, data.buffer]);
  return call;
}

async function bytes(name) {
  const answer = await network(`${root()}assets/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const network = globalThis.fetch.bind(globalThis);

const endpoint = () => new URL(mode === 'file' ? './sparql' : `${root()}sparql`, document.baseURI).href;

/** In a page without a server, answers requests to ./sparql from the store in the page; lets all others pass. */
export function answerSparqlHere() {
  if (mode === 'server') return;
  globalThis.fetch = async (input, init = {}) => {
    const request = typeof input === 'string' || input instanceof URL ? new Request(new URL(input, document.baseURI), init) : input;
    return request.url.split('?')[0] === endpoint() || request.url.split('?')[0] === new URL('./sparql', document.baseURI).href ? local(request) : network(input, init);
  };
}

async function queryOf(request) {
  const inAddress = new URL(request.url).searchParams.get('query');
  if (inAddress !== null || request.method === 'GET') return inAddress;
  const body = await request.text();
  return (request.headers.get('content-type') ?? '').startsWith('application/sparql-query') ? body : new URLSearchParams(body).get('query');
}

async function local(request) {
  const query = await queryOf(request);
  if (!query) return new Response('The request carries no query.', { status: 400 });
  const accept = (request.headers.get('accept') ?? '').split(',').map((part) => part.split(';')[0].trim());
  try {
    const call = await pageStore();
    const { body, type } = await call({ query, accept });
    return new Response(body, { headers: { 'content-type': type } });
  } catch (error) {
    return new Response(error.message, { status: 400, headers: { 'content-type': 'text/plain' } });
  }
}

const OPEN_BLOCK = /VALUES\s+\?\w+\s*\{\s*UNDEF\s*\}/gi;

/** A query without its open blocks: to join with UNDEF is to join with nothing, and engines lose time over it. */
export const withoutOpenBlocks = (query) => query.replace(OPEN_BLOCK, '');

/** Asks a query and returns the answer as text of the wanted type. */
export async function ask(query, accept = 'application/sparql-results+json', signal = undefined) {
  const answer = await fetch(endpoint(), {
    method: 'POST',
    headers: { accept, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ query: withoutOpenBlocks(query) }),
    signal,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text || `${answer.status} ${answer.statusText}`);
  return { text, type: answer.headers.get('content-type')?.split(';')[0] ?? accept };
}

/** Asks a SELECT query and returns `{variables, rows}`; each row maps a variable to its term. */
export async function select(query, signal = undefined) {
  const { head, results } = JSON.parse((await ask(query, undefined, signal)).text);
  return { variables: head.vars, rows: results.bindings };
}

/** Lets the store begin to load while the reader is still reading. */
export const warm = () => (mode === 'server' ? Promise.resolve() : pageStore());

const READING = 1000;
const isSpared = () => navigator.connection?.saveData || (navigator.deviceMemory ?? 8) < 4;

/** Loads the store of a single file before it is asked: at once for the workbench, else when the reader reads; not on a small device. */
export function warmInTime() {
  if (mode !== 'file') return;
  const start = () => pageStore().catch(() => {});
  if (/^#\/\w+\/workbench/.test(location.hash)) start();
  else if (!isSpared()) setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(start), READING);
}

// The graph in the page: Oxigraph compiled to WebAssembly, in a worker of its own so that no query freezes the page.
import { decompress } from 'fzstd';
import init, { Store } from 'oxigraph';
import { asker } from './dataset.js';
import { writeOut } from './shorthand.js';
import { answering } from './worker-call.js';
import { isGraphQuery } from './workbench/kind.js';

let ask = null;

const RESULTS = {
  'application/sparql-results+json': 'json',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/sparql-results+xml': 'xml',
};

/** A host may serve the module as it is; a single file carries it packed. */
const plain = (bytes) => (bytes[0] === 0x28 && bytes[1] === 0xb5 ? decompress(bytes) : bytes);

async function open({ wasm, data }) {
  await init({ module_or_path: plain(wasm) });
  const made = new Store();
  const { quads, overlaps } = writeOut(plain(data));
  made.load(quads, { format: 'application/n-quads', lenient: true, no_transaction: true });
  ask = asker(made, overlaps);
  return { quads: made.size };
}

function run({ query, accept }) {
  if (!ask) throw new Error('The graph is not loaded yet.');
  const wanted = isGraphQuery(query) ? accept.find((type) => /turtle|n-triples|trig/.test(type)) ?? 'text/turtle' : accept.find((type) => type in RESULTS) ?? 'application/sparql-results+json';
  const body = ask(query, wanted);
  return { body, type: wanted };
}

answering(self, (request) => (request.open ? open(request.open) : run(request)));

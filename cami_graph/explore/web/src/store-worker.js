// The graph in the page: Oxigraph compiled to WebAssembly, in a worker of its own so that no query freezes the page.
import init, { Store } from 'oxigraph';
import { asker } from './dataset.js';
import { unpack } from './signs.js';
import { answering } from './worker-call.js';
import { isGraphQuery } from './workbench/kind.js';

let ask = null;

const RESULTS = {
  'application/sparql-results+json': 'json',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/sparql-results+xml': 'xml',
};

const OVERLAPS = '# overlaps\n';

/** The engine is compiled while the graph is unpacked. In one transaction the graph loads in half the time. */
async function open({ wasm, data }) {
  const compiled = init({ module_or_path: unpack(wasm) });
  const graph = unpack(data);
  await compiled;
  const made = new Store();
  made.load(graph, { format: 'application/trig', lenient: true });
  ask = asker(made, new TextDecoder().decode(graph.subarray(0, OVERLAPS.length)) === OVERLAPS);
  return { quads: made.size };
}

function run({ query, accept }) {
  if (!ask) throw new Error('The graph is not loaded yet.');
  const wanted = isGraphQuery(query) ? accept.find((type) => /turtle|n-triples|trig/.test(type)) ?? 'text/turtle' : accept.find((type) => type in RESULTS) ?? 'application/sparql-results+json';
  const body = ask(query, wanted);
  return { body, type: wanted };
}

answering(self, (request) => (request.open ? open(request.open) : run(request)));

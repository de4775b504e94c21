// Answers queries with Oxigraph compiled to WebAssembly: `node wasm.mjs GRAPH.nq < questions > answers`, JSON by line;
// `form` is how the engine writes the answer, rows or statements.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import oxigraph from 'oxigraph';

const store = new oxigraph.Store();
store.load(readFileSync(process.argv[2], 'utf-8'), { format: 'application/n-quads', unchecked: true });

for await (const line of createInterface({ input: process.stdin })) {
  const { name, text, form } = JSON.parse(line);
  const answer = store.query(text, { use_default_graph_as_union: true, results_format: form });
  process.stdout.write(`${JSON.stringify({ name, answer })}\n`);
}

// Answers queries with Oxigraph compiled to WebAssembly: `node wasm.mjs GRAPH.nq < questions > answers`, JSON by line.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import oxigraph from 'oxigraph';

const store = new oxigraph.Store();
store.load(readFileSync(process.argv[2], 'utf-8'), { format: 'application/n-quads', unchecked: true });

for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const answer = store.query(text, { use_default_graph_as_union: true, results_format: 'json' });
  process.stdout.write(`${JSON.stringify({ name, answer: JSON.parse(answer) })}\n`);
}

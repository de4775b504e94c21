// Asks an endpoint through Comunica: `node comunica.mjs ENDPOINT < questions > answers`, JSON by line.
import { createInterface } from 'node:readline';
import { QueryEngine } from '@comunica/query-sparql';

const engine = new QueryEngine();
const context = { sources: [{ type: 'sparql', value: process.argv[2] }] };

const asked = {
  rows: async (text) => {
    const rows = await (await engine.queryBindings(text, context)).toArray();
    return rows.map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
  },
  truth: (text) => engine.queryBoolean(text, context),
  graph: async (text) => {
    const quads = await (await engine.queryQuads(text, context)).toArray();
    return quads.map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { form, text } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await asked[form](text))}\n`);
}

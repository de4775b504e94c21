// Asks an endpoint through fetch-sparql-endpoint: `node fetch.mjs ENDPOINT < questions > answers`, JSON by line.
import { createInterface } from 'node:readline';
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';

const fetcher = new SparqlEndpointFetcher();
const [endpoint] = process.argv.slice(2);

async function all(stream) {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
}

const asked = {
  rows: async (text) => {
    const rows = await all(await fetcher.fetchBindings(endpoint, text));
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
  },
  truth: (text) => fetcher.fetchAsk(endpoint, text),
  graph: async (text) => (await all(await fetcher.fetchTriples(endpoint, text)))
    .map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { form, text } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await asked[form](text))}\n`);
}

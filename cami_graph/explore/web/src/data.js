// The small data sets beside the pages: search documents, graph, map, query library, schema.
import { mode, root } from './page.js';
import { textOf } from './embedded.js';

const kept = new Map();

/** A data set by name (`search`, `graph`, `map`, `library`, `schema`), parsed once. */
export function data(name) {
  if (!kept.has(name)) kept.set(name, read(name));
  return kept.get(name);
}

async function read(name) {
  if (mode === 'file') return JSON.parse(await textOf(name));
  const answer = await fetch(new URL(`${root()}assets/${name}.json`, document.baseURI));
  if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
  return answer.json();
}

// The dataset that a query is put to: the graphs that it names with FROM, else all, each statement counted once, as
// the endpoint and the command line count. The engine's own union passes over FROM, and counts a statement per graph.
import { Store, defaultGraph, namedNode, quad } from 'oxigraph';

const TOKEN = /#[^\n]*|<[^<>"{}|^`\\\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[?$][\p{L}\w]+|[\p{L}\w.-]*:[\p{L}\w.%/~-]*|[\p{L}\w]+|\S/gu;
const UNION = { use_default_graph_as_union: true };

/** The graphs that a query names before its pattern, `{plain, named}`; null where it names none, or by an unknown prefix. */
export function graphsOf(query) {
  const tokens = query.match(TOKEN)?.filter((token) => !token.startsWith('#')) ?? [];
  const [prefixes, found] = [new Map(), { plain: [], named: [] }];
  let base;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at].toUpperCase();
    if (word === 'PREFIX') prefixes.set(tokens[at + 1], tokens[at + 2]?.slice(1, -1));
    if (word === 'BASE') base = tokens[at + 1]?.slice(1, -1);
    if (word === 'CONSTRUCT' && tokens[at + 1] === '{') at = tokens.indexOf('}', at);
    else if (word === 'WHERE' || word === '{') break;
    if (at < 0) return null;
    if (word !== 'FROM') continue;
    const isNamed = tokens[at + 1]?.toUpperCase() === 'NAMED';
    const name = addressOf(tokens[at + (isNamed ? 2 : 1)] ?? '', prefixes, base);
    if (name === null) return null;
    found[isNamed ? 'named' : 'plain'].push(name);
  }
  return found.plain.length + found.named.length ? found : null;
}

function addressOf(name, prefixes, base) {
  if (name.startsWith('<')) return base === undefined ? name.slice(1, -1) : new URL(name.slice(1, -1), base).href;
  const end = name.indexOf(':') + 1;
  return prefixes.has(name.slice(0, end)) ? prefixes.get(name.slice(0, end)) + name.slice(end) : null;
}

/** A function that answers a query over a store in a form of results; graphs that overlap are merged first. */
export function asker(store, overlaps) {
  let merged;
  return (query, form) => {
    const asked = graphsOf(query);
    const wanted = { results_format: form };
    if (asked) return merge(store, asked).query(query, { ...wanted, default_graph: [defaultGraph()], named_graphs: asked.named.map(namedNode) });
    merged ??= overlaps ? mergeAll(store) : store;
    return merged.query(query, merged === store ? { ...wanted, ...UNION } : wanted);
  };
}

function mergeAll(store) {
  const names = new Set(store.match().filter(({ graph }) => graph.termType === 'NamedNode').map(({ graph }) => graph.value));
  const made = merge(store, { plain: names, named: names });
  for (const one of store.match(null, null, null, defaultGraph())) made.add(one);
  return made;
}

function merge(store, { plain, named }) {
  const made = new Store();
  for (const name of plain) for (const { subject, predicate, object } of store.match(null, null, null, namedNode(name))) made.add(quad(subject, predicate, object));
  for (const name of named) for (const one of store.match(null, null, null, namedNode(name))) made.add(one);
  return made;
}

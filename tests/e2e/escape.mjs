// Hostile labels stay text in every file the browser hands out, and no spreadsheet takes them for formulas.
// Usage: node escape.mjs
import { csv } from '../../cami_graph/explore/web/src/dom.js';
import { gexf, graphml } from '../../cami_graph/explore/web/src/graph/export.js';
import { boundQuery, declared, term } from '../../cami_graph/explore/web/src/workbench/forms.js';

const HOSTILE = `</data><script>alert(1)</script>"'&\u0000`;
const faults = [];
const check = (truth, text) => truth || faults.push(text);

const nodes = [{ id: HOSTILE, kind: HOSTILE, code: HOSTILE, en: HOSTILE, ru: HOSTILE, x: 1, y: 2 }];
const edges = [{ id: 'e0', source: HOSTILE, target: HOSTILE, relation: HOSTILE, weight: 1 }];
for (const [name, text] of [['GraphML', graphml(nodes, edges)], ['GEXF', gexf(nodes, edges)]]) {
  check(!text.includes('<script'), `${name} holds markup of a label.`);
  check(!text.includes('\u0000'), `${name} holds a character that XML forbids.`);
}
const table = csv([['=1+1', '+cmd', '-2', '@x', '-2x', 'a,"b"', '\tx']]);
check(table === `'=1+1,'+cmd,-2,'@x,'-2x,"a,""b""",'\tx\r\n`, `CSV: ${JSON.stringify(table)}`);
check(term({ iri: 'http://x/> } DROP ALL <' }) === '<http://x/%3E%20%7D%20DROP%20ALL%20%3C>', 'An address ends its term early.');
check(term({ literal: '" } DROP ALL { "', type: 'string' }) === '"\\" \\u007D DROP ALL \\u007B \\""', 'A text ends its term early.');
const bound = boundQuery({ text: 'SELECT * { VALUES ?x { UNDEF } ?x ?p ?o }' }, { x: { literal: '$& $1 }', type: 'string' } });
check(bound === 'SELECT * { VALUES ?x { "$& $1 \\u007D" } ?x ?p ?o }', bound);
const ours = { cami: 'urn:c#', skos: 'urn:s#', id: 'urn:i#' };
const typed = declared('prefix skos: <urn:other>\nSELECT ?x { ?x a cami:A ; skos:b ?void:id }', ours);
check(typed === 'PREFIX cami: <urn:c#> prefix skos: <urn:other>\nSELECT ?x { ?x a cami:A ; skos:b ?void:id }', typed);
const dotted = declared(String.raw`{ ?s ?p a:action-2.0\/9.2. ?x a:b.c "a:b.c.d", <http://x/a:b.c.d>, a:1.1.1. }`, {});
check(dotted === String.raw`{ ?s ?p a:action-2\.0\/9\.2. ?x a:b.c "a:b.c.d", <http://x/a:b.c.d>, a:1\.1\.1. }`, dotted);

for (const fault of faults) console.error(fault);
if (!faults.length) console.log('nothing wrong');
process.exit(faults.length ? 1 : 0);

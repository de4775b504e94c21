// A result as the question wants it seen: table, bar, matrix, timeline, graph, map. The table is always there.
import { isGraphQuery, isLabel } from './kind.js';
import { bars, matrix, timeline } from './charts.js';
import { linkGraph, pointMap } from './pictures.js';

const VIEWS = { bar: bars, matrix, timeline, graph: linkGraph, map: pointMap };
const MOST = 500;

/** Runs the query and shows its result; returns how many rows or triples came. */
export async function showResult(bench, text) {
  const { ask } = bench.tools;
  if (isGraphQuery(text)) return showTriples(bench, (await ask(text, 'text/turtle')).text);
  const answer = JSON.parse((await ask(text)).text);
  if ('boolean' in answer) {
    bench.result.replaceChildren(bench.tools.element('p', { class: 'answer' }, bench.tools.word(answer.boolean ? 'yes' : 'no')));
    return 1;
  }
  const result = { variables: answer.head.vars, rows: answer.results.bindings };
  await labels(bench, result);
  draw(bench, result, bench.query?.view && fits(bench.query.view, result) ? bench.query.view : 'table');
  return result.rows.length;
}

function showTriples(bench, turtle) {
  const { element, download, word } = bench.tools;
  bench.result.replaceChildren(element('p', { class: 'tool-group' }, element('button', { type: 'button', class: 'tool', onclick: () => download('result.ttl', turtle, 'text/turtle') }, `${word('download')} Turtle`)), element('pre', { tabindex: '0' }, element('code', {}, turtle)));
  return turtle.split('\n').length;
}

/** Which views can show this result. */
export function fits(view, { variables, rows }) {
  const numeric = variables.filter((name) => rows.length && rows.every((row) => !row[name] || /^-?\d+(\.\d+)?$/.test(row[name].value)));
  const things = variables.filter((name) => rows.some((row) => row[name]?.type === 'uri'));
  if (view === 'bar') return numeric.length > 0 && variables.length > 1;
  if (view === 'matrix') return variables.length > 2 || things.length > 1;
  if (view === 'timeline') return variables.some((name) => rows.some((row) => /gYear|date/.test(row[name]?.datatype ?? '')));
  if (view === 'graph') return things.length > 1;
  if (view === 'map') return things.some((name) => rows.some((row) => /\/id\/country\//.test(row[name]?.value ?? '')));
  return view === 'table';
}

/** Names beside addresses: from the search documents, which hold every thing with a page. */
async function labels(bench, result) {
  if (!bench.names) {
    const { documents } = await bench.tools.data('search');
    bench.names = new Map(documents.map((entry) => [entry.path, entry]));
  }
  result.label = (term) => {
    const path = term?.type === 'uri' ? bench.tools.pageOf(term.value) : null;
    const known = path && bench.names.get(path);
    return known ? `${known.code ? `${known.code} ` : ''}${bench.tools.say(known)}` : null;
  };
}

function draw(bench, result, view) {
  const { element, word } = bench.tools;
  const possible = ['table', 'bar', 'matrix', 'timeline', 'graph', 'map'].filter((name) => fits(name, result));
  const switchers = possible.map((name) => element('button', { type: 'button', class: 'tool', 'aria-pressed': String(name === view), onclick: () => draw(bench, result, name) }, word(`view_${name}`)));
  const picture = element('div', { class: `view view-${view}` });
  bench.result.replaceChildren(element('p', { class: 'tool-group' }, element('span', { role: 'group', 'aria-label': word('view') }, switchers), downloads(bench, result)), picture, ...(view === 'table' ? [] : [element('h3', {}, word('view_table'))]), table(bench, result));
  if (view !== 'table') VIEWS[view](bench, result, picture);
}

const simple = (term) => term?.value ?? '';

function downloads(bench, result) {
  const { element, download, csv } = bench.tools;
  const rows = () => [result.variables, ...result.rows.map((row) => result.variables.map((name) => simple(row[name])))];
  return element('span', {}, [
    element('button', { type: 'button', class: 'tool', onclick: () => download('result.csv', csv(rows()), 'text/csv') }, 'CSV'),
    element('button', { type: 'button', class: 'tool', onclick: () => download('result.tsv', rows().map((row) => row.map((text) => text.replace(/[\t\n\r]/g, ' ')).join('\t')).join('\n'), 'text/tab-separated-values') }, 'TSV'),
    element('button', { type: 'button', class: 'tool', onclick: () => download('result.json', JSON.stringify({ head: { vars: result.variables }, results: { bindings: result.rows } }, null, 1), 'application/sparql-results+json') }, 'JSON'),
  ]);
}

function table(bench, result) {
  const { element, word } = bench.tools;
  const shown = result.variables.filter((name) => !isLabel(name, result.variables));
  const head = element('thead', {}, element('tr', {}, shown.map((name) => element('th', { scope: 'col' }, name))));
  const body = element('tbody', {}, result.rows.slice(0, MOST).map((row) => element('tr', {}, shown.map((name) => cell(bench, result, row[name], row[`${name}Label`])))));
  const more = result.rows.length > MOST ? element('p', { class: 'quiet' }, word('rows_shown', { count: MOST, of: result.rows.length })) : null;
  return element('div', {}, element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': word('view_table') }, element('table', { id: 'result' }, head, body)), ...(more ? [more] : []));
}

function cell(bench, result, term, named) {
  const { element, pageOf, address } = bench.tools;
  if (!term) return element('td', {});
  if (term.type !== 'uri') return element('td', { lang: term['xml:lang'] ?? null, class: /integer|decimal|double/.test(term.datatype ?? '') ? 'number' : null }, term.value);
  const path = pageOf(term.value);
  const text = result.label(term) ?? named?.value ?? shorten(bench.schema.prefixes, term.value);
  return element('td', {}, path ? element('a', { href: address(path), title: term.value }, text) : element('span', { title: term.value }, text));
}

export function shorten(prefixes, iri) {
  const [prefix, space] = Object.entries(prefixes).filter(([, start]) => iri.startsWith(start)).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  return prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
}

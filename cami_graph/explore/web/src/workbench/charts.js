// Small charts drawn with plain SVG and tables: bars, a matrix, a line of years.
import { isLabel } from './kind.js';

const text = (result, term, named) => result.label(term) ?? named?.value ?? term?.value ?? '';
const isNumber = (term) => term !== undefined && /^-?\d+(\.\d+)?$/.test(term.value);

export function bars(bench, result, place) {
  const { element, svg } = bench.tools;
  const value = [...result.variables].reverse().find((name) => result.rows.every((row) => !row[name] || isNumber(row[name])));
  const naming = result.variables.filter((name) => name !== value && !isLabel(name, result.variables)).slice(0, 2);
  const rows = result.rows.filter((row) => row[value]).slice(0, 60);
  const most = Math.max(1, ...rows.map((row) => Number(row[value].value)));
  const line = (row) => {
    const bar = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true' }, svg('rect', { width: String((100 * Number(row[value].value)) / most), height: 10 }));
    return element('li', {}, element('span', { class: 'bar-name' }, naming.map((name) => text(result, row[name], row[`${name}Label`])).join(' · ')), bar, element('span', { class: 'number' }, row[value].value));
  };
  place.replaceChildren(element('ol', { class: 'bars plain' }, rows.map(line)));
}

export function matrix(bench, result, place) {
  const { element, word } = bench.tools;
  const things = result.variables.filter((name) => result.rows.some((row) => row[name]?.type === 'uri') && !isLabel(name, result.variables));
  const [down, across] = things.length > 1 ? things : result.variables;
  const unique = (name) => [...new Map(result.rows.filter((row) => row[name]).map((row) => [row[name].value, { value: row[name].value, text: text(result, row[name], row[`${name}Label`]) }])).values()].slice(0, 60);
  const heads = unique(across);
  const counts = new Map();
  const third = result.variables.find((name, at) => at > 1 && result.rows.every((row) => !row[name] || isNumber(row[name])));
  for (const row of result.rows) {
    const key = `${row[down]?.value}\n${row[across]?.value}`;
    counts.set(key, (counts.get(key) ?? 0) + (third ? Number(row[third]?.value ?? 0) : 1));
  }
  const most = Math.max(1, ...counts.values());
  const cell = (one, two) => {
    const count = counts.get(`${one.value}\n${two.value}`) ?? 0;
    return element('td', { class: `number shade-${count ? Math.ceil((5 * count) / most) : 0}` }, count ? String(count) : '');
  };
  const head = element('tr', {}, element('th', { scope: 'col' }, `${down} × ${across}`), heads.map((term) => element('th', { scope: 'col' }, element('span', {}, term.text))));
  const body = unique(down).map((one) => element('tr', {}, element('th', { scope: 'row' }, one.text), heads.map((two) => cell(one, two))));
  place.replaceChildren(element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': word('view_matrix') }, element('table', { class: 'matrix' }, element('thead', {}, head), element('tbody', {}, body))));
}

export function timeline(bench, result, place) {
  const { element } = bench.tools;
  const year = result.variables.find((name) => result.rows.some((row) => /gYear|date/.test(row[name]?.datatype ?? '')));
  const naming = result.variables.filter((name) => name !== year && !isLabel(name, result.variables)).slice(0, 3);
  const groups = new Map();
  for (const row of result.rows.filter((entry) => entry[year])) {
    const key = row[year].value.slice(0, 4);
    groups.set(key, [...(groups.get(key) ?? []), naming.map((name) => text(result, row[name], row[`${name}Label`])).join(' · ')]);
  }
  const years = [...groups].sort(([one], [two]) => (one < two ? -1 : 1));
  place.replaceChildren(element('ol', { class: 'timeline plain' }, years.map(([name, entries]) => element('li', {}, element('b', {}, name), element('ul', {}, [...new Set(entries)].slice(0, 40).map((entry) => element('li', {}, entry)))))));
}

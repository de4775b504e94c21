// A result as a small network or on a map, drawn with plain SVG; the table below says the same.
import { geoPath } from 'd3-geo';
import { SIZE, projected } from '../projection.js';

const MOST = 80;

/** Each row ties its first two things; they stand on a circle in the order of the rows. */
export function linkGraph(bench, result, place) {
  const { svg, word } = bench.tools;
  const [from, to] = result.variables.filter((name) => result.rows.some((row) => row[name]?.type === 'uri'));
  const rows = result.rows.filter((row) => row[from]?.type === 'uri' && row[to]?.type === 'uri');
  const names = [...new Map(rows.flatMap((row) => [row[from], row[to]]).map((term) => [term.value, term])).values()].slice(0, MOST);
  const at = new Map(names.map((term, place_) => [term.value, spot(place_, names.length)]));
  const lines = rows.filter((row) => at.has(row[from].value) && at.has(row[to].value)).map((row) => svg('path', { class: 'pair', d: `M${at.get(row[from].value)}Q450 350 ${at.get(row[to].value)}` }));
  const labels = names.map((term) => node(bench, result, term, at.get(term.value)));
  place.replaceChildren(svg('svg', { viewBox: '0 0 900 700', class: 'map', role: 'img', 'aria-label': word('view_graph') }, lines, labels));
}

const spot = (place, of) => [450 + 290 * Math.cos((place / of) * 2 * Math.PI), 350 + 290 * Math.sin((place / of) * 2 * Math.PI)].map((value) => value.toFixed(1));

function node(bench, result, term, [x, y]) {
  const { svg } = bench.tools;
  const text = (result.label(term) ?? term.value.split(/[/#]/).pop()).slice(0, 34);
  return svg('g', {}, svg('circle', { cx: x, cy: y, r: 5, class: 'dot' }), svg('text', { x: Number(x) > 450 ? Number(x) + 8 : Number(x) - 8, y: Number(y) + 4, 'text-anchor': Number(x) > 450 ? 'start' : 'end', class: 'dot-name' }, text));
}

/** Countries of the result, shaded by how often they come (or by the first number of the row). */
export async function pointMap(bench, result, place) {
  const { svg, say, data, word } = bench.tools;
  const { countries } = await data('map');
  const sums = new Map();
  const number = result.variables.find((name) => result.rows.every((row) => !row[name] || /^-?\d+(\.\d+)?$/.test(row[name].value)));
  for (const row of result.rows) {
    for (const code of new Set(result.variables.map((name) => /\/id\/country\/(\w+)$/.exec(row[name]?.value ?? '')?.[1]).filter(Boolean))) sums.set(code, (sums.get(code) ?? 0) + (number ? Number(row[number]?.value ?? 0) : 1));
  }
  const most = Math.max(1, ...sums.values());
  const path = geoPath(projected()).digits(1);
  const shapes = countries.features.map((feature) => svg('path', { d: path(feature) ?? '', class: `country shade-${Math.ceil((5 * (sums.get(feature.properties.iso) ?? 0)) / most)}` }, svg('title', {}, `${say(feature.properties.label)}: ${sums.get(feature.properties.iso) ?? 0}`)));
  place.replaceChildren(svg('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: 'map', role: 'img', 'aria-label': word('view_map') }, shapes), bench.tools.element('p', { class: 'quiet small' }, word('map_disclaimer')));
}

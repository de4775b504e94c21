// Everything around the picture: where to start, the legend that filters, the way between two things, files to take away.
import { exportAs } from './export.js';

/** Builds the controls into the place of the island; returns what the view needs of them. */
export function buildControls(view) {
  const { place, tools } = view;
  const { element, word } = tools;
  const canvas = element('div', { class: 'graph-canvas', role: 'img', 'aria-label': word('graph_picture') });
  const panel = element('section', { class: 'graph-panel', 'aria-label': word('graph_panel'), tabindex: '0' });
  const note = element('p', { class: 'quiet', role: 'status' });
  const legend = element('fieldset', { class: 'legend' }, element('legend', {}, word('graph_legend')));
  const counters = new Map(Object.entries(view.model.kinds).map(([kind, { shape }]) => [kind, legendEntry(view, legend, kind, shape)]));
  const table = element('div', { class: 'graph-table' });
  place.replaceChildren(
    element('div', { class: 'graph-bar' }, starter(view), way(view), files(view)),
    note,
    element('div', { class: 'graph-frame' }, element('div', { class: 'graph-left' }, canvas, legend), panel),
    table,
  );
  const nameEnds = (ends) => Object.entries(ends).forEach(([name, id]) => (place.querySelector(`[data-end="${name}"] input`).value = view.tools.say(view.model.node(id))));
  return { canvas, panel, table, nameEnds, say: (text) => note.replaceChildren(text), counts: (nodes, hidden) => count(nodes, counters, hidden), tick: (kind) => (counters.get(kind).box.checked = true) };
}

function count(nodes, counters, hidden) {
  const sums = new Map();
  nodes.forEach((node) => sums.set(node.data('kind'), (sums.get(node.data('kind')) ?? 0) + 1));
  for (const [kind, { number, row }] of counters) {
    number.textContent = sums.get(kind) ?? 0;
    row.hidden = !sums.has(kind) && !hidden.has(kind);
  }
}

function legendEntry(view, legend, kind, shape) {
  const { element, word } = view.tools;
  const box = element('input', { type: 'checkbox', checked: !view.hiddenKinds.has(kind), onchange: (event) => view.toggleKind(kind, event.target.checked) });
  const number = element('span', { class: 'number' });
  const row = element('label', { class: 'legend-row' }, box, glyph(view, kind, shape), word(`kind_${kind}`), ' ', number);
  legend.append(row);
  return { number, row, box };
}

const OUTLINES = {
  ellipse: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z',
  rectangle: 'M3 4h14v12H3z',
  'round-rectangle': 'M6 4h8a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z',
  hexagon: 'M6 3h8l4 7l-4 7H6l-4-7z',
  diamond: 'M10 2l8 8l-8 8l-8-8z',
  triangle: 'M10 3l8 14H2z',
  star: 'M10 2l2.4 5.3l5.6.6l-4.2 3.8l1.2 5.6L10 14.4l-5 2.9l1.2-5.6L2 7.9l5.6-.6z',
  pentagon: 'M10 2l8 6l-3 10H5L2 8z',
  vee: 'M3 3l7 4l7-4l-7 15z',
  octagon: 'M6.5 2.5h7l4 4v7l-4 4h-7l-4-4v-7z',
  rhomboid: 'M2 5h12l4 10H6z',
};

function glyph({ tools }, kind, shape) {
  return tools.svg('svg', { viewBox: '0 0 20 20', class: `glyph fill-${kind}`, 'aria-hidden': 'true' }, tools.svg('path', { d: OUTLINES[shape] ?? OUTLINES.ellipse }));
}

function starter(view) {
  const { element, word } = view.tools;
  return element('div', { class: 'tool-group' }, picker(view, word('graph_start'), (id) => view.start(id)), element('button', { type: 'button', class: 'tool', onclick: () => view.showAll() }, word('graph_all')));
}

function way(view) {
  const { element, word } = view.tools;
  const end = (name, label) => {
    const field = picker(view, word(label), (id) => ((view.ends[name] = id), view.ends.from && view.ends.to && view.path(view.ends.from, view.ends.to)));
    field.dataset.end = name;
    return field;
  };
  return element('div', { class: 'tool-group' }, end('from', 'graph_from'), end('to', 'graph_to'));
}

let pickers = 0;

/** A text field that knows all things of the graph by name. */
function picker(view, label, take) {
  const { element, say } = view.tools;
  pickers += 1;
  const names = new Map(view.model.nodes.map((node) => [node.code ? `${node.code} ${say(node)}` : say(node), node.id]));
  const list = element('datalist', { id: `graph-names-${pickers}` });
  const field = element('input', { type: 'text', list: list.id, size: 20, autocomplete: 'off', placeholder: view.tools.word('graph_hint') });
  field.addEventListener('focus', () => list.childElementCount || list.append(...[...names.keys()].map((name) => element('option', { value: name }))), { once: true });
  field.addEventListener('change', async () => take(names.get(field.value) ?? (await closest(view, field))));
  return element('label', { class: 'picker' }, element('span', {}, label), field, list);
}

async function closest(view, field) {
  const hit = (await view.tools.find(field.value, 40)).find(({ path }) => view.model.node(path));
  if (hit) field.value = view.tools.say(hit);
  return hit?.path;
}

function files(view) {
  const { element, word } = view.tools;
  const button = (format) => element('button', { type: 'button', class: 'tool', onclick: () => exportAs(view, format) }, format);
  return element('div', { class: 'tool-group', role: 'group', 'aria-label': word('take_away') }, ['PNG', 'GraphML', 'GEXF', 'CSV'].map(button));
}

// The same picture as a table: every line that is drawn, with both its ends; usable without a mouse and without sight.
import { showEdge } from './panel.js';

const MOST = 300;

/** Fills the table anew where other lines are drawn than before; it is one stop of the keyboard. */
export function fillTable(view) {
  const { element, say, word } = view.tools;
  const shown = new Set(view.things().filter((node) => !node.hasClass('is-hidden')).map((node) => node.id()));
  const edges = view.model.edgesAmong(shown);
  const key = edges.map(({ id }) => id).join();
  if (view.tabled === key) return;
  view.tabled = key;
  const name = (id) => element('td', {}, element('button', { type: 'button', class: 'linklike', onclick: () => view.choose(id) }, view.label(view.model.node(id))));
  const rows = edges.slice(0, MOST).map((edge) =>
    element('tr', {}, name(edge.source), element('td', {}, element('button', { type: 'button', class: 'linklike', onclick: () => showEdge(view, edge.id) }, say(view.model.relations[edge.relation]))), name(edge.target), element('td', { class: 'number', 'data-label': word('claims') }, String(edge.weight))),
  );
  const head = ['graph_thing', 'graph_relation', 'graph_thing', 'claims'].map((label) => element('th', { scope: 'col' }, word(label)));
  view.controls.table.replaceChildren(
    element('h2', {}, word('graph_table')),
    element('p', { class: 'quiet' }, word('rows_shown', { count: rows.length, of: edges.length })),
    element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': word('graph_table') }, element('table', { 'data-roam': true, class: 'stacks' }, element('thead', {}, element('tr', {}, head)), element('tbody', {}, rows))),
  );
  view.tools.roam();
}

// The panel beside the picture: what a thing is, what ties two things, and the report's words behind a line.
import { nameOfCluster } from './overview.js';
import { reasonOf } from './way.js';

const FEW = 24;

/** Shows a thing: its kind, its page, how to grow from it, and its lines. */
export function showNode(view, id) {
  const { element, word, address } = view.tools;
  const node = view.model.node(id);
  const links = view.model.links.get(id);
  const names = new Map();
  for (const edge of links) {
    const other = edge.source === id ? edge.target : edge.source;
    if (!names.has(other)) names.set(other, edge);
  }
  const more = [...names.keys()].filter((other) => !view.hiddenKinds.has(view.model.node(other).kind) && view.cy.getElementById(other).empty()).length;
  view.controls.panel.replaceChildren(
    element('p', { class: `kind kind-${node.kind}` }, word(`kind_${node.kind}`)),
    element('h2', {}, element('a', { href: address(id) }, view.label(node))),
    element(
      'p',
      { class: 'tool-group' },
      more ? element('button', { type: 'button', class: 'tool', onclick: () => view.expand(id) }, word('graph_expand', { count: more })) : null,
      element('button', { type: 'button', class: 'tool', onclick: () => view.start(id) }, word('graph_only')),
      element('button', { type: 'button', class: 'tool', onclick: () => view.remove(id) }, word('graph_remove')),
    ),
    element('h3', {}, word('graph_lines')),
    some(view, [...names].map(([other, edge]) => () => line(view, other, edge))),
  );
}

/** The first lines of a list, and a button that shows the rest. */
function some({ tools: { element, word } }, lines) {
  const list = element('ul', { class: 'plain' }, lines.slice(0, FEW).map((make) => make()));
  const all = () => list.replaceChildren(...lines.map((make) => make())) || list.querySelector(`li:nth-child(${FEW + 1}) button`)?.focus();
  if (lines.length > FEW) list.append(element('li', {}, element('button', { type: 'button', class: 'tool', onclick: all }, word('show_all', { count: lines.length }))));
  return list;
}

/** One line in words, read from its beginning: "1.1.3 acts on Snow leopard" from either end. */
function line(view, other, edge) {
  const { element, say } = view.tools;
  const here = edge.source === other ? edge.target : edge.source;
  const go = () => {
    if (view.cy.getElementById(other).empty()) view.expand(here);
    view.choose(other);
  };
  const relation = element('button', { type: 'button', class: 'linklike', onclick: () => showEdge(view, edge.id) }, say(view.model.relations[edge.relation]));
  const name = element('button', { type: 'button', class: 'linklike strong', onclick: go }, view.label(view.model.node(other)));
  const self = view.label(view.model.node(here));
  return element('li', {}, edge.source === other ? [name, ' ', relation, ' ', self] : [self, ' ', relation, ' ', name]);
}

/** Shows what ties two things, each with its reason; every line leads to its words. */
export function showWay(view, from, to, { direct, middles, steps }) {
  const { element, word, address } = view.tools;
  const name = (id) => element('a', { href: address(id) }, view.label(view.model.node(id)));
  const through = middles.map((middle) => element('li', {}, name(middle.id), element('p', { class: 'small' }, reasonOf(view, from, to, middle)), lines(view, [from, to].flatMap((end) => view.model.linesBetween(end, middle.id)))));
  const stepwise = steps.slice(1).map((id, at) => element('li', {}, lines(view, view.model.linesBetween(steps[at], id).slice(0, 1))));
  view.controls.panel.replaceChildren(
    element('p', { class: 'kind' }, word('way_title')),
    element('h2', {}, name(from), ' – ', name(to)),
    lines(view, direct),
    element('ol', { class: 'plain' }, [...through, ...stepwise]),
  );
}

/** Lines in words, each a button to what it rests on. */
function lines(view, edges) {
  const { element, say } = view.tools;
  const text = ({ source, relation, target }) => `${view.label(view.model.node(source))} — ${say(view.model.relations[relation])}: ${view.label(view.model.node(target))}`;
  return element('ul', { class: 'plain' }, edges.map((edge) => element('li', {}, element('button', { type: 'button', class: 'linklike', onclick: () => showEdge(view, edge.id) }, text(edge)))));
}

/** Shows what the clusters are, with the things that tie most. */
export function showOverview(view, clusters) {
  const { element, say, word } = view.tools;
  const thing = (one) => element('button', { type: 'button', class: 'linklike strong', onclick: () => view.start(one.id) }, say(one));
  view.controls.panel.replaceChildren(
    element('h2', {}, word('graph_clusters')),
    element('p', { class: 'small' }, word('graph_clusters_text')),
    element('ul', { class: 'plain' }, clusters.map((members) => element('li', {}, element('h3', {}, `${nameOfCluster(members, say)} (${members.length})`), element('ul', { class: 'chips' }, members.slice(0, 8).map((one) => element('li', {}, thing(one))))))),
  );
}

/** Shows a line between two things with every quote it rests on. */
export async function showEdge(view, id) {
  const { element, word, address, say } = view.tools;
  const edge = view.model.byEdge.get(id);
  const [source, target] = [view.model.node(edge.source), view.model.node(edge.target)];
  const list = element('ol', { class: 'quotes' }, element('li', { class: 'quiet' }, word('loading')));
  view.cy.elements().unselect();
  view.cy.getElementById(id).select();
  view.controls.panel.replaceChildren(
    element('p', { class: 'kind' }, word('graph_line')),
    element('h2', {}, element('a', { href: address(source.id) }, view.label(source)), ' ', element('span', { class: 'relation' }, say(view.model.relations[edge.relation])), ' ', element('a', { href: address(target.id) }, view.label(target))),
    element('h3', {}, word('words_behind')),
    list,
  );
  view.controls.panel.focus({ preventScroll: true });
  try {
    list.replaceChildren(...(await quotes(view, edge)));
  } catch (error) {
    list.replaceChildren(element('li', { class: 'problem' }, error.message));
  }
}

const things = 'https://w3id.org/cami/id/';
const iri = (id) => (id.startsWith('threat/') ? `https://w3id.org/cami/vocabulary/${id}` : `${things}${id}`);

async function quotes(view, edge) {
  const { element, word, select } = view.tools;
  const bind = (text, name, value) => text.replace(new RegExp(`(VALUES\\s*\\?${name}\\s*)\\{[^}]*\\}`), (_, head) => `${head}{ <${encodeURI(iri(value))}> }`);
  const { rows } = await select(bind(bind(view.model.evidenceQuery, 'source', edge.source), 'target', edge.target));
  if (!rows.length) return [element('li', { class: 'quiet' }, word('no_words'))];
  return rows.map((row) => element('li', {}, row.exact ? element('q', {}, row.exact.value) : null, ' ', cite(view, row)));
}

/** Where words stand: in a row of a report, with a way there; in any other document at a named place. */
function cite(view, { report, number, locator, held, activity, column }) {
  const { element, word, address } = view.tools;
  const document = number?.value ?? report.value.split('/').at(-1);
  if (!held) return element('span', { class: 'cite' }, [...new Set([document, locator?.value])].filter(Boolean).join(', '));
  const text = word('cite', { document, activity: activity.value, column: column?.value ?? '?' });
  return element('a', { href: address(`${held.value.slice(things.length)}#row`), class: 'cite' }, text);
}

// The graph island: starts from one thing and its neighbourhood and grows where the reader asks.
import cytoscape from 'cytoscape';
import { Model } from './graph/model.js';
import { around, nextTo } from './graph/place.js';
import { scale, styleOf } from './graph/style.js';
import { buildControls } from './graph/controls.js';
import { nameOfCluster, placeClusters } from './graph/overview.js';
import { showEdge, showNode, showOverview, showWay } from './graph/panel.js';
import { fillTable } from './graph/table.js';
import { placeWay, tiesBetween } from './graph/way.js';

const LARGE = 400;
const FIRST = 4;

/** One graph on one page: what is shown, and what the reader can do with it. */
export class GraphView {
  constructor(place, tools, model) {
    Object.assign(this, { place, tools, model });
    // Possible gaps are many; they join the picture when the reader asks for them, or begins with one.
    this.hiddenKinds = new Set(['gap']);
    this.chosen = null;
    this.ends = {};
    this.controls = buildControls(this);
    this.cy = cytoscape({
      container: this.controls.canvas,
      style: styleOf(model.kinds),
      minZoom: 0.05,
      maxZoom: 4,
      boxSelectionEnabled: false,
      textureOnViewport: false,
      hideEdgesOnViewport: model.nodes.length > LARGE,
    });
    this.listen();
  }

  listen() {
    this.cy.on('tap', 'node[kind]', (event) => this.choose(event.target.id()));
    this.cy.on('dbltap', 'node[kind]', (event) => this.expand(event.target.id()));
    this.cy.on('mouseover', 'node[kind]', (event) => event.target.addClass('is-pointed').connectedEdges().addClass('is-pointed'));
    this.cy.on('mouseout', 'node', (event) => event.target.removeClass('is-pointed').connectedEdges().removeClass('is-pointed'));
    this.cy.on('tap', 'edge', (event) => showEdge(this, event.target.id()));
    document.addEventListener('cami-theme', () => this.cy.style(styleOf(this.model.kinds)));
  }

  /** The things that are drawn, without the headings over them. */
  things() {
    return this.cy.nodes('[kind]');
  }

  /** Clears the picture for something else, which the address then holds. */
  begin(wishes) {
    this.cy.elements().remove();
    this.chosen = null;
    this.controls.say('');
    this.tools.wish({ thing: '', from: '', to: '', view: '', ...wishes });
  }

  /** Shows one thing with its neighbours, and nothing else. */
  start(id) {
    if (!this.model.node(id)) return this.controls.say(this.tools.word('graph_unknown'));
    this.begin({ thing: id });
    if (this.hiddenKinds.delete(this.model.node(id).kind)) this.controls.tick(this.model.node(id).kind);
    const { clientWidth: width, clientHeight: height } = this.controls.canvas;
    this.put(around(this.model, id, { width, height, scale: scale() }, this.hiddenKinds));
    this.cy.zoom(1);
    this.cy.pan({ x: width / 2, y: height / 2 });
    this.choose(id);
    return undefined;
  }

  /** Shows the whole as clusters of things that hang together, named by what ties most. */
  showAll() {
    this.begin({ view: 'clusters' });
    const clusters = this.model.clusters();
    this.put(placeClusters(clusters));
    clusters.forEach((members, number) => this.cy.getElementById(`cluster-${number}`).data('label', nameOfCluster(members, (one) => this.tools.say(one))).addClass('cluster-name'));
    this.cy.fit(undefined, 20);
    showOverview(this, clusters);
  }

  /** Adds the neighbours of a thing around it; what stood, stands. */
  expand(id) {
    const present = new Set(this.things().map((node) => node.id()));
    this.put(nextTo(this.model, id, present, (other) => this.cy.getElementById(other).position(), this.hiddenKinds));
    this.choose(id);
  }

  remove(id) {
    this.cy.getElementById(id).remove();
    this.chosen = null;
    this.controls.panel.replaceChildren();
    this.refresh();
  }

  put(places) {
    const present = new Set(this.cy.nodes().map((node) => node.id()));
    const nodes = [...places].filter(([id]) => !present.has(id)).map(([id, position]) => (position.heading ? this.heading(id, position) : this.drawn(id, position)));
    for (const [id, { heading }] of places) if (!heading) present.add(id);
    const known = new Set(this.cy.edges().map((edge) => edge.id()));
    const edges = this.model.edgesAmong(present).filter((edge) => !known.has(edge.id)).map((edge) => ({ group: 'edges', data: { ...edge } }));
    this.cy.add([...nodes, ...edges]);
    this.refresh();
  }

  drawn(id, position) {
    const node = this.model.node(id);
    const hidden = this.hiddenKinds.has(node.kind) ? ' is-hidden' : '';
    return { group: 'nodes', data: { id, kind: node.kind, label: this.label(node), names: position.names ?? 110 }, classes: `kind-${node.kind}${hidden}${beside(position.side)}${position.rank === undefined ? '' : position.rank < FIRST ? ' is-member is-first' : ' is-member'}`, position: { x: position.x, y: position.y } };
  }

  /** The name of a kind over its things, with how many of them are shown. */
  heading(id, { x, y, side, names, heading, kind }) {
    const count = heading.length && heading[0] < heading[1] ? ` ${this.tools.word('share_of', { part: heading[0], whole: heading[1] })}` : '';
    const label = kind ? `${this.tools.word(`kind_${kind}`)}${count}` : '';
    return { group: 'nodes', data: { id, label, names }, classes: `heading${beside(side)}`, position: { x, y }, selectable: false, grabbable: false };
  }

  label(node) {
    return node.code && node.kind !== 'country' ? `${node.code} ${this.tools.say(node)}` : this.tools.say(node);
  }

  toggleKind(kind, shown) {
    if (shown) this.hiddenKinds.delete(kind);
    else this.hiddenKinds.add(kind);
    if (shown && this.chosen && this.cy.nodes(`.kind-${kind}`).empty()) this.expand(this.chosen);
    else this.refresh();
  }

  choose(id) {
    this.chosen = id;
    this.refresh();
    showNode(this, id);
  }

  /** Shows what ties two things and why: what stands between them, or the steps of a way. */
  path(from, to) {
    const ties = tiesBetween(this.model, from, to, this.hiddenKinds);
    if (!ties) return this.controls.say(this.tools.word('graph_no_path'));
    this.begin({ from, to });
    this.ends = { from, to };
    this.controls.nameEnds(this.ends);
    this.put(placeWay(from, to, ties, { width: this.controls.canvas.clientWidth, height: this.controls.canvas.clientHeight }));
    for (const edge of this.cy.edges()) if (ties.steps.length || [edge.source().id(), edge.target().id()].some((id) => id === from || id === to)) edge.addClass('is-way');
    this.cy.fit(undefined, 40);
    if (this.cy.zoom() > 1) this.cy.zoom(1).center();
    showWay(this, from, to, ties);
    return this.controls.say(this.tools.word('graph_path_found', { count: ties.steps.length ? ties.steps.length - 1 : ties.direct.length + ties.middles.length }));
  }

  refresh() {
    this.cy.batch(() => {
      this.things().forEach((node) => {
        node.toggleClass('is-hidden', this.hiddenKinds.has(node.data('kind')));
        node.toggleClass('is-chosen', node.id() === this.chosen);
      });
      this.cy.edges('.is-near').removeClass('is-near');
      if (this.chosen) this.cy.getElementById(this.chosen).connectedEdges().addClass('is-near');
    });
    this.controls.counts(this.things(), this.hiddenKinds);
    fillTable(this);
  }
}

const beside = (side) => (side ? ` at-${side > 0 ? 'right' : 'left'}` : '');

async function mount(place, tools) {
  // Cytoscape would write this style element itself, which a strict content policy forbids; ours stands in its place.
  if (!document.getElementById('__________cytoscape_stylesheet')) document.head.append(tools.element('meta', { id: '__________cytoscape_stylesheet' }));
  const view = new GraphView(place, tools, new Model(await tools.data('graph')));
  const asked = Object.fromEntries(tools.asked());
  if (asked.view === 'clusters') view.showAll();
  else if (view.model.node(asked.from) && view.model.node(asked.to)) view.path(asked.from, asked.to);
  else view.start(asked.thing ?? place.dataset.start);
  place.dataset.drawn = 'yes';
}

globalThis.camiIslands.graph = mount;

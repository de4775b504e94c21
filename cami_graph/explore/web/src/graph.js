// The graph island: starts from one thing and its neighbourhood and grows where the reader asks.
import cytoscape from 'cytoscape';
import { Model } from './graph/model.js';
import { around, nextTo } from './graph/place.js';
import { scale, styleOf } from './graph/style.js';
import { buildControls } from './graph/controls.js';
import { showEdge, showNode } from './graph/panel.js';
import { fillTable } from './graph/table.js';

const LARGE = 400;

/** One graph on one page: what is shown, and what the reader can do with it. */
export class GraphView {
  constructor(place, tools, model) {
    Object.assign(this, { place, tools, model });
    // Possible gaps are many; they join the picture when the reader asks for them, or begins with one.
    this.hiddenKinds = new Set(['gap']);
    this.chosen = null;
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
    this.cy.on('tap', 'node', (event) => this.choose(event.target.id()));
    this.cy.on('dbltap', 'node', (event) => this.expand(event.target.id()));
    this.cy.on('mouseover', 'node', (event) => event.target.addClass('is-pointed').connectedEdges().addClass('is-pointed'));
    this.cy.on('mouseout', 'node', (event) => event.target.removeClass('is-pointed').connectedEdges().removeClass('is-pointed'));
    this.cy.on('tap', 'edge', (event) => showEdge(this, event.target.id()));
    document.addEventListener('cami-theme', () => this.cy.style(styleOf(this.model.kinds)));
  }

  /** Shows one thing with its neighbours, and nothing else. */
  start(id) {
    if (!this.model.node(id)) return this.controls.say(this.tools.word('graph_unknown'));
    this.cy.elements().remove();
    this.whole = false;
    if (this.hiddenKinds.delete(this.model.node(id).kind)) this.controls.tick(this.model.node(id).kind);
    const { clientWidth: width, clientHeight: height } = this.controls.canvas;
    this.put(around(this.model, id, { width, height, scale: scale() }, this.hiddenKinds));
    this.cy.zoom(1);
    this.cy.pan({ x: width / 2, y: height / 2 });
    this.choose(id);
    return undefined;
  }

  /** Shows everything, where it was placed when the pages were built. */
  showAll() {
    this.whole = true;
    this.cy.elements().remove();
    this.put(new Map(this.model.nodes.map((node) => [node.id, { x: node.x, y: node.y }])));
    this.cy.fit(undefined, 20);
  }

  /** Adds the neighbours of a thing around it; what stood, stands. */
  expand(id) {
    const present = new Set(this.cy.nodes().map((node) => node.id()));
    this.put(nextTo(this.model, id, present, (other) => this.cy.getElementById(other).position(), this.hiddenKinds));
    this.choose(id);
  }

  remove(id) {
    this.cy.getElementById(id).remove();
    this.chosen = null;
    this.refresh();
  }

  put(places) {
    const present = new Set(this.cy.nodes().map((node) => node.id()));
    const nodes = [...places].filter(([id]) => !present.has(id)).map(([id, position]) => this.drawn(id, position));
    for (const [id] of places) present.add(id);
    const known = new Set(this.cy.edges().map((edge) => edge.id()));
    const edges = this.model.edgesAmong(present).filter((edge) => !known.has(edge.id)).map((edge) => ({ group: 'edges', data: { ...edge } }));
    this.cy.add([...nodes, ...edges]);
    this.refresh();
  }

  drawn(id, position) {
    const node = this.model.node(id);
    const hidden = this.hiddenKinds.has(node.kind) ? ' is-hidden' : '';
    return { group: 'nodes', data: { id, kind: node.kind, label: this.label(node), names: position.names ?? 110 }, classes: `kind-${node.kind}${hidden}${beside(position.side)}`, position: { x: position.x, y: position.y } };
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

  /** Lights the shortest way between two things, adding what lies between. */
  path(from, to) {
    const way = this.model.path(from, to, this.hiddenKinds);
    if (!way) return this.controls.say(this.tools.word('graph_no_path'));
    this.cy.elements().remove();
    this.whole = false;
    this.put(new Map(way.map((id, at) => [id, { x: at * 220, y: (at % 2) * 70 }])));
    this.cy.elements().addClass('is-way');
    this.cy.fit(undefined, 40);
    return this.controls.say(this.tools.word('graph_path_found', { count: way.length - 1 }));
  }

  refresh() {
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => {
        node.toggleClass('is-hidden', this.hiddenKinds.has(node.data('kind')));
        node.toggleClass('is-chosen', node.id() === this.chosen);
      });
      this.cy.edges('.is-near').removeClass('is-near');
      if (this.chosen) this.cy.getElementById(this.chosen).connectedEdges().addClass('is-near');
    });
    this.controls.counts(this.cy.nodes(), this.hiddenKinds);
    fillTable(this);
  }
}

const beside = (side) => (side ? ` at-${side > 0 ? 'right' : 'left'}` : '');

async function mount(place, tools) {
  // Cytoscape would write this style element itself, which a strict content policy forbids; ours stands in its place.
  if (!document.getElementById('__________cytoscape_stylesheet')) document.head.append(tools.element('meta', { id: '__________cytoscape_stylesheet' }));
  const view = new GraphView(place, tools, new Model(await tools.data('graph')));
  const asked = new URLSearchParams(location.search || location.hash.split('?')[1] || '').get('thing');
  view.start(asked ?? place.dataset.start);
  place.dataset.drawn = 'yes';
}

globalThis.camiIslands.graph = mount;

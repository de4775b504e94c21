// The whole graph as read from the build: neighbours, degrees, shortest ways. Knows nothing of drawing.

export class Model {
  constructor({ nodes, edges, relations, kinds, evidence }) {
    this.relations = relations;
    this.kinds = kinds;
    this.evidenceQuery = evidence;
    this.nodes = nodes.map(([id, kind, code, en, ru, x, y]) => ({ id, kind, code, en, ru, x, y }));
    this.byId = new Map(this.nodes.map((node) => [node.id, node]));
    this.edges = edges.map(([from, to, relation, weight], at) => ({ id: `e${at}`, source: this.nodes[from].id, target: this.nodes[to].id, relation, weight }));
    this.byEdge = new Map(this.edges.map((edge) => [edge.id, edge]));
    this.links = new Map(this.nodes.map((node) => [node.id, []]));
    for (const edge of this.edges) {
      this.links.get(edge.source).push(edge);
      this.links.get(edge.target).push(edge);
    }
  }

  node(id) {
    return this.byId.get(id);
  }

  degree(id) {
    return this.links.get(id).length;
  }

  /** The neighbours of a thing, each once, by kind and then by how much ties them. */
  neighbours(id) {
    const weights = new Map();
    for (const edge of this.links.get(id)) {
      const other = edge.source === id ? edge.target : edge.source;
      if (other !== id) weights.set(other, (weights.get(other) ?? 0) + edge.weight);
    }
    const order = Object.keys(this.kinds);
    return [...weights].map(([other, weight]) => ({ ...this.node(other), weight })).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.weight - a.weight || (a.id < b.id ? -1 : 1));
  }

  edgesAmong(ids) {
    return this.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  }

  /** The shortest way between two things, or null; hidden kinds are not walked through. */
  path(from, to, hidden = new Set()) {
    const before = new Map([[from, null]]);
    const queue = [from];
    for (const here of queue) {
      if (here === to) return trace(before, to);
      for (const { id, kind } of this.neighbours(here)) {
        if (before.has(id) || (hidden.has(kind) && id !== to)) continue;
        before.set(id, here);
        queue.push(id);
      }
    }
    return null;
  }
}

function trace(before, end) {
  const way = [];
  for (let at = end; at !== null; at = before.get(at)) way.unshift(at);
  return way;
}

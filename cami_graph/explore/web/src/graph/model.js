// The whole graph as read from the build: neighbours, clusters, what ties two things. Knows nothing of drawing.

export class Model {
  constructor({ nodes, edges, relations, kinds, evidence }) {
    this.relations = relations;
    this.kinds = kinds;
    this.evidenceQuery = evidence;
    this.nodes = nodes.map(([id, kind, code, en, ru, cluster, x, y]) => ({ id, kind, code, en, ru, cluster, x, y }));
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

  /** The lines between two things, whichever way they point. */
  linesBetween(one, two) {
    return this.links.get(one).filter((edge) => edge.source === two || edge.target === two);
  }

  /** What is tied to both of two things, by kind and then by how much ties it; hidden kinds are left out. */
  common(one, two, hidden = new Set()) {
    const others = new Map(this.neighbours(two).map((node) => [node.id, node.weight]));
    return this.neighbours(one).filter(({ id, kind }) => others.has(id) && !hidden.has(kind)).map((node) => ({ ...node, weight: Math.min(node.weight, others.get(node.id)) }));
  }

  /** The way of least cost between two things, or null: to pass through what ties many things costs more, for it says less. */
  path(from, to, hidden = new Set()) {
    const [cost, before, open] = [new Map([[from, 0]]), new Map([[from, null]]), new Set([from])];
    while (open.size) {
      const here = [...open].reduce((best, id) => (cost.get(id) < cost.get(best) ? id : best));
      if (here === to) return trace(before, to);
      open.delete(here);
      for (const { id, kind } of this.neighbours(here)) {
        const sum = cost.get(here) + 1 + Math.log2(this.degree(id));
        if ((hidden.has(kind) && id !== to) || sum >= (cost.get(id) ?? Infinity)) continue;
        cost.set(id, sum);
        before.set(id, here);
        open.add(id);
      }
    }
    return null;
  }

  /** The clusters, the largest first, each with its members, the most tied first. */
  clusters() {
    const found = [];
    for (const node of this.nodes) if (node.cluster >= 0) (found[node.cluster] ??= []).push(node);
    return found.map((members) => members.sort((a, b) => this.degree(b.id) - this.degree(a.id) || (a.id < b.id ? -1 : 1)));
  }
}

function trace(before, end) {
  const way = [];
  for (let at = end; at !== null; at = before.get(at)) way.unshift(at);
  return way;
}

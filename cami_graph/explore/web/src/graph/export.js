// The graph as shown, as files other programs read. Every text is escaped for its format.

const xml = (text) => String(text ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function exportAs(view, format) {
  const { tools, cy } = view;
  if (format === 'PNG') return tools.download('cami-graph.png', cy.png({ output: 'blob', full: true, scale: 2, bg: getComputedStyle(document.body).backgroundColor }));
  const shown = view.things().filter((node) => !node.hasClass('is-hidden'));
  const ids = new Set(shown.map((node) => node.id()));
  const nodes = shown.map((node) => ({ ...view.model.node(node.id()), ...node.position() }));
  const edges = view.model.edgesAmong(ids);
  const text = { GraphML: () => graphml(nodes, edges), GEXF: () => gexf(nodes, edges), CSV: () => tools.csv([['source', 'relation', 'target', 'claims'], ...edges.map((edge) => [edge.source, edge.relation, edge.target, edge.weight])]) }[format]();
  return tools.download(`cami-graph.${format.toLowerCase()}`, text, format === 'CSV' ? 'text/csv' : 'application/xml');
}

export function graphml(nodes, edges) {
  const keys = [['kind', 'node'], ['code', 'node'], ['label_en', 'node'], ['label_ru', 'node'], ['relation', 'edge']].map(([name, of]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="string"/>`);
  const numbers = [['x', 'node'], ['y', 'node'], ['weight', 'edge']].map(([name, of]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="double"/>`);
  const data = (key, value) => `<data key="${key}">${xml(value)}</data>`;
  const node = ({ id, kind, code, en, ru, x, y }) => `<node id="${xml(id)}">${data('kind', kind)}${data('code', code)}${data('label_en', en)}${data('label_ru', ru)}${data('x', x)}${data('y', y)}</node>`;
  const edge = ({ source, target, relation, weight }) => `<edge source="${xml(source)}" target="${xml(target)}">${data('relation', relation)}${data('weight', weight)}</edge>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${[...keys, ...numbers].join('\n')}\n<graph edgedefault="undirected">\n${nodes.map(node).join('\n')}\n${edges.map(edge).join('\n')}\n</graph>\n</graphml>\n`;
}

export function gexf(nodes, edges) {
  const node = ({ id, kind, en, ru, x, y }) => `<node id="${xml(id)}" label="${xml(en || ru)}"><attvalues><attvalue for="0" value="${xml(kind)}"/></attvalues><viz:position x="${Number(x)}" y="${-Number(y)}" z="0"/></node>`;
  const edge = ({ id, source, target, relation, weight }) => `<edge id="${xml(id)}" source="${xml(source)}" target="${xml(target)}" label="${xml(relation)}" weight="${Number(weight)}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n<graph defaultedgetype="undirected">\n<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>\n<nodes>\n${nodes.map(node).join('\n')}\n</nodes>\n<edges>\n${edges.map(edge).join('\n')}\n</edges>\n</graph>\n</gexf>\n`;
}

// Opens a network in three forms by libraries of others: `node networks.mjs FOLDER`; prints what each of them holds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(process.env.CAMI_WEB);
const [Graph, gexf, graphml, cytoscape] = ['graphology', 'graphology-gexf', 'graphology-graphml', 'cytoscape'].map((name) => require(name));
const text = (form) => readFileSync(join(process.argv[2], `network.${form}`), 'utf8');

const held = (graph) => ({
  nodes: Object.fromEntries(graph.mapNodes((id, said) => [id, said.label])),
  edges: graph.mapEdges((_, said, from, to) => [from, to]),
});
const drawn = cytoscape({ headless: true, ...JSON.parse(text('cyjs')) });
const shown = {
  nodes: Object.fromEntries(drawn.nodes().map((node) => [node.id(), node.data('name')])),
  edges: drawn.edges().map((edge) => [edge.data('source'), edge.data('target')]),
};
const Several = Graph.MultiGraph ?? Graph;
console.log(JSON.stringify({ graphml: held(graphml.parse(Several, text('graphml'))), gexf: held(gexf.parse(Several, text('gexf'))), cyjs: shown }));

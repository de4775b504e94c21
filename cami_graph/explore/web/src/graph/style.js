// How things look in the graph: each kind has a shape, a colour and a word, so that none of the three stands alone.

const read = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Letters and marks of the picture grow with the letters of the page. */
export const scale = () => (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;

const base = () => ({
  label: 'data(label)',
  'font-family': read('--sans'),
  'font-size': 12 * scale(),
  'min-zoomed-font-size': 6,
  color: read('--ink'),
  'text-wrap': 'wrap',
  'text-max-width': 110,
  'text-valign': 'bottom',
  'text-margin-y': 3,
  'text-background-color': read('--paper'),
  'text-background-opacity': 0.75,
  'text-background-padding': 1,
  width: 16 * scale(),
  height: 16 * scale(),
  'border-width': 1.5,
  'border-color': read('--paper'),
});

/** The style sheet for the kinds, in the colours of the current theme. */
export function styleOf(kinds) {
  return [
    { selector: 'node', style: base() },
    ...Object.entries(kinds).map(([kind, { shape }]) => ({ selector: `node.kind-${kind}`, style: { shape, 'background-color': read(`--kind-${kind}`) || read('--quiet') } })),
    { selector: 'node.at-right, node.at-left', style: { 'text-valign': 'center', 'text-wrap': 'ellipsis', 'text-max-width': 'data(names)', 'text-margin-y': 0 } },
    { selector: 'node.at-right', style: { 'text-halign': 'right', 'text-margin-x': 5 } },
    { selector: 'node.at-left', style: { 'text-halign': 'left', 'text-margin-x': -5 } },
    { selector: 'node.heading', style: { 'background-opacity': 0, 'border-width': 0, 'font-weight': 'bold', 'font-size': 11 * scale(), color: read('--quiet'), events: 'no', 'z-index': 8 } },
    { selector: 'node.cluster-name', style: { 'font-size': 40, 'text-max-width': 'data(names)', 'min-zoomed-font-size': 4, 'text-valign': 'center', color: read('--ink') } },
    { selector: 'node.is-member', style: { 'min-zoomed-font-size': 11, width: 20, height: 20 } },
    { selector: 'node.is-first', style: { width: 34, height: 34 } },
    { selector: 'edge', style: { width: 'mapData(weight, 1, 12, 1, 5)', 'line-color': read('--line-strong'), 'curve-style': 'haystack', opacity: 0.16 } },
    { selector: 'edge.is-near', style: { opacity: 0.7, 'line-color': read('--quiet') } },
    { selector: 'edge.is-pointed', style: { opacity: 1, 'line-color': read('--accent') } },
    { selector: 'node.is-pointed', style: { 'text-wrap': 'wrap', 'text-max-width': 190, 'text-background-color': read('--raised'), 'text-background-opacity': 1, 'text-background-padding': 4, 'z-index': 10 } },
    { selector: 'node.is-chosen', style: { width: 30 * scale(), height: 30 * scale(), 'border-width': 3, 'border-color': read('--accent'), 'font-weight': 'bold', 'font-size': 13 * scale(), 'z-index': 9 } },
    { selector: 'edge:selected, edge.is-way', style: { 'line-color': read('--accent'), opacity: 1, width: 4 } },
    { selector: '.is-hidden', style: { display: 'none' } },
  ];
}

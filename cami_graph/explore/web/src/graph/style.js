// How things look in the graph: each kind has a shape, a colour and a word, so that none of the three stands alone.

const read = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const base = () => ({
  label: 'data(label)',
  'font-family': read('--sans'),
  'font-size': 11,
  'min-zoomed-font-size': 6,
  color: read('--ink'),
  'text-wrap': 'wrap',
  'text-max-width': 110,
  'text-valign': 'bottom',
  'text-margin-y': 3,
  'text-background-color': read('--paper'),
  'text-background-opacity': 0.75,
  'text-background-padding': 1,
  width: 20,
  height: 20,
  'border-width': 1.5,
  'border-color': read('--paper'),
});

/** The style sheet for the kinds, in the colours of the current theme. */
export function styleOf(kinds) {
  return [
    { selector: 'node', style: base() },
    ...Object.entries(kinds).map(([kind, { shape }]) => ({ selector: `node.kind-${kind}`, style: { shape, 'background-color': read(`--kind-${kind}`) || read('--quiet') } })),
    { selector: 'edge', style: { width: 'mapData(weight, 1, 12, 1, 5)', 'line-color': read('--line-strong'), 'curve-style': 'haystack', opacity: 0.3 } },
    { selector: 'edge.is-near', style: { opacity: 0.85, 'line-color': read('--quiet') } },
    { selector: 'node.is-chosen', style: { width: 32, height: 32, 'border-width': 3, 'border-color': read('--accent'), 'font-weight': 'bold', 'font-size': 13, 'z-index': 9 } },
    { selector: 'edge:selected, edge.is-way', style: { 'line-color': read('--accent'), opacity: 1, width: 4 } },
    { selector: '.is-hidden', style: { display: 'none' } },
  ];
}

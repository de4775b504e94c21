// What ties two things, in words: what stands between them, and why. A list that names both among many says little, so it
// comes last.

const WEAK = new Set(['activity', 'subactivity', 'section', 'objective']);
const MOST = 12;
const SAME = { works: 'way_works', on: 'way_on', range: 'way_range', cooperates: 'way_cooperates' };

/** The lines between two things and what stands between them, the telling before the weak; else the steps of a way, else null. */
export function tiesBetween(model, from, to, hidden) {
  const direct = model.linesBetween(from, to);
  const common = model.common(from, to, hidden);
  const telling = common.filter(({ kind }) => !WEAK.has(kind));
  const weak = common.filter(({ kind }) => WEAK.has(kind)).sort((a, b) => model.degree(a.id) - model.degree(b.id));
  const middles = [...telling.slice(0, MOST), ...(telling.length ? [] : weak.slice(0, 5))];
  if (direct.length || middles.length) return { direct, middles, steps: [] };
  const steps = model.path(from, to, hidden);
  return steps && { direct: [], middles: [], steps };
}

/** Why one thing ties two others: "WWF works in both, on snow leopard". */
export function reasonOf(view, from, to, middle) {
  const { word } = view.tools;
  const name = view.label(view.model.node(middle.id));
  const [one, two] = [from, to].map((end) => view.model.linesBetween(end, middle.id)[0]);
  if (WEAK.has(middle.kind)) return word('way_named', { name, count: view.model.links.get(middle.id).filter(({ relation }) => relation === one.relation).length });
  if (one.relation !== two.relation || !SAME[one.relation]) return word('way_other', { name });
  const things = one.relation === 'works' ? subjects(view, middle.id, from, to) : [];
  if (things.length) return word('way_works_on', { name, things: things.join(', ') });
  return word(middle.kind === 'taxon' && one.relation === 'range' ? 'way_lives' : SAME[one.relation], { name });
}

/** What a body works on that lives or lies in both countries. */
function subjects(view, body, from, to) {
  const { model } = view;
  const holds = (thing, country) => model.linesBetween(thing, country).some(({ relation }) => relation === 'range');
  const found = model.links.get(body).filter(({ relation, source }) => relation === 'on' && source === body).sort((a, b) => b.weight - a.weight);
  return found.map(({ target }) => target).filter((thing) => holds(thing, from) && holds(thing, to)).slice(0, 3).map((thing) => view.tools.say(model.node(thing)));
}

/** Where the two ends and what stands between them are drawn: ends left and right, the rest in a column, or step by step. */
export function placeWay(from, to, { middles, steps }, { width, height }) {
  if (steps.length) return new Map(steps.map((id, at) => [id, { x: at * 220, y: (at % 2) * 70 }]));
  const step = Math.min(46, (height - 60) / Math.max(1, middles.length));
  const places = new Map([[from, { x: -width * 0.34, y: 0 }], [to, { x: width * 0.34, y: 0 }]]);
  middles.forEach(({ id }, at) => places.set(id, { x: 0, y: (at - (middles.length - 1) / 2) * step, side: 1, names: Math.round(width * 0.26) }));
  return places;
}

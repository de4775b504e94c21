// Where things stand in a neighbourhood: the same question always gives the same picture.

const RING = 150;
const ROOM = 74;
const MOST = 90;

const LINE = 21;
const EDGE = 26;

/**
 * The chosen thing in the middle, its neighbours on an arc to its right and one to its left, kind by kind, each name
 * outside its arc on a line of its own, and over each kind its name: at the size of the canvas every name can be read.
 */
export function around(model, id, canvas, hidden = new Set()) {
  const { scale } = canvas;
  const lines = Math.max(5, Math.floor((canvas.height - 2 * EDGE) / (LINE * scale)));
  const all = model.neighbours(id).filter(({ kind }) => !hidden.has(kind));
  const rows = headed(fairly(all, 2 * lines - new Set(all.map(({ kind }) => kind)).size - 2), all);
  const right = rows.slice(0, cut(rows));
  const left = rows.slice(right.length);
  const names = Math.min(250 * scale, canvas.width * 0.3);
  const places = new Map([[id, { x: 0, y: 0 }]]);
  for (const [side, nodes] of [[1, right], [-1, left]]) {
    const step = Math.min(46 * scale, (canvas.height - 2 * EDGE) / Math.max(1, nodes.length));
    const tall = (step * nodes.length) / 2;
    nodes.forEach((node, at) => {
      const y = (at - (nodes.length - 1) / 2) * step;
      const bow = Math.sqrt(1 - (y / (tall * 1.12 || 1)) ** 2);
      places.set(node.id, { x: Math.round(side * (canvas.width / 2 - names - 14) * (0.45 + 0.55 * bow)), y: Math.round(y), side, names: Math.round(names), heading: node.heading, kind: node.kind });
    });
  }
  return places;
}

/** The things with a heading before each kind, which says how many of how many are shown. */
function headed(shown, all) {
  const count = (things, kind) => things.filter((one) => one.kind === kind).length;
  return shown.flatMap((node, at) => (node.kind === shown[at - 1]?.kind ? [node] : [{ id: `heading-${node.kind}`, kind: node.kind, heading: [count(shown, node.kind), count(all, node.kind)] }, node]));
}

/** Where a kind begins near the half of the rows; else the half, without parting a heading from what it stands over. */
function cut(rows) {
  const half = Math.ceil(rows.length / 2);
  const begin = rows.findIndex(({ heading }, at) => heading && Math.abs(at - half) <= rows.length / 8);
  if (begin > 0) return begin;
  return rows[half - 1]?.heading ? half - 1 : half;
}

/** The first things of every kind in turn, until there are enough; no kind crowds out another. */
function fairly(things, most) {
  if (things.length <= most) return things;
  const kinds = new Map();
  for (const one of things) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  const taken = new Set();
  for (let at = 0; taken.size < most; at += 1) for (const some of kinds.values()) if (some[at] && taken.size < most) taken.add(some[at]);
  return things.filter((one) => taken.has(one));
}

const polar = (radius, angle) => ({ x: Math.round(radius * 1.35 * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) });

/** New neighbours of a thing that is already drawn, fanned out away from the middle of what stands. */
export function nextTo(model, id, present, positionOf, hidden = new Set()) {
  const added = model.neighbours(id).filter((node) => !present.has(node.id) && !hidden.has(node.kind)).slice(0, MOST);
  const here = positionOf(id);
  const others = [...present].filter((other) => other !== id).map(positionOf);
  const middle = { x: mean(others.map((at) => at.x)), y: mean(others.map((at) => at.y)) };
  const away = Math.atan2(here.y - middle.y, here.x - middle.x);
  const places = new Map();
  const taken = [...others, here];
  added.forEach((node, at) => {
    const spot = free(here, away, at, taken);
    taken.push(spot);
    places.set(node.id, spot);
  });
  return places;
}

const mean = (values) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0);

/** The first spot on ever wider fans around `here` that keeps its distance from everything that stands. */
function free(here, away, at, taken) {
  for (let ring = 0; ring < 12; ring += 1) {
    const radius = RING + ring * 70;
    const steps = Math.floor((Math.PI * radius) / ROOM);
    for (let step = 0; step <= steps; step += 1) {
      const side = (step % 2 ? 1 : -1) * Math.ceil(step / 2);
      const spot = polar(radius, away + (side * Math.PI) / Math.max(steps, 1));
      const placed = { x: here.x + spot.x, y: here.y + spot.y };
      if (taken.every((other) => Math.hypot(other.x - placed.x, (other.y - placed.y) * 1.6) > ROOM)) return placed;
    }
  }
  return { x: here.x + at * 20, y: here.y + RING * 3 };
}

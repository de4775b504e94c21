// Where things stand in a neighbourhood: the same question always gives the same picture.

const RING = 150;
const STEP = 120;
const ROOM = 74;
const MOST = 90;

/** The chosen thing in the middle, its neighbours on rings around it, kind by kind. */
export function around(model, id, hidden = new Set(), most = MOST) {
  const places = new Map([[id, { x: 0, y: 0 }]]);
  let ring = 0;
  let waiting = model.neighbours(id).filter(({ kind }) => !hidden.has(kind)).slice(0, most);
  while (waiting.length) {
    const radius = RING + ring * STEP;
    const holds = Math.max(6, Math.floor((2 * Math.PI * radius) / ROOM));
    const rings = ringsFor(waiting.length, ring);
    const count = rings === 1 ? waiting.length : Math.min(holds, waiting.length);
    const taken = every(waiting, count);
    taken.forEach((node, at) => places.set(node.id, polar(radius, (at / taken.length) * 2 * Math.PI - Math.PI / 2 + ring * 0.13)));
    const chosen = new Set(taken);
    waiting = waiting.filter((node) => !chosen.has(node));
    ring += 1;
  }
  return places;
}

function ringsFor(count, first) {
  let rings = 0;
  for (let left = count, ring = first; left > 0; ring += 1, rings += 1) left -= Math.floor((2 * Math.PI * (RING + ring * STEP)) / ROOM);
  return rings;
}

/** `count` of the things, spread evenly, so that each ring shows every kind in the same direction. */
function every(things, count) {
  return Array.from({ length: count }, (_, at) => things[Math.floor((at * things.length) / count)]);
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

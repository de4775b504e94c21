// The whole as clusters of what hangs together: each a disc of its things, the most tied in the middle, apart from the others.

const STEP = 34;
const TURN = Math.PI * (3 - Math.sqrt(5));
const GAP = 170;

/** Where each thing of each cluster stands, and where the name of the cluster stands. */
export function placeClusters(clusters) {
  const discs = clusters.map((members) => ({ members, radius: STEP * Math.sqrt(members.length) + 20, x: mean(members, 'x'), y: mean(members, 'y') }));
  separate(discs);
  const places = new Map();
  discs.forEach(({ members, radius, x, y }, number) => {
    members.forEach(({ id }, at) => {
      const away = STEP * Math.sqrt(at + 0.3);
      places.set(id, { x: Math.round(x + away * Math.cos(at * TURN)), y: Math.round(y + away * Math.sin(at * TURN)), rank: at });
    });
    places.set(`cluster-${number}`, { x: Math.round(x), y: Math.round(y - radius - 50), heading: true, names: Math.round(2 * radius + 120) });
  });
  return places;
}

const mean = (members, key) => members.reduce((sum, one) => sum + one[key], 0) / members.length;

/** Moves discs that touch apart, again and again, the same way each time. */
function separate(discs) {
  for (let round = 0; round < 200; round += 1) {
    let moved = false;
    discs.forEach((one, at) => {
      for (const two of discs.slice(at + 1)) {
        const [dx, dy] = [two.x - one.x || 1, two.y - one.y || 1];
        const room = one.radius + two.radius + GAP - Math.hypot(dx, dy);
        if (room <= 1) continue;
        const [mx, my] = [(dx / Math.hypot(dx, dy)) * room * 0.5, (dy / Math.hypot(dx, dy)) * room * 0.5];
        Object.assign(one, { x: one.x - mx, y: one.y - my });
        Object.assign(two, { x: two.x + mx, y: two.y + my });
        moved = true;
      }
    });
    if (!moved) return;
  }
}

/** What a cluster is called: by its first countries, and what they hold. */
export function nameOfCluster(members, say) {
  const first = (kinds, count) => members.filter(({ kind }) => kinds.includes(kind)).slice(0, count).map(say).join(', ');
  return [first(['country'], 3), first(['taxon', 'landscape'], 2)].filter(Boolean).join(' · ') || say(members[0]);
}

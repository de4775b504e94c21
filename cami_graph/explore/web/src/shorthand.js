// The graph in a short hand, see shorthand.py: written out as N-Quads for the store, byte by byte, without a text between.
const [NEWLINE, SPACE, FULL_STOP, LOWEST] = [10, 32, 46, 32];

/** N-Quads, and whether a triple stands in several of their graphs. */
export function writeOut(bytes) {
  const begin = bytes.indexOf(NEWLINE) + 1;
  const { parts, size, overlaps } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, begin)));
  const longs = new Map(Object.entries(parts).map(([sign, part]) => [sign.charCodeAt(0), new TextEncoder().encode(part)]));
  const quads = new Uint8Array(size);
  let [at, to, graph, subject] = [begin, 0, quads.subarray(0, 0), quads.subarray(0, 0)];

  const put = (some) => {
    quads.set(some, to);
    to += some.length;
  };
  const write = (end) => {
    const from = to;
    for (; at < end; at += 1) {
      const long = bytes[at] < LOWEST && longs.get(bytes[at]);
      if (long) put(long);
      else quads[to++] = bytes[at];
    }
    return quads.subarray(from, to);
  };
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at);
    const gap = bytes.indexOf(SPACE, at);
    if (gap < 0 || gap > end) {
      const from = to;
      graph = write(end).slice();
      to = from;
    } else {
      if (gap === at) put(subject);
      else subject = write(gap);
      write(end);
      if (graph.length) quads[to++] = SPACE;
      put(graph);
      put([SPACE, FULL_STOP, NEWLINE]);
    }
    at = end + 1;
  }
  return { quads, overlaps };
}

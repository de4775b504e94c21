// The parts of a single file, unpacked beside the page so that reading is never held up. Pages are put together of the
// pieces between their tags, each of which stands there once, see packing.py.
import { unpack } from './signs.js';
import { answering } from './worker-call.js';

let pages = null;
const text = new TextDecoder();

function open(part) {
  const bytes = unpack(part);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [head, length] = [view.getUint32(0), view.getUint32(4)];
  const [body, numbers] = [8 + head, 8 + head + length];
  const index = new Map();
  let count = 0;
  for (const [path, title, size] of JSON.parse(text.decode(bytes.subarray(8, body)))) index.set(path, { title, start: count, end: (count += size) });
  pages = { index, pieces: text.decode(bytes.subarray(body, numbers)).split('<'), places: placesOf(bytes.subarray(numbers), count) };
  return { pages: index.size };
}

/** Which pieces make all pages, one after the other: a zero stands for the next that was not there before. */
function placesOf(numbers, count) {
  const places = new Uint32Array(count);
  for (let at = 0, from = 0, next = 0; at < count; at += 1, from += 3) {
    const number = numbers[from] | (numbers[from + 1] << 8) | (numbers[from + 2] << 16);
    places[at] = number ? number - 1 : next++;
  }
  return places;
}

function page(path) {
  const found = pages.index.get(path);
  if (!found) return null;
  return { title: found.title, main: Array.from(pages.places.subarray(found.start, found.end), (place) => pages.pieces[place]).join('<') };
}

answering(self, (request) => {
  if (request.open) return open(request.open);
  return request.page ? page(request.page) : text.decode(unpack(request.part));
});

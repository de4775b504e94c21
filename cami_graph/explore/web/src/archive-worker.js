// All pages of a single file, decompressed beside the page so that reading is never held up.
import { decompress } from 'fzstd';
import { answering } from './worker-call.js';

let bytes = null;
let index = null;
const text = new TextDecoder();

function open(packed) {
  bytes = decompress(packed);
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  let end = 4 + size;
  index = new Map(JSON.parse(text.decode(bytes.subarray(4, end))).map(([path, title, length]) => [path, { title, start: end, end: (end += length) }]));
  return { pages: index.size };
}

function page(path) {
  const found = index?.get(path);
  if (!found) return null;
  return { title: found.title, main: text.decode(bytes.subarray(found.start, found.end)) };
}

answering(self, (request) => (request.open ? open(request.open) : page(request.page)));

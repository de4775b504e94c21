// The parts a single file carries inside itself: base 85 of zstd, decoded when first asked for.
import { decompress } from 'fzstd';

const decoded = new Map();

// The signs of RFC 1924, a comma in the place of the one that would begin a tag.
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~';
const VALUES = new Uint8Array(128);
for (let at = 0; at < SIGNS.length; at += 1) VALUES[SIGNS.charCodeAt(at)] = at;

/** Five signs are four bytes; of the last group as many signs less one. */
export function bytesOf(text) {
  const size = Math.floor((text.length * 4) / 5);
  const view = new DataView(new ArrayBuffer(size + 4));
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let number = 0;
    for (let place = at; place < at + 5; place += 1) number = number * 85 + (place < text.length ? VALUES[text.charCodeAt(place)] : 84);
    view.setUint32(to, number);
  }
  return new Uint8Array(view.buffer, 0, size);
}

/** The compressed bytes of an embedded part; its text leaves the document, so that memory holds it once. */
export function packed(name) {
  const holder = document.getElementById(`cami-part-${name}`);
  if (!holder) throw new Error(`This file lacks its part "${name}".`);
  const bytes = bytesOf(holder.textContent.trim());
  return bytes;
}

/** An embedded part as text. */
export function textOf(name) {
  if (!decoded.has(name)) decoded.set(name, new TextDecoder().decode(decompress(packed(name))));
  return decoded.get(name);
}

/** The scripts of the islands, embedded together: `{name: source}`. */
export const scriptOf = (name) => JSON.parse(textOf('scripts'))[name];

export const scriptAddress = (name) => URL.createObjectURL(new Blob([scriptOf(name)], { type: 'text/javascript' }));

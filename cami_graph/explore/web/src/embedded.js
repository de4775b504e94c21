// The parts a single file carries inside itself: zstd in signs of seven bits, decoded when first asked for.
import { decompress } from 'fzstd';

const decoded = new Map();

/** Eight signs of seven bits are seven bytes; the eighth bit only keeps a sign apart from one that browsers change. */
export function bytesOf(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  for (let at = 0, to = 0, held = 0, bits = 0; at < text.length; at += 1) {
    held = ((held << 7) | (text.charCodeAt(at) & 127)) & 0x7fff;
    bits += 7;
    if (bits >= 8 && to < bytes.length) {
      bits -= 8;
      bytes[to] = held >> bits;
      to += 1;
    }
  }
  return bytes;
}

/** The compressed bytes of an embedded part. */
export function packed(name) {
  const holder = document.getElementById(`cami-part-${name}`);
  if (!holder) throw new Error(`This file lacks its part "${name}".`);
  return bytesOf(holder.textContent);
}

/** An embedded part as text. */
export function textOf(name) {
  if (!decoded.has(name)) decoded.set(name, new TextDecoder().decode(decompress(packed(name))));
  return decoded.get(name);
}

/** The scripts of the islands, embedded together: `{name: source}`. */
export const scriptOf = (name) => JSON.parse(textOf('scripts'))[name];

export const scriptAddress = (name) => URL.createObjectURL(new Blob([scriptOf(name)], { type: 'text/javascript' }));

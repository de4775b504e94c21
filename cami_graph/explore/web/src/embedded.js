// The parts a single file carries inside itself: base64 of zstd, decoded when first asked for.
import { decompress } from 'fzstd';

const decoded = new Map();

export function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
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

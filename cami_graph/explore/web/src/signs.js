// What stands packed in a page: zstd, in a single file spelled in signs of seven bits. Workers read it, never the page.
import { decompress } from 'fzstd';

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

/** The bytes of a part as it stands in a single file or comes from a host, which may serve it packed or plain. */
export function unpack(part) {
  const bytes = typeof part === 'string' ? bytesOf(part) : part;
  return bytes[0] === 0x28 && bytes[1] === 0xb5 ? decompress(bytes) : bytes;
}

// A query in an address: whole text or a library name with values, so that a link says exactly what was asked.
import { mode } from '../page.js';

const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const decode = (text) => new TextDecoder().decode(Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)));

export function shareAddress(text) {
  const parameters = `?q=${encode(text)}`;
  return mode === 'file' ? `${location.hash.split('?')[0] || '#/en/workbench'}${parameters}` : parameters;
}

/** What the address asks for: `{text}` or `{name}`, or nothing. */
export function readShared() {
  const asked = new URLSearchParams(mode === 'file' ? (location.hash.split('?')[1] ?? '') : location.search);
  try {
    return { text: asked.has('q') ? decode(asked.get('q')) : null, name: asked.get('query') ?? undefined, values: Object.fromEntries([...asked].filter(([name]) => name !== 'q' && name !== 'query').map(([name, value]) => [name, /^https?:/.test(value) ? { iri: value } : { literal: value, type: 'string' }])) };
  } catch {
    return { text: null, values: {} };
  }
}

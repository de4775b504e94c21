// The parts that a single file carries inside itself, packed; a worker unpacks each when it is first asked for.
import { caller } from './worker-call.js';

const kept = new Map();
let worker = null;
let opening = null;

/** An embedded part as it stands in the file. */
export function packed(name) {
  const holder = document.getElementById(`cami-part-${name}`);
  if (!holder) throw new Error(`This file lacks its part "${name}".`);
  return holder.textContent;
}

const addressOf = (script) => URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));

function archive() {
  worker ??= caller(new Worker(addressOf(JSON.parse(document.getElementById('cami-archive-worker').textContent))));
  return worker;
}

/** An embedded part as text. */
export function textOf(name) {
  if (!kept.has(name)) kept.set(name, archive()({ part: packed(name) }));
  return kept.get(name);
}

/** Lets the worker unpack the pages, once. */
export const openPages = () => (opening ??= archive()({ open: packed('pages') }));

/** A page by its path, `{title, main}`, or null. */
export async function pageAt(path) {
  await openPages();
  return archive()({ page: path });
}

export const scriptAddress = async (name) => addressOf(await textOf(`script-${name}`));

// The heavy parts (graph, map, workbench) come only where a page has a place for them.
import { mode, root, word } from './page.js';
import { scriptAddress } from './embedded.js';
import { element } from './dom.js';

const loading = new Map();

/** Islands register themselves here: `globalThis.camiIslands.graph = mount`. */
globalThis.camiIslands ??= {};

function load(name) {
  if (!loading.has(name)) loading.set(name, start(name));
  return loading.get(name);
}

async function start(name) {
  const script = element('script', { src: mode === 'file' ? await scriptAddress(name) : `${root()}assets/${name}.js` });
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve(globalThis.camiIslands[name]));
    script.addEventListener('error', () => reject(new Error(word('island_failed'))));
    document.head.append(script);
  });
}

const problem = (error) => element('p', { class: 'problem', role: 'alert' }, error.message);

/** Wakes every island on the page that is not awake yet. */
export function wakeIslands(tools) {
  for (const place of document.querySelectorAll('[data-island]:not([data-awake])')) {
    place.dataset.awake = 'yes';
    const waiting = element('p', { class: 'waiting', role: 'status' }, word('loading'));
    place.append(waiting);
    load(place.dataset.island)
      .then((mount) => mount(place, tools))
      .catch((error) => waiting.isConnected ? waiting.replaceWith(problem(error)) : place.append(problem(error)));
  }
}

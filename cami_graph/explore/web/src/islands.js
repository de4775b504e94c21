// The heavy parts (graph, map, workbench) come only where a page has a place for them.
import { mode, root, word } from './page.js';
import { scriptAddress } from './embedded.js';
import { element } from './dom.js';

const loading = new Map();

/** Islands register themselves here: `globalThis.camiIslands.graph = mount`. */
globalThis.camiIslands ??= {};

function load(name) {
  if (!loading.has(name)) {
    loading.set(
      name,
      new Promise((resolve, reject) => {
        const script = element('script', { src: mode === 'file' ? scriptAddress(name) : `${root()}assets/${name}.js` });
        script.addEventListener('load', () => resolve(globalThis.camiIslands[name]));
        script.addEventListener('error', () => reject(new Error(word('island_failed'))));
        document.head.append(script);
      }),
    );
  }
  return loading.get(name);
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

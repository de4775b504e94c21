// What the address asks for behind `?`, also inside the `#` of a single file: filters and the switch share it.

/** The wishes of the address: `?country=MN&document=letter`. */
export const asked = () => new URLSearchParams(location.search || location.hash.split('?')[1]?.split('#')[0] || '');

/** Writes some wishes, one value or several, into the address and leaves the others; an empty one is taken out. No page is loaded for it. */
export function wish(values) {
  const wishes = asked();
  for (const [name, value] of Object.entries(values)) {
    wishes.delete(name);
    for (const one of [value].flat()) if (one) wishes.append(name, one);
  }
  const query = String(wishes) && `?${wishes}`;
  const shown = document.documentElement.dataset.page;
  const inside = location.hash.startsWith('#/') ? location.hash.split('?')[0].replace(/(?<=.)#.*/, '') : shown && `#/${shown}`;
  history.replaceState(history.state, '', inside ? inside + query : location.pathname + query + location.hash);
}

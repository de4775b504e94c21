// Long lists fold: the first lines stand, a button shows the rest. On paper and without this script all of them stand.
import { word } from './page.js';
import { element } from './dom.js';

// A page has so many stops of the keyboard; what its lists may take is shared among them in their order, and each shows its first lines in any case, the first list a few more.
const STOPS = 120;
const FIRST = 4;
const LEAST = 2;
const SPARED = 3;
const SPARED_STOPS = 6;
// What two countries share and what happened since is why their page is opened: it stands whole.
const WHOLE = '.pair-table, .matrix, [data-roam], main > .part > .scroller > #page-events-about-table';
const KINDS = ':is(.claims[id], table[data-table], .items, .advice, .bodies, [data-fold])';
const LISTS = ['.split-main', 'main > .part', 'main > .scroller', 'main > [aria-labelledby]'].map((place) => `${place} ${KINDS}`).join();

/** Folds the long tables and lists of claims in the body of a page. */
export function wireFolds() {
  const isLong = (list) => !list.dataset.folds && !list.matches(WHOLE) && !list.querySelector('[data-item]');
  const lists = [...document.querySelectorAll(LISTS)].filter(isLong);
  const all = lists.map((list) => (list.tBodies ? [...list.tBodies[0].rows] : [...list.children]).map((line) => ({ line, stops: stopsIn(line) })));
  let left = STOPS - stopsIn(document.getElementById('main')) + sum(all.flat());
  for (const [at, list] of lists.entries()) {
    list.dataset.folds = 'yes';
    const lines = all[at];
    const count = fitting(lines, Math.min(left, (1.5 * left) / (lists.length - at)), at ? LEAST : FIRST);
    left -= sum(lines.slice(0, count));
    if (count < lines.length && !lines.some(({ line }) => line.matches(':target, .is-target'))) fold(list, lines.map(({ line }) => line), count);
  }
}

const stopsIn = (place) => [...place.querySelectorAll('a[href], button, select, input, summary')].filter((one) => one.tabIndex >= 0 && !one.closest('.quote-panel, [hidden]') && isOpen(one)).length;
const isOpen = (one) => !one.closest('details:not([open])') || one.matches('summary');
const sum = (lines) => lines.reduce((all, { stops }) => all + stops, 0);

/** How many lines there is room for; a few that are left over are shown as well, where they have few stops. */
function fitting(lines, room, least) {
  let used = 0;
  const at = lines.findIndex(({ stops }) => (used += stops) > room);
  const count = Math.max(least, at < 0 ? lines.length : at);
  return lines.length - count <= SPARED && sum(lines.slice(count)) <= SPARED_STOPS ? lines.length : count;
}

function fold(list, lines, count) {
  list.classList.add('is-folded');
  for (const line of lines.slice(count)) line.classList.add('is-rest');
  const button = element('button', { type: 'button', class: 'tool' }, word('show_all', { count: lines.length }));
  const rest = element('p', { class: 'more fold' }, button);
  button.addEventListener('click', () => {
    unfold(list);
    lines[count].querySelector('a, button')?.focus();
  });
  (list.closest('.scroller') ?? list).after(rest);
}

/** Shows all lines of a list. */
export function unfold(list) {
  list.classList.remove('is-folded');
  for (const line of list.querySelectorAll('.is-rest')) line.classList.remove('is-rest');
  (list.closest('.scroller') ?? list).parentElement.querySelector(':scope > .fold')?.remove();
}

/** Shows all lines of all lists, where something has chosen among them. */
export const unfoldAll = () => document.querySelectorAll('.is-folded').forEach(unfold);

/** Shows the line that an address leads to. */
export const unfoldTo = (target) => {
  const list = target?.closest('.is-folded');
  if (list) unfold(list);
};

globalThis.addEventListener?.('hashchange', () => unfoldTo(document.getElementById(decodeURIComponent(location.hash.slice(1)))));

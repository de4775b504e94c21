// Long lists fold: the first lines stand (of claims, each of which is a card full of links, fewer), a button shows the rest. On paper and without this script all of them stand.
import { word } from './page.js';
import { element } from './dom.js';

const SHORT = { first: 10, least: 16 };
const LONG = { first: 5, least: 9 };
const sizeOf = (list) => (list.tBodies ? SHORT : LONG);

/** Folds the long tables and lists of claims in the body of a page. */
export function wireFolds() {
  for (const list of document.querySelectorAll('.split-main :is(.claims[id], table[data-table]):not([data-folds])')) {
    list.dataset.folds = 'yes';
    const lines = list.tBodies ? [...list.tBodies[0].rows] : [...list.children];
    if (lines.length >= sizeOf(list).least && !lines.some((line) => line.matches(':target, .is-target'))) fold(list, lines);
  }
}

function fold(list, lines) {
  list.classList.add('is-folded');
  const button = element('button', { type: 'button', class: 'tool' }, word('show_all', { count: lines.length }));
  const rest = element('p', { class: 'more fold' }, button);
  button.addEventListener('click', () => {
    unfold(list);
    const next = sizeOf(list).first + 1;
    list.querySelector(`:scope > :nth-child(${next}) a, tbody > :nth-child(${next}) a`)?.focus();
  });
  (list.closest('.scroller') ?? list).after(rest);
}

/** Shows all lines of a list. */
export function unfold(list) {
  list.classList.remove('is-folded');
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

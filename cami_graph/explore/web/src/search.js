// Search over every thing, forgiving of spelling and of name variants, from every page by the key `/`.
import MiniSearch from 'minisearch';
import { address, say, word } from './page.js';
import { announce, element } from './dom.js';
import { data } from './data.js';

let index = null;

/** Letters without accents, ё as е, hyphens and apostrophes as nothing: Tian-Shan, Tien Shan's, Тянь-Шань. */
export const fold = (term) => term.normalize('NFKD').replace(/[\u0300-\u036f\u02bc'’`-]/g, '').toLowerCase().replaceAll('ё', 'е');

async function ready() {
  index ??= data('search').then(({ documents }) => {
    const made = new MiniSearch({
      fields: ['code', 'en', 'ru', 'other'],
      storeFields: ['path', 'kind', 'code', 'en', 'ru', 'other'],
      tokenize: (text) => text.split(/[\s,;:()/|"“”«»–-]+/u),
      processTerm: (term) => fold(term).replace(/^\.+|\.+$/g, '') || null,
      searchOptions: { boost: { code: 4, en: 2, ru: 2, other: 1.5 }, prefix: (term) => term.length > 1, fuzzy: (term) => (/\d/.test(term) || term.length < 4 ? false : 0.25), combineWith: 'AND' },
    });
    made.addAll(documents.map((entry, id) => ({ id, ...entry })));
    return made;
  });
  return index;
}

/** The best hits; when not all words are found together, those with some of them. */
export async function find(text, limit = 12) {
  const made = await ready();
  const weigh = { boostDocument: (_id, _term, stored) => WEIGHT[stored.kind] ?? 1 };
  const all = made.search(text, weigh);
  return (all.length ? all : made.search(text, { ...weigh, combineWith: 'OR' })).slice(0, limit);
}

const WEIGHT = { taxon: 1.6, country: 1.6, landscape: 1.5, activity: 1.3, actor: 1.2, threat: 1.3, gap: 0.8, term: 0.7, query: 0.9 };

/** Makes the search field of the page a combobox with a list of hits. */
export function wireSearch() {
  const field = document.getElementById('search-field');
  const list = document.getElementById('search-hits');
  if (!field || field.dataset.awake) return;
  field.dataset.awake = 'yes';
  field.closest('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = list.querySelector('[aria-selected="true"]') ?? list.querySelector('[role="option"]');
    if (chosen) follow(chosen, field);
  });
  field.addEventListener('focus', ready, { once: true });
  field.addEventListener('input', () => refresh(field, list));
  field.addEventListener('keydown', (event) => move(event, field, list));
  field.addEventListener('blur', () => setTimeout(() => close(field, list), 150));
}

async function refresh(field, list) {
  const text = field.value.trim();
  if (!text) return close(field, list);
  const hits = await find(text);
  if (field.value.trim() !== text) return undefined;
  list.replaceChildren(...hits.map((hit, at) => option(hit, at, field)));
  if (!hits.length) list.replaceChildren(element('li', { class: 'quiet' }, word('search_nothing')));
  list.hidden = false;
  field.setAttribute('aria-expanded', 'true');
  announce(hits.length ? word('search_found', { count: hits.length }) : word('search_nothing'));
  return undefined;
}

function option(hit, at, field) {
  const made = element(
    'li',
    { role: 'option', id: `hit-${at}`, 'aria-selected': 'false', 'data-href': address(hit.path), onmousedown: (event) => event.preventDefault(), onclick: () => follow(made, field) },
    element('span', { class: `kind kind-${hit.kind}` }, word(`kind_${hit.kind}`)),
    element('span', { class: 'hit-name' }, hit.code ? `${hit.code} ${say(hit)}` : say(hit)),
  );
  return made;
}

function follow(chosen, field) {
  field.value = '';
  close(field, chosen.parentElement);
  location.href = chosen.dataset.href;
}

function close(field, list) {
  if (list) list.hidden = true;
  field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
}

function move(event, field, list) {
  if (event.key === 'Escape') return close(field, list);
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return undefined;
  const options = [...list.querySelectorAll('[role="option"]')];
  if (!options.length) return undefined;
  event.preventDefault();
  const now = options.findIndex((entry) => entry.getAttribute('aria-selected') === 'true');
  const next = (now + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
  options.forEach((entry, at) => entry.setAttribute('aria-selected', String(at === next)));
  options[next].scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', options[next].id);
  return undefined;
}

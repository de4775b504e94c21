// The search field on every page: a list of hits while one types; Enter leads to the page with all of them.
import { address, pairPath, word } from './page.js';
import { announce, element } from './dom.js';
import { find, pairIn, ready } from './index.js';
import { nameOf, pairName, searchAddress } from './results.js';

const FIRST = 9;

/** Makes the search field of the page a combobox with a list of hits. */
export function wireSearch() {
  const field = document.getElementById('search-field');
  const list = document.getElementById('search-hits');
  if (!field || field.dataset.awake) return;
  field.dataset.awake = 'yes';
  field.closest('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = list.querySelector('[aria-selected="true"]');
    const text = field.value.trim();
    if (chosen) follow(chosen, field);
    else if (text) go(searchAddress(text), field, list);
  });
  field.addEventListener('focus', ready, { once: true });
  field.addEventListener('input', () => refresh(field, list));
  field.addEventListener('keydown', (event) => move(event, field, list));
  field.addEventListener('blur', () => setTimeout(() => close(field, list), 150));
}

async function refresh(field, list) {
  const text = field.value.trim();
  if (!text) return close(field, list);
  const [hits, pair] = await Promise.all([find(text, Infinity), pairIn(text)]);
  if (field.value.trim() !== text) return undefined;
  const ways = pair ? [{ kind: 'page', name: pairName(pair), href: address(pairPath(...pair.map(({ code }) => code))) }] : [];
  ways.push(...hits.slice(0, FIRST).map((hit) => ({ kind: hit.kind, name: nameOf(hit), href: address(hit.path) })));
  if (hits.length > FIRST) ways.push({ kind: 'page', name: word('search_more', { count: hits.length }), href: searchAddress(text) });
  list.replaceChildren(...ways.map((way, at) => option(way, at, field)));
  if (!ways.length) list.replaceChildren(element('li', { class: 'quiet' }, word('search_nothing')));
  list.hidden = false;
  field.setAttribute('aria-expanded', 'true');
  announce(hits.length ? word('search_found', { count: hits.length }) : word('search_nothing'));
  return undefined;
}

function option({ kind, name, href }, at, field) {
  const made = element(
    'li',
    { role: 'option', id: `hit-${at}`, 'aria-selected': 'false', 'data-href': href, onmousedown: (event) => event.preventDefault(), onclick: () => follow(made, field) },
    element('span', { class: `kind kind-${kind}` }, word(`kind_${kind}`)),
    element('span', { class: 'hit-name' }, name),
  );
  return made;
}

const follow = (chosen, field) => go(chosen.dataset.href, field, chosen.parentElement);

function go(href, field, list) {
  field.value = '';
  close(field, list);
  location.href = href;
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

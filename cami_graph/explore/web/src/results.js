// The page of the search: what was found, by kind. The address holds the words and the kind, so that it can be mailed.
import { address, pairPath, say, word } from './page.js';
import { asked } from './asked.js';
import { announce, element } from './dom.js';
import { find, pairIn } from './index.js';

const MOST = 100;
const ALL = 100_000;

/** Where the search for a text is answered. */
export const searchAddress = (text, kind = '') => address(`search?${new URLSearchParams(kind ? { q: text, kind } : { q: text })}`);

/** Fills the page of the search, where this is one, with what its address asks for. */
export async function wireResults() {
  const form = document.querySelector('form[data-search-page]:not([data-awake])');
  if (!form) return;
  form.dataset.awake = 'yes';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.href = searchAddress(form.elements.q.value.trim());
  });
  const text = asked().get('q')?.trim() ?? '';
  if (!text) return;
  form.elements.q.value = text;
  const [hits, pair] = await Promise.all([find(text, ALL), pairIn(text)]);
  show(document.getElementById('search-results'), text, hits, pair);
  form.dataset.drawn = 'yes';
}

function show(place, text, hits, pair) {
  const counts = new Map();
  for (const { kind } of hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kind = counts.has(asked().get('kind')) ? asked().get('kind') : '';
  const chosen = kind ? hits.filter((hit) => hit.kind === kind) : hits;
  const found = chosen.length ? word('search_found', { count: chosen.length }) : word('search_nothing');
  place.replaceChildren(
    ...(pair ? [element('p', { class: 'search-pair' }, element('a', { href: address(pairPath(...pair.map(({ code }) => code))) }, pairName(pair)))] : []),
    ...(counts.size > 1 ? [facets(text, kind, counts)] : []),
    element('p', { class: 'about' }, found),
    element('ol', { class: 'hits' }, chosen.slice(0, MOST).map(line)),
  );
  announce(found);
}

export const pairName = (pair) => word('search_pair', { names: pair.map(say).join(' – ') });

function facets(text, chosen, counts) {
  const link = (kind, ...children) => element('li', {}, element('a', { href: searchAddress(text, kind), 'aria-current': kind === chosen ? 'true' : null }, children));
  const kinds = [...counts].sort((one, two) => two[1] - one[1]).map(([kind, count]) => link(kind, word(`kind_${kind}`), ' ', element('span', { class: 'number' }, String(count))));
  return element('nav', { class: 'facets', 'aria-label': word('search_kinds') }, element('ul', { class: 'chips' }, link('', word('search_all')), kinds));
}

const line = (hit) => element('li', {}, element('span', { class: `kind kind-${hit.kind}` }, word(`kind_${hit.kind}`)), ' ', element('span', {}, element('a', { href: address(hit.path) }, nameOf(hit)), ' ', standing(hit)));

/** A claim has the name of its countries or its subject: the activity it stands in tells it from others. */
const standing = ({ path }) => element('small', { class: 'quiet' }, /^activity\/(.*)#/.exec(path)?.[1] ?? '');

/** The name of a hit, with the code that people say before it. */
export const nameOf = (hit) => (hit.code && hit.kind !== 'country' && hit.kind !== 'term' ? `${hit.code} ${say(hit)}` : say(hit));

// The index of everything: forgiving of spelling, of Russian endings and of name variants. `cami_graph/explore/search.py`
// does the same where there is no script.
import MiniSearch from 'minisearch';
import { stemmer } from '@orama/stemmers/russian';
import { data } from './data.js';

let index = null;

/** Letters without accents, ё as е, apostrophes as nothing; й stays a letter of its own. */
export const fold = (term) => term.replaceAll(/й/gi, '\u0001').normalize('NFKD').replace(/[\u0300-\u036f\u02bc'’`]/g, '').replaceAll('\u0001', 'й').toLowerCase().replaceAll('ё', 'е');

/** A folded word without its Russian ending. */
const stem = (word) => (/[а-я]/.test(word) ? stemmer(word) : word);

const split = (text) => text.split(/[\s,;:()/|"“”«»?!–—-]+/u);
const processed = (term) => stem(fold(term).replace(/^\.+|\.+$/g, '')) || null;
const wordsOf = (text) => split(text).map(processed).filter(Boolean);

/** The index, made once. */
export function ready() {
  index ??= data('search').then(({ documents, stop, weigh }) => {
    const made = new MiniSearch({
      fields: ['code', 'en', 'ru', 'other', 'also'],
      storeFields: ['path', 'kind', 'code', 'en', 'ru', 'other'],
      tokenize: split,
      processTerm: processed,
      searchOptions: { boost: { code: 4, en: 2, ru: 2, other: 1.5 }, prefix: (term) => term.length > 1, fuzzy: (term) => (/\d/.test(term) || term.length < 4 ? false : 0.25), combineWith: 'AND' },
    });
    made.addAll(documents.map((entry, id) => ({ id, ...entry })));
    return { made, documents, weigh, stop: new Set(stop.map(stem)) };
  });
  return index;
}

/** The hits, best first; when not all words are found together, those with some of them. Words that lead nowhere are passed over. */
export async function find(text, limit = 12) {
  const { made, weigh, stop } = await ready();
  const options = { boostDocument: (_id, _term, stored) => weigh[stored.kind] ?? 1 };
  const words = wordsOf(text);
  const wanted = (words.some((word) => !stop.has(word)) ? words.filter((word) => !stop.has(word)) : words).join(' ');
  const all = made.search(wanted, options);
  return (all.length ? all : made.search(wanted, { ...options, combineWith: 'OR' })).slice(0, limit);
}

/** The first two countries that a text names, in its order, or nothing. */
export async function pairIn(text) {
  const { documents, stop } = await ready();
  const said = ` ${wordsOf(text).join(' ')} `;
  const asWritten = new Set(split(text));
  const counts = (name) => asWritten.has(name) || !stop.has(processed(name));
  const placed = documents.filter(({ kind }) => kind === 'country').map((country) => [placeOf(country, said, counts), country]).filter(([at]) => at >= 0);
  placed.sort(([one], [two]) => one - two);
  return placed.length > 1 ? placed.slice(0, 2).map(([, country]) => country) : null;
}

/** Where a text names a country. A small word that happens to be its code counts only as the code is written: `in` is no India. */
function placeOf({ en, ru, code, other, also = '' }, said, counts) {
  const places = [en, ru, code, ...other.split(' | '), ...also.split(' | ')].filter((name) => name && counts(name)).map((name) => said.indexOf(` ${wordsOf(name).join(' ')} `));
  return Math.min(...places.map((at) => (at < 0 ? Infinity : at))) === Infinity ? -1 : Math.min(...places.filter((at) => at >= 0));
}

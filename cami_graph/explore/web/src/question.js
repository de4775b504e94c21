// A question as a sentence with choices, where no server answers: the store in the page does. `rows.py` does the same.
import { address, language, mode, pageOf, say, word } from './page.js';
import { asked, wish } from './asked.js';
import { announce, element } from './dom.js';
import { data } from './data.js';
import { select } from './sparql.js';
import { wireTables } from './tables.js';
import { boundQuery } from './workbench/forms.js';

const MOST = 500;
const TOLD_BY_WORDS = ['quote', 'start', 'end', 'locator'];
const ACTIVITIES = ['activity', 'element', 'origin', 'later'];
const TWINS = { number: 'document', target: 'to', otherNumber: 'otherDocument', contradiction: 'statement' };
const VOCABULARY = 'https://w3id.org/cami/vocabulary/';

/** Wakes the form of a question; what the address asks for is answered at once. */
export function wireQuestion() {
  const form = document.querySelector('form[data-question]:not([data-awake])');
  if (!form || mode === 'server') return;
  form.dataset.awake = 'yes';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    wish(Object.fromEntries(fields(form).map(({ name, value }) => [name, value.trim()])));
    answer(form);
  });
  const wanted = fields(form).filter(({ name }) => asked().get(name));
  for (const field of wanted) field.value = asked().get(field.name);
  if (wanted.length) answer(form);
}

const fields = (form) => [...form.querySelectorAll('select, input')];

async function answer(form) {
  const place = document.getElementById('question-answer');
  place.replaceChildren(element('p', { class: 'waiting', role: 'status' }, word('running')));
  try {
    const library = await data('library');
    const query = library.queries.find(({ name }) => name === form.dataset.question);
    const { variables, rows } = await select(boundQuery(query, valuesOf(form, library, query)));
    show(place, table(variables, rows, library, await names()), query);
  } catch (error) {
    place.replaceChildren(element('p', { class: 'problem', role: 'alert' }, error.message));
  }
  form.dataset.answered = String(Number(form.dataset.answered ?? 0) + 1);
}

function valuesOf(form, library, query) {
  const given = fields(form).filter(({ value }) => value.trim()).map(({ name, value }) => {
    const { type } = query.parameters.find((one) => one.name === name);
    const known = library.choices[type]?.find(({ iri }) => iri.endsWith(`/${value}`));
    const typed = /^https?:/.test(value) ? { iri: value } : { literal: value.trim(), type };
    return [name, known ? { iri: known.iri } : typed];
  });
  return Object.fromEntries(given);
}

const names = async () => new Map((await data('search')).documents.map((entry) => [entry.path, entry]));

/** The columns that people see: no names beside what they name, no places of words that stand there. */
function shown(variables) {
  const known = new Set(variables);
  const hidden = new Set(variables.filter((name) => name.endsWith('Label') && known.has(name.slice(0, -5))));
  for (const [name, twin] of Object.entries(TWINS)) if (known.has(twin)) hidden.add(name);
  if (known.has('evidence')) TOLD_BY_WORDS.forEach((name) => hidden.add(name));
  if (ACTIVITIES.some((name) => known.has(name))) hidden.add('code');
  return variables.filter((name) => !hidden.has(name) && name !== 'evidence');
}

/** Rows that differ only in their words become one with all of them. */
function table(variables, rows, library, things) {
  const columns = shown(variables);
  const found = new Map();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((name) => row[name]?.value));
    if (!found.has(key)) found.set(key, { cells: columns.map((name) => cell(row, name, library, things)), words: new Map() });
    if (row.evidence) found.get(key).words.set(row.evidence.value, row);
  }
  const hasWords = variables.includes('evidence');
  return { heads: [...columns, ...(hasWords ? ['evidence'] : [])].map((name) => head(library, name)), lines: [...found.values()].map(({ cells, words }) => (hasWords ? [...cells, [...words].map(quoted)] : cells)) };
}

const inLanguage = ([en, ru]) => say({ en, ru });
const head = ({ columns }, name) => (columns[name] ? inLanguage(columns[name]) : name);

function cell(row, name, { concepts }, things) {
  const term = row[name];
  if (!term) return '';
  if (name === 'code' || name === 'target' || name === 'earlierCode') return link(`activity/${term.value}`, things) ?? term.value;
  if (term.type !== 'uri') return term.value;
  const concept = term.value.startsWith(VOCABULARY) && concepts[term.value.slice(VOCABULARY.length)];
  if (concept) return inLanguage(concept);
  return link(pageOf(term.value), things) ?? row[`${name}Label`]?.value ?? decodeURIComponent(term.value.replace(/\/$/, '').split(/[/#]/).pop());
}

function link(path, things) {
  const known = things.get(path);
  return known ? element('a', { href: address(path) }, known.code && known.kind !== 'country' ? `${known.code} ${say(known)}` : say(known)) : null;
}

/** The words of a row, and the way to the printed row they stand in. */
function quoted([iri, row]) {
  const place = row.code ? element('small', {}, element('a', { href: address(`activity/${row.code.value}#q-${iri.split('/id/evidence/')[1]?.replaceAll('/', '-')}`) }, `${word('kind_activity')} ${row.code.value}`)) : row.locator ? element('small', {}, row.locator.value) : '';
  return element('span', { class: 'open-words' }, row.quote ? element('q', { lang: 'en' }, row.quote.value) : '', ' ', place);
}

function show(place, { heads, lines }, query) {
  const count = lines.length;
  const text = count ? word('query_all', { count }) : word('question_silent');
  const bar = document.querySelector('[data-tools-for="query-rows"]');
  bar?.replaceChildren();
  const numeric = heads.map((_, at) => lines.every((line) => typeof line[at] === 'string' && /^\d*$/.test(line[at])) && !/^(19|20)\d\d$/.test(lines[0]?.[at]));
  const body = lines.slice(0, MOST).map((line) => element('tr', {}, line.map((content, at) => element('td', { 'data-label': heads.length > 2 ? heads[at] : null, class: numeric[at] ? 'number' : null }, content))));
  const rows = element('table', { id: 'query-rows', 'data-table': true, class: heads.length > 2 ? 'stacks' : null }, element('thead', {}, element('tr', {}, heads.map((name, at) => element('th', { scope: 'col', class: numeric[at] ? 'number' : null }, name)))), element('tbody', {}, body));
  place.replaceChildren(element('p', { class: count ? 'about' : 'silence' }, text), ...(count ? [element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': query.title[language()] }, rows)] : []));
  wireTables();
  announce(text);
}

// The box for a question in plain words: `cami explore` understands it; elsewhere its form leads to the search.
import { address, language, mode, word } from './page.js';
import { announce, element } from './dom.js';

const QUOTED = 3;

/** Wakes the box where a server answers. */
export function wireAsk() {
  const form = document.querySelector('form[data-ask]:not([data-awake])');
  if (!form || mode !== 'server') return;
  form.dataset.awake = 'yes';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = form.elements.q.value.trim();
    if (text) answer(form, text);
  });
}

async function answer(form, text) {
  const place = document.getElementById('ask-answer');
  place.replaceChildren(element('p', { class: 'waiting' }, word('running')));
  try {
    const response = await fetch(`/api/ask?${new URLSearchParams({ q: text, language: language() })}`);
    const said = await response.json();
    place.replaceChildren(...(said.sentence ? told(said) : [element('p', { class: 'problem' }, said.detail ?? said.title ?? String(response.status))]));
    announce(said.sentence ?? '');
  } catch (error) {
    place.replaceChildren(element('p', { class: 'problem', role: 'alert' }, error.message));
  }
  form.dataset.answered = 'yes';
}

/** What was understood, the way to its rows, the first words they rest on, and what else may have been meant. */
function told({ sentence, question, values, rows, citations, candidates }) {
  const others = candidates.filter((one) => one.question !== question);
  const [first, ...notes] = sentence.split('\n');
  return [
    element('p', { class: question ? 'about' : 'problem' }, first),
    ...notes.map((note) => element('p', { class: 'quiet' }, note)),
    ...(question ? [element('p', {}, way(question, values, word('ask_open', { count: rows.length })))] : []),
    ...(citations.length ? [element('ul', { class: 'questions' }, [...new Map(citations.map((one) => [one.quote, one])).values()].slice(0, QUOTED).map((one) => element('li', {}, element('q', { lang: 'en' }, one.quote), ' ', element('small', { class: 'quiet' }, one.document.number))))] : []),
    ...(others.length ? [element('p', { class: 'quiet' }, word('ask_else')), element('ul', { class: 'questions' }, others.map((one) => element('li', {}, way(one.question, one.values, titleOf(one.question)))))] : []),
  ];
}

/** What a question is called: the page lists them all. */
const titleOf = (question) => document.querySelector(`main a[href$="query/${question}.html"]`)?.textContent ?? question;

/** A link to the page of a question with its values: `country/KG` is `KG` there, an address stays one. */
function way(question, values, text) {
  const given = Object.entries(values).flatMap(([name, several]) => several.map((one) => [name, one.includes(':') ? one : one.split('/').pop()]));
  return element('a', { href: address(`query/${question}${given.length ? `?${new URLSearchParams(given)}` : ''}`) }, text);
}

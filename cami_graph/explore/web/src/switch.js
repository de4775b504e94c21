// The switch of documents and programmes: the page as one of them alone has it. The choice stands in the address.
import { asked, wish } from './asked.js';
import { word } from './page.js';
import { announce } from './dom.js';
import { refilter } from './filters.js';
import { unfoldAll } from './folds.js';

const RESTS = { document: 'of', programme: 'programme' };

/** Wakes the switch of the page; without this script everything is shown. */
export function wireSwitch() {
  const form = document.querySelector('form[data-switch]:not([data-awake])');
  if (!form) return;
  form.dataset.awake = 'yes';
  form.hidden = false;
  const wanted = asked();
  for (const choice of form.elements) if (choice.value && wanted.get(choice.name) === choice.value) take(form, choice);
  form.addEventListener('change', ({ target }) => {
    take(form, target);
    wish({ document: '', programme: '', [target.name]: target.value });
    show(form);
    refilter();
  });
  show(form);
}

/** One choice at a time: a programme is left when a document is chosen, and the other way round. */
function take(form, choice) {
  for (const other of form.elements) if (other.name && other.name !== choice.name) other.checked = other.value === '';
  choice.checked = true;
}

function show(form) {
  const chosen = [...form.elements].find((choice) => choice.checked && choice.value);
  if (chosen) unfoldAll();
  const main = document.getElementById('main');
  for (const part of main.querySelectorAll('[data-of], [data-programme], [data-alone]')) set(part, fits(part, chosen));
  for (const group of main.querySelectorAll('.facts > div')) set(group, [...group.querySelectorAll('dd')].some(isOn));
  for (const section of main.querySelectorAll('section.part, section[aria-labelledby]')) count(section, Boolean(chosen));
  for (const entry of main.querySelectorAll('.on-page li')) follow(entry);
  for (const list of main.querySelectorAll('.on-page')) set(list, [...list.querySelectorAll('li')].some(isOn));
  total(main);
  carry(chosen);
  tell(form, main, chosen);
}

function fits(part, chosen) {
  const rests = chosen && part.dataset[RESTS[chosen.name]];
  return typeof rests === 'string' ? rests.split(' ').includes(chosen.value) : !('alone' in part.dataset);
}

function set(part, isShown) {
  part.toggleAttribute('data-off', !isShown);
  if ('alone' in part.dataset) part.hidden = !isShown;
}

const isOn = (part) => !part.hasAttribute('data-off');
const ITEMS = '.claims > .claim, tbody > tr, .items > li, .evidence > li';

/** The number beside a heading follows; a section of which nothing is left goes. */
function count(section, isChosen) {
  const items = [...section.querySelectorAll(ITEMS)].filter((item) => item.closest('section') === section);
  if (!items.length || !items.some((item) => 'of' in item.dataset || 'programme' in item.dataset)) return;
  const left = items.filter(isOn).length;
  const number = section.querySelector('h2 .number');
  if (number) number.textContent = isChosen ? left : (number.dataset.all ??= number.textContent);
  if (!('of' in section.dataset) && !('programme' in section.dataset)) set(section, !isChosen || left > 0);
}

/** The entry of a section in the list of what is on the page. */
function follow(entry) {
  const heading = document.getElementById(entry.querySelector('a').hash.split('#').pop());
  const section = heading?.closest('section');
  if (!section) return;
  set(entry, isOn(section));
  const [number, counted] = [entry.querySelector('.number'), heading.querySelector('.number')];
  if (number && counted) number.textContent = counted.textContent;
}

/** A list says how many lines it has. */
function total(main) {
  const line = main.querySelector('[data-total]');
  const rows = line && [...document.getElementById(line.dataset.total).tBodies[0].rows];
  if (rows) line.textContent = word('rows_shown', { count: rows.filter(isOn).length, of: rows.length });
}

/** Links to parts of this page, and to the page in the other language, keep the choice. */
function carry(chosen) {
  const shown = document.documentElement.dataset.page;
  const query = chosen ? `?${chosen.name}=${encodeURIComponent(chosen.value)}` : '';
  for (const link of document.querySelectorAll('#main .on-page a, #main .jump a, [data-language]')) {
    const [, start, rest] = /^(#?[^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(link.getAttribute('href'));
    if (start && (shown || link.dataset.language)) link.setAttribute('href', `${start}${query}${rest ?? ''}`);
  }
}

function tell(form, main, chosen) {
  const name = chosen?.closest('label').textContent.trim();
  const kind = chosen?.name === 'programme' ? 'switch_programme' : 'switch_one';
  const parts = [...main.querySelectorAll(`.split :is(${ITEMS}, .facts dd[data-of])`)];
  const isEmpty = chosen && parts.length > 0 && !parts.some((part) => part.checkVisibility());
  const text = chosen ? word(isEmpty ? 'switch_none' : kind, { name }) : '';
  form.querySelector('output').textContent = text;
  announce(text);
}

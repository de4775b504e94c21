// The picture of borders on the front page: a species or a threat redraws it, and the address keeps the choice.
import { word } from './page.js';
import { asked, wish } from './asked.js';
import { announce } from './dom.js';

const NOTHING = { species: '', threat: '' };

/** Wakes the picture. */
export function wireBorders() {
  const place = document.querySelector('[data-borders]:not([data-awake])');
  if (!place) return;
  place.dataset.awake = 'yes';
  for (const chip of chipsOf(place)) {
    chip.addEventListener('click', (event) => {
      event.preventDefault();
      wish({ ...NOTHING, [chip.dataset.choice]: chip.dataset.value });
      draw(place, chip);
    });
  }
  const wanted = (kind) => asked().get(kind) && chipsOf(place).find(({ dataset }) => dataset.choice === kind && dataset.value === asked().get(kind));
  const chosen = wanted('species') ?? wanted('threat') ?? chipsOf(place).find(({ dataset }) => !dataset.value);
  if (chosen && chosen.getAttribute('aria-current') !== 'true') draw(place, chosen);
}

const chipsOf = (place) => [...place.querySelectorAll('[data-choice]')];

/** How a pair stands on what is chosen; `off` where it is none of both. */
function stateOf({ dataset }, { choice, value }) {
  if (!value) return dataset.state;
  const entry = dataset[choice].split(' ').find((one) => one.split(':')[0] === value);
  return entry ? (entry.split(':')[1] ?? dataset.state) : 'off';
}

function draw(place, chip) {
  for (const other of chipsOf(place)) other === chip ? other.setAttribute('aria-current', 'true') : other.removeAttribute('aria-current');
  const told = chip.dataset.choice === 'threat' ? 'against' : 'border';
  const counts = { of: 0, count: 0 };
  for (const row of place.querySelectorAll('tr[data-border]')) {
    const state = stateOf(row, chip.dataset);
    row.hidden = state === 'off';
    counts.of += state === 'off' ? 0 : 1;
    counts.count += state === 'open' || state === 'planned' ? 1 : 0;
    const said = state === 'off' ? word('borders_off') : word(`${told}_${state}`);
    row.querySelector('[data-recorded]').textContent = said;
    const line = place.querySelector(`a[data-border="${CSS.escape(row.dataset.border)}"]`);
    line.setAttribute('class', `border border-${state}`);
    line.querySelector('title').textContent = `${row.querySelector('a').textContent}: ${said}`;
  }
  for (const one of place.querySelectorAll('[data-told]')) one.textContent = word(`${told}_${one.dataset.told}`);
  const title = place.querySelector('h1');
  title.dataset.year ??= /\([^()]*\)\s*$/.exec(title.textContent)?.[0] ?? '';
  title.textContent = `${headline(chip, counts)} ${title.dataset.year}`;
  announce(title.textContent);
}

function headline({ dataset, textContent }, counts) {
  if (!dataset.value) return word('borders_all', counts);
  return word(`borders_${dataset.choice}`, { ...counts, name: textContent });
}

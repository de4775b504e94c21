// The picture of borders on the front page: a species redraws it, and the address keeps the choice.
import { word } from './page.js';
import { asked, wish } from './asked.js';
import { announce } from './dom.js';

/** Wakes the picture. */
export function wireBorders() {
  const place = document.querySelector('[data-borders]:not([data-awake])');
  if (!place) return;
  place.dataset.awake = 'yes';
  for (const chip of chipsOf(place)) {
    chip.addEventListener('click', (event) => {
      event.preventDefault();
      wish({ species: chip.dataset.species });
      draw(place, chip);
    });
  }
  const chosen = chipsOf(place).find(({ dataset }) => dataset.species === (asked().get('species') ?? ''));
  if (chosen && chosen.getAttribute('aria-current') !== 'true') draw(place, chosen);
}

const chipsOf = (place) => [...place.querySelectorAll('[data-species]')];

function draw(place, chip) {
  const { species } = chip.dataset;
  for (const other of chipsOf(place)) other === chip ? other.setAttribute('aria-current', 'true') : other.removeAttribute('aria-current');
  const counts = { of: 0, count: 0 };
  for (const row of place.querySelectorAll('tr[data-border]')) {
    const state = !species || row.dataset.shared.split(' ').includes(species) ? row.dataset.state : 'off';
    row.hidden = state === 'off';
    counts.of += state === 'off' ? 0 : 1;
    counts.count += state === 'open' || state === 'planned' ? 1 : 0;
    place.querySelector(`a[data-border="${CSS.escape(row.dataset.border)}"]`).setAttribute('class', `border border-${state}`);
  }
  const title = place.querySelector('h1');
  title.dataset.year ??= /\([^()]*\)\s*$/.exec(title.textContent)?.[0] ?? '';
  title.textContent = `${species ? word('borders_species', { ...counts, name: chip.textContent }) : word('borders_all', counts)} ${title.dataset.year}`;
  announce(title.textContent);
}

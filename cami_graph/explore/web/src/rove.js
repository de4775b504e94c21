// Small things that stand in a line (the tools of a table, its heads, the marks of a row) are one stop of the keyboard: arrow keys go along.

const LINES = [
  ['.part-head .tools', 'a, button'],
  ['table[data-table] thead tr', '.sort'],
  ['.strip', ':scope > a'],
];
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** Makes each line of a page one stop, the first of those that are seen. */
export function wireRoving() {
  for (const [line, stop] of LINES) {
    for (const place of document.querySelectorAll(`${line}:not([data-roves]):not([data-roam] *)`)) {
      place.dataset.roves = 'yes';
      place.addEventListener('keydown', (event) => go(seen(place, stop), event));
      place.addEventListener('focusin', ({ target }) => target.matches('a, button') && rest(seen(place, stop), target));
      rest(seen(place, stop));
    }
  }
  for (const place of document.querySelectorAll('.scroller[tabindex]')) reach(place);
}

const seen = (place, stop) => [...place.querySelectorAll(stop)].filter((one) => !one.hidden && one.closest('[data-alone][hidden]') === null);

function rest(stops, chosen = stops[0]) {
  for (const one of stops) one.tabIndex = one === chosen ? 0 : -1;
}

function go(stops, event) {
  const next = stops[stops.indexOf(event.target) + STEPS[event.key]];
  if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  next.focus();
}

/** A table is a stop of its own only where there is something to scroll; it shows at its edge that there is more. */
function reach(place) {
  if (place.dataset.reached) return;
  place.dataset.reached = 'yes';
  const tell = () => place.classList.toggle('has-more', place.scrollLeft + place.clientWidth < place.scrollWidth - 1);
  place.addEventListener('scroll', tell, { passive: true });
  new ResizeObserver(() => {
    place.tabIndex = place.scrollWidth > place.clientWidth + 1 ? 0 : -1;
    tell();
  }).observe(place);
}

// A table of many signs, numbers or names is one stop of the keyboard: the arrow keys go from one to the next, empty cells are
// passed over. A table of years opens at the latest of them. Where the table has a line for it, what a sign says stands there while it is pointed at.

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** Wakes every table that asks for it. */
export function wireRoaming() {
  for (const table of document.querySelectorAll('table[data-roam]:not([data-roams])')) {
    table.dataset.roams = 'yes';
    const stops = [...table.querySelectorAll('a, button')].filter((stop) => !stop.closest('.quote-panel'));
    stops.forEach((stop, at) => (stop.tabIndex = at === 0 ? 0 : -1));
    table.addEventListener('keydown', (event) => go(table, event));
    table.addEventListener('focusin', ({ target }) => {
      if (!stops.includes(target)) return;
      for (const stop of stops) stop.tabIndex = stop === target ? 0 : -1;
    });
    for (const link of table.querySelectorAll('[data-rows]')) tellRows(link);
    const line = document.querySelector(`[data-readout="${CSS.escape(table.id)}"]`);
    if (line) readOut(table, line);
    if (table.matches('.lanes')) table.parentElement.scrollLeft = table.scrollWidth;
  }
}

/** A mark that stands for lines of a list says what they are. */
function tellRows(link) {
  const names = link.dataset.rows.split(' ').map((number) => document.querySelector(`#began-${number} .wide`)?.textContent.trim());
  const lane = link.closest('tr').querySelector('th').textContent.trim();
  const told = link.querySelector('.hidden');
  told.textContent = [`${lane}, ${told.textContent.split(' ')[0]}`, ...names].join('\n');
}

function go(table, event) {
  const cell = event.target.closest('td, th');
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('.quote-panel') || !cell) return;
  const next = event.key in STEPS ? along(table, cell, STEPS[event.key]) : event.key === 'Home' ? first(cell.parentElement.cells) : event.key === 'End' ? first([...cell.parentElement.cells].reverse()) : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const stopIn = (cell) => cell?.querySelector(':scope > :is(a, button)');
const first = (cells) => [...cells].map(stopIn).find(Boolean);

/** The next stop in a direction; rows are counted over the head and all bodies, cells by their column. */
function along(table, cell, [down, right]) {
  const rows = [...table.rows];
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (;;) {
    [row, column] = [row + down, column + right];
    if (!rows[row] || column < 0 || (right && !rows[row].cells[column])) return null;
    const stop = stopIn(rows[row].cells[column]);
    if (stop && !(down && rows[row].cells[column].colSpan > 1)) return stop;
  }
}

function readOut(table, line) {
  line.hidden = false;
  const hint = line.textContent;
  const tell = ({ target }) => (line.textContent = target.closest('a')?.querySelector('title, .hidden')?.textContent.trim().split('\n').join(' · ') ?? hint);
  table.addEventListener('pointerover', tell);
  table.addEventListener('focusin', tell);
}

// What a table can do beyond being read: narrow, sort, and leave as CSV or JSON.
import { word } from './page.js';
import { unfold } from './folds.js';
import { announce, download, downloadCsv, element } from './dom.js';

/** Wakes every table that asks for it. */
export function wireTables() {
  for (const table of document.querySelectorAll('table[data-table]:not([data-awake])')) {
    table.dataset.awake = 'yes';
    for (const head of table.querySelectorAll('thead th')) sortable(table, head);
    const bar = document.querySelector(`[data-tools-for="${CSS.escape(table.id)}"]`);
    if (bar) tools(table, bar);
  }
  for (const list of document.querySelectorAll('.claims[id]:not([data-awake])')) wakeClaims(list);
}

/** A list of claims leaves as a table: its title, and a column for each of its fields. */
function wakeClaims(list) {
  list.dataset.awake = 'yes';
  const bar = document.querySelector(`[data-tools-for="${CSS.escape(list.id)}"]`);
  if (!bar) return;
  const make = (name, act) => element('button', { type: 'button', class: 'tool', onclick: act }, name);
  bar.append(
    make('CSV', () => downloadCsv(`${list.id}.csv`, claimRows(list))),
    make('JSON', () => download(`${list.id}.json`, JSON.stringify(records(claimRows(list)), null, 1), 'application/json')),
  );
  bar.hidden = false;
}

function claimRows(list) {
  const claims = [...list.querySelectorAll('.claim:not([data-off])')].map((claim) => ({
    id: claim.id,
    title: textOf(claim.querySelector('h3')),
    ...Object.fromEntries([...claim.querySelectorAll('.fields > div')].map((field) => [field.querySelector('dt').textContent, textOf(field.querySelector('dd'))])),
  }));
  const heads = [...new Set(claims.flatMap((claim) => Object.keys(claim)))];
  return [heads, ...claims.map((claim) => heads.map((head) => claim[head] ?? ''))];
}

function sortable(table, head) {
  const text = head.textContent.trim();
  if (!text || head.hasAttribute('data-fixed')) return;
  const button = element('button', { type: 'button', class: 'sort' }, text);
  button.addEventListener('click', () => sort(table, head));
  head.replaceChildren(button);
}

const valueOf = (cell) => cell?.dataset.value ?? cell?.textContent.trim() ?? '';

function sort(table, head) {
  const column = [...head.parentElement.children].indexOf(head);
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of head.parentElement.children) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const body of table.tBodies) {
    const rows = [...body.rows].sort((a, b) => order.compare(valueOf(a.cells[column]), valueOf(b.cells[column])) * (down ? -1 : 1));
    body.append(...rows);
  }
}

function tools(table, bar) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (rows.length > 8) bar.prepend(narrowing(table, rows));
  bar.append(
    element('button', { type: 'button', class: 'tool', onclick: () => downloadCsv(`${table.id}.csv`, asRows(table)) }, 'CSV'),
    element('button', { type: 'button', class: 'tool', onclick: () => download(`${table.id}.json`, JSON.stringify(asRecords(table), null, 1), 'application/json') }, 'JSON'),
  );
  bar.hidden = false;
}

function narrowing(table, rows) {
  const field = element('input', { type: 'search', class: 'narrow', 'aria-label': word('narrow'), placeholder: word('narrow') });
  field.addEventListener('input', () => {
    unfold(table);
    const wanted = field.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
      count += row.hidden ? 0 : 1;
    }
    announce(word('rows_shown', { count, of: rows.length }));
  });
  return field;
}

const textOf = (cell) => {
  const copy = cell.cloneNode(true);
  const isCounted = Boolean(cell.closest('.matrix'));
  for (const extra of copy.querySelectorAll(`${isCounted ? '.quote-mark .hidden' : '.quote-mark'}, .quote-panel, [aria-hidden="true"], [data-off], [data-alone][hidden]`)) extra.remove();
  const quotes = isCounted ? [] : [...cell.querySelectorAll('.quote-panel mark')].map((mark) => mark.textContent);
  return [copy.textContent.replace(/\s+/g, ' ').trim(), ...quotes].filter(Boolean).join(' | ');
};

const asRows = (table) => [...table.rows].filter((row) => !row.hidden && !row.hasAttribute('data-off')).map((row) => [...row.cells].map(textOf));

const asRecords = (table) => records(asRows(table));

function records([head, ...rows]) {
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name || `column_${at + 1}`, row[at] ?? ''])));
}

// What a table can do beyond being read: narrow, sort, and leave for Excel, as CSV or as JSON.
import { word } from './page.js';
import { unfold } from './folds.js';
import { announce, download, downloadCsv, downloadExcel, element } from './dom.js';

/** Wakes every table that asks for it. */
export function wireTables() {
  for (const table of document.querySelectorAll('table[data-table]:not([data-awake])')) {
    table.dataset.awake = 'yes';
    for (const head of table.querySelectorAll('thead th')) sortable(table, head);
    const bar = document.querySelector(`[data-tools-for="${CSS.escape(table.id)}"]`);
    if (bar) tools(table, bar);
  }
  for (const list of document.querySelectorAll('.claims[id]:not([data-awake])')) wakeClaims(list);
  wakeEvidence();
  for (const list of document.querySelectorAll('[data-list]:not([data-awake])')) wakeSigns(list);
}

/** A list of claims leaves as a table: its title, and a column for each of its fields. */
function wakeClaims(list) {
  list.dataset.awake = 'yes';
  const bar = document.querySelector(`[data-tools-for="${CSS.escape(list.id)}"]`);
  if (!bar) return;
  bar.append(...files(list.id, () => claimRows(list)));
  bar.hidden = false;
}

/** The buttons that hand out rows: as a workbook for Excel, as CSV and as JSON. */
function files(name, rows) {
  const make = (form, act) => element('button', { type: 'button', class: 'tool', onclick: act }, form);
  return [
    make('Excel', () => downloadExcel(`${name}.xlsx`, document.querySelector('h1')?.textContent ?? name, rows())),
    make('CSV', () => downloadCsv(`${name}.csv`, rows())),
    make('JSON', () => download(`${name}.json`, JSON.stringify(records(rows()), null, 1), 'application/json')),
  ];
}

/** A picture of signs is a list too: each sign says its columns line by line. The list comes when it is opened. */
function wakeSigns(list) {
  list.dataset.awake = 'yes';
  const picture = document.getElementById(list.dataset.list);
  const rows = () => [picture.dataset.heads.split('|'), ...[...picture.querySelectorAll('td title')].map((title) => title.textContent.trim().split('\n'))];
  const bar = document.querySelector(`[data-tools-for="${CSS.escape(picture.id)}"]`);
  bar.append(...files(picture.id, rows));
  bar.hidden = list.hidden = false;
  list.addEventListener('toggle', () => list.querySelector('table') ?? listSigns(list, picture, rows()));
}

function listSigns(list, picture, [heads, ...lines]) {
  const links = [...picture.querySelectorAll('td > a')];
  const cell = (text, at, row) => element('td', { 'data-label': at ? heads[at] : null }, at ? text : element('a', { href: links[row].getAttribute('href') }, text));
  const table = element('table', { 'data-table': true, class: 'stacks' }, element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))), element('tbody', {}, lines.map((line, row) => element('tr', {}, line.map((text, at) => cell(text, at, row))))));
  list.append(element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': list.textContent.trim() + picture.id }, table));
  wireTables();
}

/** The evidence of a possible gap leaves as a table: in which group it stands, why, the words, and where they are. */
function wakeEvidence() {
  const bar = document.querySelector('[data-tools-for="gap-evidence"]:not([data-awake])');
  if (!bar) return;
  bar.dataset.awake = 'yes';
  bar.append(...files('gap-evidence', evidenceRows));
  bar.hidden = false;
}

function evidenceRows() {
  const textsOf = (item, selector) => [...item.querySelectorAll(selector)].map((one) => one.textContent.trim()).join(' | ');
  const rows = [...document.querySelectorAll('.weighed .evidence > li:not([data-off])')].map((item) => [
    item.closest('section').querySelector('h2').firstChild.textContent.trim(),
    textsOf(item, '.reason').replace(/:$/, ''),
    textsOf(item, ':scope > q'),
    textsOf(item, ':scope > .small, :scope > .cited'),
    textsOf(item, '.doubt'),
  ]);
  return [['evidence_group', 'evidence_reason', 'evidence_words', 'evidence_place', 'evidence_doubt'].map((key) => word(key)), ...rows];
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
  table.dispatchEvent(new CustomEvent('cami-sorted', { bubbles: true }));
}

function tools(table, bar) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (rows.length > 8 && !table.querySelector('[data-item]')) bar.prepend(narrowing(table, rows));
  bar.append(...files(table.id, () => asRows(table)));
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

function records([head, ...rows]) {
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name || `column_${at + 1}`, row[at] ?? ''])));
}

// Making elements. Text always enters as text: nothing here parses markup.
import { workbook } from './xlsx.js';

/** An element with attributes (functions become listeners) and children (strings become text). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(made, key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function set(target, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') target.addEventListener(key.replace(/^on/, ''), value);
  else target.setAttribute(key, value === true ? '' : value);
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) set(made, key, value);
  made.append(...children.flat());
  return made;
}

/** Hands the reader a file without asking any server. */
export function download(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Says something to readers who do not see the screen. */
export function announce(text) {
  const region = document.getElementById('live');
  if (region) region.textContent = text;
}

/** A CSV field that no spreadsheet takes for a formula. */
export function csvField(value) {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands over rows as CSV that Excel reads in any alphabet: its mark of UTF-8 stands first. */
export const downloadCsv = (name, rows) => download(name, `\ufeff${csv(rows)}`, 'text/csv;charset=utf-8');

/** Hands over rows as a workbook; `title` names its sheet. */
export const downloadExcel = (name, title, rows) => download(name, workbook(title, rows), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');

export const csv = (rows) => rows.map((row) => row.map(csvField).join(',')).join('\r\n') + '\r\n';

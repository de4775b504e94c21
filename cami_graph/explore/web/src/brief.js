// Briefs: a sign while the server writes one; and where there is no server, the map drawn and the page saved here.
import { language, mode, word } from './page.js';
import { announce, download, element, svg } from './dom.js';
import { data } from './data.js';

const QUIET = 4;
const BRIEF = /(^|\/)brief\/[^?]+\.(pdf|docx|xlsx)(\?|$)/;

/** Tells that a brief is being written, and gets it: one listener for the whole document; without it the link itself brings the file. */
export function awaitBriefs() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || !BRIEF.test(link.getAttribute('href')) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute('aria-busy') !== 'true') fetchBrief(link);
  });
}

async function fetchBrief(link) {
  const note = element('span', { class: 'quiet small brief-note' }, word('brief_waiting'));
  link.setAttribute('aria-busy', 'true');
  link.after(' ', note);
  announce(word('brief_waiting'));
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error((await answer.text()).slice(0, 200) || String(answer.status));
    const named = /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    download(named ?? link.pathname.split('/').at(-1), await answer.blob());
    announce(word('brief_there'));
    note.remove();
  } catch (error) {
    note.className = 'problem small';
    note.textContent = error.message;
  }
  link.removeAttribute('aria-busy');
}

export function wireBriefs() {
  for (const map of document.querySelectorAll('svg[data-holders]:not([data-awake])')) draw(map);
  for (const code of document.querySelectorAll('svg[data-code]')) drawCode(code);
  for (const mark of mode === 'file' ? document.querySelectorAll('.brief sup a') : []) mark.onclick = turnTo;
  for (const button of document.querySelectorAll('[data-save]')) {
    button.hidden = false;
    button.onclick = () => save(button.dataset.save);
  }
}

/** Draws the QR code of the address from its modules, bit by bit. */
function drawCode(code) {
  const bits = [...atob(code.dataset.code)].map((sign) => sign.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const width = code.viewBox.baseVal.width;
  const side = width - 2 * QUIET;
  const dark = [...bits].map((bit, at) => (bit === '1' ? `M${QUIET + (at % side)} ${QUIET + Math.floor(at / side)}h1v1h-1z` : '')).join('');
  code.append(svg('rect', { width, height: width, fill: '#fff' }), svg('path', { d: dark, 'shape-rendering': 'crispEdges' }));
  code.removeAttribute('data-code');
}

/** Goes to the words of a mark: in a single file the address names the page, not its part. */
function turnTo(event) {
  event.preventDefault();
  const words = document.querySelector(event.currentTarget.hash);
  words.setAttribute('tabindex', '-1');
  words.focus();
}

/** The brief as a file of its own, with the rules of style that speak of briefs. */
function save(name) {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText);
  const style = rules.filter((text) => /\.brief\b|^@page/.test(text)).join('\n');
  const brief = document.querySelector('article.brief').outerHTML;
  const head = `<meta charset="utf-8"><title>${element('i', {}, document.title).innerHTML}</title><style>${style}</style>`;
  download(name, `<!doctype html>\n<html lang="${language()}"><head>${head}</head><body>${brief}</body></html>\n`, 'text/html');
}

// Albers' equal-area conic projection, as `outlines.py` has it: names are placed by it already.
const sine = (degrees) => Math.sin((degrees * Math.PI) / 180);
const N = (sine(25) + sine(50)) / 2;
const C = 1 - sine(25) ** 2 + 2 * N * sine(25);
const MIDDLE = Math.sqrt(C - 2 * N * sine(38)) / N;
const SCALE = 6371 / 3;
const DASHES = { dashed: [7, 4], dotted: [1.5, 4] };

function project([east, north]) {
  const rho = Math.sqrt(Math.max(C - 2 * N * sine(north), 0)) / N;
  const theta = (N * (east - 82) * Math.PI) / 180;
  return [SCALE * rho * Math.sin(theta), SCALE * (rho * Math.cos(theta) - MIDDLE)].map(Math.round);
}

const ringsOf = ({ type, coordinates }) => (type === 'MultiPolygon' ? coordinates : [coordinates]).flat().map((ring) => ring.map(project));
const path = (lines, end = 'Z') => lines.map((line) => `M${line.map((point) => point.join(' ')).join('L')}${end}`).join('');

async function draw(map) {
  map.dataset.awake = 'yes';
  const { countries, landscapes } = await data('map');
  const rings = new Map(countries.features.map(({ properties, geometry }) => [properties.iso, ringsOf(geometry)]));
  const { x, y, width, height } = map.viewBox.baseVal;
  const unit = width / 360;
  const holders = map.dataset.holders.split(' ');
  const places = landscapes.filter(({ id }) => map.dataset.places.split(' ').includes(id));
  const land = [...rings].map(([code, lines]) => svg('path', { d: path(lines), fill: holders.includes(code) ? '#b9d0c9' : '#ece9e2' }));
  const ground = svg('rect', { x, y, width, height, fill: '#f7f9fa' });
  map.querySelector('title').after(ground, svg('g', { stroke: '#fff', 'stroke-width': unit }, land), ...places.map((one) => place(one, unit)), ...borders(map.dataset.borders, rings, unit));
}

function place({ geometry, lon, lat }, unit) {
  const [cx, cy] = project([lon, lat]);
  const look = { fill: '#c4622d', 'fill-opacity': geometry ? 0.25 : 0.55, stroke: geometry ? '#c4622d' : null, 'stroke-width': 0.8 * unit };
  return geometry ? svg('path', { d: path(ringsOf(geometry)), ...look }) : svg('circle', { cx, cy, r: 8 * unit, ...look });
}

/** The lines along which two countries touch: the points that both have. */
function borders(told, rings, unit) {
  return told.split(' ').filter(Boolean).map((one) => {
    const [pair, style] = one.split(':');
    const [first, second] = pair.split('-').map((code) => rings.get(code) ?? []);
    const shared = new Set(second.flat().map(String));
    const runs = first.flatMap((ring) => ring.reduce((found, point) => {
      if (shared.has(String(point))) found.at(-1).push(point);
      else found.push([]);
      return found;
    }, [[]]));
    const dashes = DASHES[style]?.map((part) => part * unit).join(' ');
    return svg('path', { d: path(runs.filter((run) => run.length > 1), ''), fill: 'none', stroke: '#8c2f0f', 'stroke-width': 2.4 * unit, 'stroke-linecap': 'round', 'stroke-dasharray': dashes });
  });
}

// In a single file the address after `#/` names the page: en/activity/1.1.1, perhaps with `#part` behind it.
import { mode, parts } from './page.js';
import { unfoldTo } from './folds.js';
import { openPages, pageAt } from './embedded.js';

let shown = null;

const parse = () => {
  const [page, part] = location.hash.replace(/^#\/?/, '').split('#');
  return { path: decode(page.split('?')[0]), whole: decode(page), part: part ? decode(part) : null };
};

/** An address as people read it; one that nobody encoded is taken as it stands. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Follows the address in a single file; elsewhere the browser itself does. `ready` runs after each page change. */
export function startRouter(ready) {
  if (mode !== 'file') return;
  shown = parts.home;
  document.documentElement.dataset.page = shown;
  globalThis.addEventListener('hashchange', () => go(ready));
  openPages();
  if (location.hash.startsWith('#/')) go(ready);
  else if (preferred() !== 'en') location.replace(`#/${preferred()}/index`);
}

export function preferred() {
  const kept = remembered();
  if (kept) return kept;
  return (navigator.languages ?? [navigator.language]).find((code) => /^(en|ru)/i.test(code))?.slice(0, 2).toLowerCase() ?? 'en';
}

function remembered() {
  try {
    return localStorage.getItem('cami-language');
  } catch {
    return null;
  }
}

async function go(ready) {
  if (!location.hash.startsWith('#/')) {
    if (location.hash.length < 2) location.replace(`#/${parts.home}`);
    return;
  }
  const { path, part, whole } = parse();
  if (whole !== shown) await show(path, ready);
  shown = whole;
  reveal(part);
}

async function show(path, ready) {
  const inLanguage = path.startsWith('ru/') ? 'ru' : 'en';
  const found = (await pageAt(path)) ?? (await pageAt(`${inLanguage}/missing`));
  if (inLanguage !== document.documentElement.lang) await changeLanguage(inLanguage);
  document.title = found.title;
  fill(document.getElementById('main'), found.main);
  turnLanguageLinks(path);
  scrollTo(0, 0);
  ready();
  document.documentElement.dataset.page = path;
  document.getElementById('main').focus({ preventScroll: true });
}

/** Our own rendered pages: made by the same templates as the files of a site, with every text already escaped. */
function fill(target, markup) {
  target.replaceChildren(document.createRange().createContextualFragment(markup));
}

async function changeLanguage(inLanguage) {
  document.documentElement.lang = inLanguage;
  for (const place of ['header', 'footer']) {
    const { main } = await pageAt(`${inLanguage}/_${place}`);
    fill(document.getElementById(`site-${place}`), main);
  }
}

function turnLanguageLinks(path) {
  for (const link of document.querySelectorAll('[data-language]')) link.href = `#/${link.dataset.language}/${path.slice(3)}`;
  const page = path.slice(3);
  const area = page.split('/')[0];
  for (const link of document.querySelectorAll('#site-header nav a')) {
    const same = link.dataset.area === area || link.dataset.area === page;
    if (same) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function reveal(part) {
  const target = part && document.getElementById(part);
  if (!target) return;
  for (const marked of document.querySelectorAll('.is-target')) marked.classList.remove('is-target');
  target.classList.add('is-target');
  unfoldTo(target);
  target.closest('details')?.setAttribute('open', '');
  target.scrollIntoView({ block: 'center' });
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}


// A brief takes a while to be written the first time: the reader is told so, and gets the file when it is there.
import { announce, download, element } from './dom.js';
import { word } from './page.js';

const BRIEF = /(^|\/)brief\/[^?]+\.(pdf|docx|xlsx)(\?|$)/;

/** One listener for the whole document; without this script the link itself brings the file. */
export function wireBriefs() {
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

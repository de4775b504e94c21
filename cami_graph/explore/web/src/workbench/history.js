// The queries that were run, the newest first. The browser keeps them where it may; elsewhere they live as long as the page.
const KEY = 'cami-queries';
const MOST = 20;
const LONGEST = 90;

/** Queries with the time of their last run. Whatever else was kept under our key counts as nothing. */
export class History {
  constructor() {
    this.runs = read();
  }

  /** Puts a query first; one that was run before moves up. */
  add(text, time = Date.now()) {
    if (text.trim()) this.replace([{ text, time }, ...this.runs.filter((run) => run.text !== text)].slice(0, MOST));
  }

  replace(runs) {
    this.runs = runs;
    try {
      localStorage.setItem(KEY, JSON.stringify(runs));
    } catch {
      // Where nothing can be kept, the page itself remembers.
    }
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)).filter(({ text, time }) => typeof text === 'string' && Number.isFinite(time)).slice(0, MOST);
  } catch {
    return [];
  }
}

/** The first line that says something: prefixes are the same everywhere. */
export const firstLine = (text) => (text.split('\n').map((line) => line.trim()).find((line) => line && !/^PREFIX\s+\S+\s+<[^>]*>$/i.test(line)) ?? text.trim()).slice(0, LONGEST);

/** Shows the queries below the editor: one click puts one back. */
export function showHistory(bench) {
  const { element, word } = bench.tools;
  const { runs } = bench.history;
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' });
  const lines = runs.map(({ text, time }) => element('li', {}, element('time', { class: 'quiet', datetime: new Date(time).toISOString() }, when.format(time)), ' ', element('button', { type: 'button', class: 'linklike', onclick: () => bench.putBack(text) }, firstLine(text))));
  const empty = () => {
    bench.history.replace([]);
    showHistory(bench);
    bench.editor.view.focus();
    bench.tools.announce(word('history_emptied'));
  };
  bench.historyPlace.hidden = !runs.length;
  bench.historyPlace.replaceChildren(element('summary', {}, word('history'), ' ', element('span', { class: 'number' }, String(runs.length))), element('ol', { class: 'plain' }, lines), element('button', { type: 'button', class: 'tool', onclick: empty }, word('history_empty')));
}

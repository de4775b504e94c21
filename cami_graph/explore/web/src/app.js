// The page wakes: theme, words behind claims, search, tables, and the islands where it has any.
import { address, language, mode, pageOf, pairPath, say, word } from './page.js';
import { wireAsk } from './ask.js';
import { asked, wish } from './asked.js';
import { announce, csv, download, element, svg } from './dom.js';
import { ask, answerSparqlHere, select, warm, warmInTime, withoutOpenBlocks } from './sparql.js';
import { data } from './data.js';
import { find } from './index.js';
import { wireQuestion } from './question.js';
import { wireResults } from './results.js';
import { wireSearch } from './search.js';
import { wireQuotes } from './quotes.js';
import { wireTables } from './tables.js';
import { wireFilters } from './filters.js';
import { wireSwitch } from './switch.js';
import { startShortcut, wireShortcut } from './shortcut.js';
import { wireBorders } from './borders.js';
import { wireMeet } from './meet.js';
import { awaitBriefs, wireBriefs } from './brief.js';
import { wireFolds } from './folds.js';
import { wireRoaming } from './roam.js';
import { wireRoving } from './rove.js';
import { printOnce } from './print.js';
import { startTheme, theme, wireTheme } from './theme.js';
import { startRouter, preferred } from './router.js';
import { wakeIslands } from './islands.js';

/** What islands may use; they are bundled apart and share one page. */
const tools = { address, announce, ask, asked, pairPath, wish, csv, data, download, element, find, language, mode, pageOf, roam: wireRoaming, say, select, svg, theme, warm, word };

function ready() {
  wireTheme();
  wireShortcut();
  wireSearch();
  wireResults();
  wireQuestion();
  wireAsk();
  wireTables();
  wireBriefs();
  wireRoaming();
  wireRoving();
  wireFolds();
  wireSwitch();
  wireFilters();
  wireBorders();
  wireMeet();
  wakeIslands(tools);
  for (const link of document.querySelectorAll('[data-language]:not([data-awake])')) rememberLanguage(link);
  for (const button of document.querySelectorAll('[data-print]')) button.onclick = () => print();
  document.documentElement.dataset.ready = 'yes';
}

function rememberLanguage(link) {
  link.dataset.awake = 'yes';
  link.addEventListener('click', () => {
    try {
      localStorage.setItem('cami-language', link.dataset.language);
    } catch {
      // Where nothing can be kept, the address itself holds the language.
    }
  });
}

/** The front door of a site sends the reader on to the language their browser asks for. */
function chooseLanguage() {
  if (document.documentElement.dataset.door !== 'yes') return false;
  location.replace(`${preferred()}/index.html`);
  return true;
}

// For the benchmark, and for anyone who asks from the console.
globalThis.camiData = data;
globalThis.camiWithoutOpenBlocks = withoutOpenBlocks;

startTheme();
if (!chooseLanguage()) {
  answerSparqlHere();
  wireQuotes();
  awaitBriefs();
  startShortcut();
  addEventListener('beforeprint', printOnce);
  warmInTime();
  startRouter(ready);
  ready();
}

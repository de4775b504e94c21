// The same question as code for other programs, ready to paste.
import { mode, root } from '../page.js';

const endpoint = () => (mode === 'server' ? new URL(`${root()}sparql`, document.baseURI).href : 'http://127.0.0.1:8765/sparql');

const quoted = (text) => text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"');

export const LANGUAGES = {
  Python: (text) => `from cami_graph import open_graph\n\ngraph = open_graph()\nresult = graph.ask_text("""\n${quoted(text)}\n""")\nprint(result.df())\n`,
  curl: (text) => `curl --header 'Accept: text/csv' --data-urlencode query@- '${endpoint()}' <<'SPARQL'\n${text}\nSPARQL\n`,
  R: (text) => `library(httr2)\nquery <- r"---(\n${text}\n)---"\nanswer <- request("${endpoint()}") |>\n  req_headers(Accept = "text/csv") |>\n  req_body_form(query = query) |>\n  req_perform()\nread.csv(text = resp_body_string(answer))\n`,
};

/** A block per language, each with a button that copies it. */
export function asCode(bench) {
  const { element, word } = bench.tools;
  const text = bench.editor.get();
  return Object.entries(LANGUAGES).flatMap(([name, write]) => {
    const code = write(text);
    return [element('h3', {}, name, ' ', element('button', { type: 'button', class: 'tool', onclick: () => navigator.clipboard?.writeText(code) }, word('copy'))), element('pre', { tabindex: '0' }, element('code', {}, code))];
  });
}

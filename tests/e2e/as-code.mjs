// A query as the workbench shows it as code of other programs, ready to run.
// Usage: node as-code.mjs '{"mode": "server", "at": "http://127.0.0.1:PORT/", "text": "SELECT …"}' LANGUAGE
const [, , place, language] = process.argv;
const { mode, at, text } = JSON.parse(place);
globalThis.document = { baseURI: at, documentElement: { dataset: { root: './' }, lang: 'en' }, getElementById: () => ({ textContent: JSON.stringify({ mode }) }) };
const { LANGUAGES } = await import('../../cami_graph/explore/web/src/workbench/code.js');
process.stdout.write(LANGUAGES[language](text));

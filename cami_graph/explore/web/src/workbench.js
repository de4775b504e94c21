// The SPARQL workbench: the query library as examples with forms, an editor that knows the schema, results as the question asks.
import { buildEditor } from './workbench/editor.js';
import { schemaOf } from './workbench/completion.js';
import { catalogue } from './workbench/catalogue.js';
import { bindingForm, boundQuery, declared } from './workbench/forms.js';
import { showResult } from './workbench/views.js';
import { asCode } from './workbench/code.js';
import { History, showHistory } from './workbench/history.js';
import { readShared, shareAddress } from './workbench/share.js';

class Workbench {
  constructor(place, tools, library, schema) {
    Object.assign(this, { place, tools, library, schema });
    const { element, word } = tools;
    this.form = element('form', { class: 'bindings', onsubmit: (event) => (event.preventDefault(), this.run()) });
    this.about = element('div', { class: 'query-about' });
    this.editorPlace = element('div', { class: 'editor' });
    this.result = element('section', { class: 'result', 'aria-label': word('result') });
    this.status = element('p', { class: 'quiet', role: 'status' });
    this.codePlace = element('div', { class: 'as-code', hidden: true });
    this.historyPlace = element('details', { class: 'past-queries' });
    this.history = new History();
    place.replaceChildren(
      element('div', { class: 'workbench' }, element('aside', { class: 'catalogue', 'aria-label': word('catalogue') }, catalogue(this)), element('div', { class: 'bench' }, this.about, this.form, this.editorPlace, this.buttons(), this.status, this.historyPlace, this.codePlace, this.result)),
    );
    this.editor = buildEditor(this.editorPlace, { label: word('editor_label'), schema: schemaOf(schema), run: () => this.run() });
    showHistory(this);
  }

  buttons() {
    const { element, word } = this.tools;
    const tool = (key, action, kind = 'tool') => element('button', { type: 'button', class: kind, onclick: action }, word(key));
    return element('p', { class: 'tool-group' }, tool('run', () => this.run(), 'tool primary'), tool('share', () => this.share()), tool('as_code', () => this.showCode()), element('span', { class: 'quiet small' }, word('run_key')));
  }

  /** Takes a query of the library into the editor, with its form. */
  open(name, values = {}) {
    this.query = this.library.queries.find((entry) => entry.name === name) ?? null;
    const { element, say, address } = this.tools;
    this.about.replaceChildren(...(this.query ? [element('h2', {}, element('a', { href: address(`query/${name}`) }, say(this.query.title))), element('p', {}, say(this.query.summary))] : []));
    this.form.replaceChildren(...(this.query ? bindingForm(this, values) : []));
    this.editor.set(this.query ? boundQuery(this.query, values) : '');
  }

  bind(values) {
    this.editor.set(boundQuery(this.query, values));
  }

  /** Puts a query that was run before into the editor; its form is not known any more. */
  putBack(text) {
    this.open('');
    this.editor.set(text);
    this.editor.view.focus();
  }

  async run() {
    const { word } = this.tools;
    this.history.add(this.editor.get());
    showHistory(this);
    this.status.textContent = word('running');
    const began = performance.now();
    try {
      const text = declared(this.editor.get(), this.schema.prefixes);
      const count = await showResult(this, text);
      const took = Math.max(1, Math.round(performance.now() - began));
      this.status.textContent = word('answered', { count, ms: took });
      this.result.dataset.took = took;
      this.tools.announce(this.status.textContent);
    } catch (error) {
      this.status.textContent = '';
      this.result.replaceChildren(this.tools.element('p', { class: 'problem', role: 'alert' }, error.message));
    }
    this.result.dataset.done = String(Number(this.result.dataset.done ?? 0) + 1);
  }

  async share() {
    const link = shareAddress(this.editor.get());
    history.replaceState(null, '', link);
    try {
      await navigator.clipboard.writeText(location.href);
      this.status.textContent = this.tools.word('link_copied');
    } catch {
      this.status.textContent = this.tools.word('link_in_address');
    }
  }

  showCode() {
    this.codePlace.hidden = !this.codePlace.hidden;
    if (!this.codePlace.hidden) this.codePlace.replaceChildren(...asCode(this));
  }
}

globalThis.camiIslands.workbench = async (place, tools) => {
  tools.warm();
  const [library, schema] = await Promise.all([tools.data('library'), tools.data('schema')]);
  const bench = new Workbench(place, tools, library, schema);
  const shared = readShared();
  const known = library.queries.some(({ name }) => name === shared.name);
  bench.open(known ? shared.name : library.queries[0]?.name, shared.values);
  if (shared.name && !known) bench.status.textContent = tools.word('query_unknown', { name: shared.name });
  if (shared.text) bench.editor.set(shared.text);
  if (shared.text || known) bench.run();
  place.dataset.drawn = 'yes';
};

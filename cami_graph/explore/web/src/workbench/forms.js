// Parameters as a form. A value enters the query as one RDF term, written by the rules of SPARQL, never as loose text.

const BLOCK = (name) => new RegExp(`(VALUES\\s*\\(?\\s*[?$]${name}\\s*\\)?\\s*)\\{[^}]*\\}`);

/** The fields for the parameters of the chosen query. */
export function bindingForm(bench, values) {
  const { element, word } = bench.tools;
  const kept = { ...values };
  const change = (name, value) => {
    if (value === null) delete kept[name];
    else kept[name] = value;
    bench.bind(kept);
  };
  const fields = bench.query.parameters.map((parameter) => field(bench, parameter, kept[parameter.name], (value) => change(parameter.name, value)));
  return fields.length ? [element('fieldset', {}, element('legend', {}, word('parameters')), ...fields)] : [];
}

function field(bench, parameter, value, change) {
  const { element, say, word } = bench.tools;
  const choices = bench.library.choices[parameter.type];
  const label = element('span', {}, parameter.name, ' ', element('small', {}, say(parameter.summary)));
  if (choices) {
    const options = [element('option', { value: '' }, word('any')), ...choices.map((choice) => element('option', { value: choice.iri, selected: value?.value === choice.iri }, say(choice)))];
    return element('label', { class: 'picker' }, label, element('select', { onchange: (event) => change(event.target.value ? { iri: event.target.value } : null) }, options));
  }
  const input = element('input', { type: parameter.type === 'integer' ? 'number' : 'text', value: value?.iri ?? value?.literal ?? '', size: 40, placeholder: parameter.example || null });
  input.addEventListener('change', () => change(input.value === '' ? null : typed(bench, parameter, input.value)));
  return element('label', { class: 'picker' }, label, input);
}

/** A typed value as a term: an address in full or by prefix where the parameter wants one, else a text or number. */
function typed(bench, { type }, text) {
  const [, prefix, rest] = /^([\w-]*):(?!\/\/)(.*)$/.exec(text) ?? [];
  const space = bench.schema.prefixes[prefix];
  if (type === 'iri' || /^https?:/.test(text)) return { iri: space ? space + rest : text };
  return { literal: text, type };
}

/** The query with the chosen values inside its VALUES blocks; without values it stands as written. */
export function boundQuery(query, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(BLOCK(name), (_, head) => `${head}{ ${term(value)} }`), query.text);
}

/** An RDF term as SPARQL text; what could end the term early is escaped. */
export function term({ iri, literal, type }) {
  if (iri !== undefined) return `<${String(iri).replace(/[<>"{}|\\^`\s]/g, (sign) => encodeURIComponent(sign))}>`;
  if (type === 'integer' && /^[+-]?\d+$/.test(literal)) return literal;
  if (type === 'year' && /^\d{4}$/.test(literal)) return `"${literal}"^^<http://www.w3.org/2001/XMLSchema#gYear>`;
  const escaped = String(literal).replace(/[\\"\n\r\t{}]/g, (sign) => ESCAPES[sign]);
  return `"${escaped}"`;
}

const ESCAPES = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '{': '\\u007B', '}': '\\u007D' };

const SILENT = /<[^<>"{}|^`\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/;
const NAME = /(?<![\w?$.:-])(?:[A-Za-z][\w.-]*)?:(?:[\w:.%-]|\\\W)*(?:[\w:%-]|\\\W)/;
const EITHER = new RegExp(`${SILENT.source}|(?<name>${NAME.source})`, 'g');

/** A query with a backslash before each dot of a name that has more than one: SPARQL allows dots, the engine stops at the second. */
const escapeDots = (text) => text.replace(EITHER, (whole, name) => (name?.split(':').slice(1).join(':').match(/\./g)?.length > 1 ? name.replace(/:.*/, (local) => local.replace(/(?<!\\)\./g, '\\.')) : whole));

/** A query with the prefixes of ours before it that it uses and does not declare, all on its first line: lines keep their numbers. */
export function declared(text, prefixes) {
  const has = (before, name) => new RegExp(`${before}${name}:`, 'i').test(text);
  const missing = Object.entries(prefixes).filter(([name]) => has('(?<![\\w?$:.-])', name) && !has('PREFIX\\s+', name));
  return missing.map(([name, space]) => `PREFIX ${name}: <${space}> `).join('') + escapeDots(text);
}

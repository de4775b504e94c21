// What the current document says about itself: its mode, its root, its language, and the words of the interface.
const config = JSON.parse(document.getElementById('cami-config')?.textContent ?? '{}');

/** `file`: everything is inside this document. `site`: plain files on a web host. `server`: `cami explore` answers. */
export const mode = config.mode ?? 'site';

export const language = () => document.documentElement.lang || 'en';

const plurals = new Map();

/** The form of a word that a number asks for, by the plural categories of CLDR. */
function agree(forms, count) {
  if (!plurals.has(language())) plurals.set(language(), new Intl.PluralRules(language()));
  return forms[plurals.get(language()).select(count)] ?? forms.other ?? forms.many;
}

/** The words of the interface in the current language; the key itself where a word is missing. */
export function word(key, values = {}) {
  const found = config.words?.[language()]?.[key] ?? key;
  const text = typeof found === 'string' ? found : agree(found, values.count);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The text of a label that may be a string or `{en, ru}`. */
export const say = (label) => (typeof label === 'string' ? label : (label?.[language()] || label?.en || label?.ru || ''));

export const root = () => document.documentElement.dataset.root ?? './';

/** The address of a page (`activity/1.1.1`, perhaps with `?wishes` and `#part`) in the current language. */
export function address(path, inLanguage = language()) {
  const [, page, wishes, part] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path);
  const end = `${wishes ?? ''}${part ?? ''}`;
  return mode === 'file' ? `#/${inLanguage}/${page}${end}` : `${root()}${inLanguage}/${page}.html${end}`;
}

/** The path of the page that shows what two countries share, by their codes; `pair_path` in Python says the same. */
export const pairPath = (...codes) => `pair/${codes.sort().join('-')}`;

/** The page path of an IRI of ours, or null: things, vocabularies and terms have pages, single claims do not. */
export function pageOf(iri) {
  const [, space, rest] = /^https:\/\/w3id\.org\/cami\/(id\/|vocabulary\/|ontology#)(.*)$/.exec(iri) ?? [];
  if (space === 'ontology#') return `term/${rest}`;
  if (space === 'vocabulary/') return rest.startsWith('threat/') ? rest : `vocabulary/${rest.replace('/', '#')}`;
  return space && (config.kinds ?? []).includes(rest.split('/')[0]) ? rest : null;
}

export const parts = config.parts ?? {};

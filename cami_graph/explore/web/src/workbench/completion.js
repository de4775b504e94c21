// Completion from what the graph really holds: a class is offered if it has members, a property if the subject's class uses it.

/** Indexes the schema counted at build: classes, properties by class, things. */
export function schemaOf({ prefixes, classes, uses, things }) {
  const properties = new Map();
  for (const [kind, property, count] of uses) {
    if (!properties.has(kind)) properties.set(kind, new Map());
    properties.get(kind).set(property, count);
  }
  const all = new Map();
  for (const [, property, count] of uses) all.set(property, (all.get(property) ?? 0) + count);
  return { prefixes, classes, properties, all, things };
}

/** What may stand at the cursor: a variable, a class after `a`, a property of the subject's classes, a thing by its name. */
export function completer(schema) {
  return (context) => {
    const word = context.matchBefore(/[\w:?$.-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const before = context.state.doc.sliceString(0, word.from);
    const whole = context.state.doc.toString();
    const options = word.text.startsWith('?') ? variables(whole, word.text) : [...terms(schema, before, whole), ...(word.text.length > 1 ? things(schema, before, whole) : [])];
    return { from: word.from, options, validFor: /^[\w:?$.-]*$/ };
  };
}

const variables = (text, now) => [...new Set(text.match(/[?$]\w+/g) ?? [])].filter((name) => name !== now).map((label) => ({ label, type: 'variable' }));

function terms(schema, before, whole) {
  if (/(?:^|[\s;{.])a\s+$|rdf:type\s+$/.test(before)) return schema.classes.map(([label, count]) => ({ label, detail: String(count), boost: boost(count) }));
  const subject = subjectAt(before);
  const known = subject ? classesOf(subject, whole) : [];
  const sets = known.map((kind) => schema.properties.get(kind)).filter(Boolean);
  const merged = sets.length ? new Map(sets.flatMap((set) => [...set])) : schema.all;
  return [...merged].map(([label, count]) => ({ label, detail: String(count), boost: boost(count) }));
}

const boost = (count) => Math.min(50, Math.log2(count + 1) * 3);

/** The variable whose description the cursor stands in: the first word of the last unfinished statement. */
export function subjectAt(before) {
  const bare = before.replace(/#[^\n>]*$/gm, '').replace(/<[^>]*>/g, '<>').replace(/"[^"]*"/g, '""');
  const statement = bare.split(/\.\s|[{}]/).pop();
  return /^\s*([?$]\w+)/.exec(statement)?.[1] ?? null;
}

/** The classes a variable is said to be of, anywhere in the query. */
export function classesOf(variable, text) {
  const name = variable.slice(1);
  return [...text.matchAll(new RegExp(`[?$]${name}\\s+(?:a|rdf:type)\\s+([\\w:]+)`, 'g'))].map((match) => match[1]);
}

const things = (schema, before, whole) => (/VALUES[^}]*\{[^}]*$|[\w:>]\s+$/.test(before) && whole ? schema.things.map(([iri, label]) => ({ label: `<${iri}>`, displayLabel: label, detail: iri.split('/').slice(-2).join('/') })) : []);

// The cells of one claim as fields: to change it, or to claim what the draft does not have.

import { makeChoice } from "./choose.js";
import { fill, make } from "./make.js";

let forms = 0;

export function makeForm(sitting, words, table, cells, save, cancel, reasons = {}) {
  const number = ++forms;
  const errors = make("div", { class: "errors", role: "alert" });
  let fields = [];
  const read = (name) => fields.find((field) => field.column.name === name)?.control.value ?? cells[name] ?? "";
  fields = sitting.tables[table].map((column) =>
    makeField(column, cells[column.name] ?? "", `f${number}-${column.name}`, { sitting, words, read, reasons: reasons[column.name] ?? [] }));
  const rare = fields.filter((field) => field.column.rare && !field.control.value);
  const folded = make("details", {}, make("summary", {}, fill(words.more_fields, { number: rare.length })), ...rare.map((field) => field.home));
  const form = make("form", { class: "form", autocomplete: "off", onsubmit: submit, onkeydown: keys },
    ...fields.filter((field) => !rare.includes(field)).map((field) => field.home),
    rare.length ? folded : "",
    errors,
    make("p", { class: "buttons" },
      make("button", { type: "submit" }, `${words.save} (Ctrl+Enter)`),
      make("button", { type: "button", onclick: cancel }, `${words.cancel} (Esc)`)));

  async function submit(event) {
    event.preventDefault();
    const filled = Object.fromEntries(fields.map((field) => [field.column.name, field.control.value.trim().replace(/(\s*;)+$/, "")]));
    const faults = await save(filled);
    if (faults) form.showFaults(faults);
  }

  form.showFaults = (faults) => {
    errors.replaceChildren(make("ul", {}, ...faults.map((fault) => make("li", {}, `${fault.column ? `${fault.column}: ` : ""}${fault.problem}`))));
    for (const field of fields) field.control.removeAttribute("aria-invalid");
    const wrong = fields.filter((field) => faults.some((fault) => fault.column === field.column.name));
    for (const field of wrong) field.control.setAttribute("aria-invalid", "true");
    if (wrong.some((field) => rare.includes(field))) folded.open = true;
    wrong[0]?.control.focus();
  };

  function keys(event) {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  form.focusFirst = (name) => {
    const empty = fields.find((field) => field.column.required && !field.control.value && !field.column.fixed);
    (fields.find((field) => field.column.name === name) ?? empty ?? fields.find((field) => !field.column.fixed)).control.focus();
  };
  return form;
}

function makeField(column, value, id, context) {
  const help = `${column.meaning} ${column.rule}`.trim();
  const shared = { id, name: column.name, "aria-describedby": `${id}-help`, "aria-required": column.required ? "true" : undefined };
  const { control, parts } = makeControl(column, value, shared, context);
  const label = make("label", { for: id }, column.required ? `${column.name} *` : column.name);
  return { column, control, home: make("div", { class: "field" }, label, ...parts,
    context.reasons.length ? makeReasons(control, id, context) : "", make("small", { id: `${id}-help` }, help)) };
}

function makeControl(column, value, shared, { sitting, read }) {
  if (column.choices.length) {
    const options = ["", ...column.choices].map((choice) => make("option", { value: choice, selected: choice === value }, choice));
    if (value && !column.choices.includes(value)) options.push(make("option", { value, selected: true }, value));
    const select = make("select", { ...shared }, ...options);
    return { control: select, parts: [select] };
  }
  if ((column.list || column.by) && !column.fixed) {
    return makeChoice(shared, value, () => optionsOf(sitting, column.by ? column.lists[read(column.by)] : column.list), column);
  }
  const control = column.long
    ? make("textarea", { ...shared, rows: Math.min(6, 1 + Math.ceil(value.length / 60)) })
    : make("input", { ...shared, readonly: column.fixed });
  control.value = value;
  return { control, parts: [control] };
}

function optionsOf(sitting, list) {
  const labels = sitting.labels[list] ?? {};
  return (sitting.lists[list] ?? []).map((id) => ({ id, label: labels[id] ?? "" }));
}

// Reasons that this reader gave before, newest first: to be taken, and changed where they do not fit.
function makeReasons(control, id, { words, reasons }) {
  const select = make("select", { id: `${id}-given`, onchange: () => { if (select.value) control.value = select.value; } },
    ...["", ...reasons].map((text) => make("option", { value: text }, text.length > 90 ? `${text.slice(0, 90)}…` : text)));
  return make("p", { class: "given" }, make("label", { for: `${id}-given` }, words.given_before), select);
}

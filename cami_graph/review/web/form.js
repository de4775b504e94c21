// The cells of one claim as fields: to change it, or to claim what the draft does not have.

import { make } from "./make.js";

let forms = 0;

export function makeForm(sitting, words, table, cells, save, cancel) {
  const number = ++forms;
  const errors = make("div", { class: "errors", role: "alert" });
  const fields = sitting.tables[table].map((column) => makeField(column, cells[column.name] ?? "", `f${number}-${column.name}`, sitting));
  const form = make("form", { class: "form", autocomplete: "off", onsubmit: submit, onkeydown: keys },
    ...fields.map((field) => field.home),
    errors,
    make("p", { class: "buttons" },
      make("button", { type: "submit" }, `${words.save} (Ctrl+Enter)`),
      make("button", { type: "button", onclick: cancel }, `${words.cancel} (Esc)`)));

  async function submit(event) {
    event.preventDefault();
    const filled = Object.fromEntries(fields.map((field) => [field.column.name, field.control.value.trim()]));
    const faults = await save(filled);
    if (faults) show(faults);
  }

  function show(faults) {
    errors.replaceChildren(make("ul", {}, ...faults.map((fault) => make("li", {}, `${fault.column ? `${fault.column}: ` : ""}${fault.problem}`))));
    for (const field of fields) field.control.removeAttribute("aria-invalid");
    const wrong = fields.filter((field) => faults.some((fault) => fault.column === field.column.name));
    for (const field of wrong) field.control.setAttribute("aria-invalid", "true");
    wrong[0]?.control.focus();
  }

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

function makeField(column, value, id, sitting) {
  const help = `${column.meaning} ${column.rule}`.trim();
  const shared = { id, name: column.name, "aria-describedby": `${id}-help`, "aria-required": column.required ? "true" : undefined };
  const control = makeControl(column, value, shared, sitting);
  const label = make("label", { for: id }, column.required ? `${column.name} *` : column.name);
  return { column, control, home: make("div", { class: "field" }, label, control, make("small", { id: `${id}-help` }, help)) };
}

function makeControl(column, value, shared, sitting) {
  if (column.choices.length) {
    const options = ["", ...column.choices].map((choice) => make("option", { value: choice, selected: choice === value }, choice));
    if (value && !column.choices.includes(value)) options.push(make("option", { value, selected: true }, value));
    return make("select", { ...shared }, ...options);
  }
  const control = column.long
    ? make("textarea", { ...shared, rows: Math.min(6, 1 + Math.ceil(value.length / 60)) })
    : make("input", { ...shared, list: sitting.lists[column.list] && !column.many ? `list-${column.list}` : undefined, readonly: column.fixed });
  control.value = value;
  return control;
}

export function makeLists(lists) {
  return Object.entries(lists).map(([name, values]) =>
    make("datalist", { id: `list-${name}` }, ...values.map((value) => make("option", { value }))));
}

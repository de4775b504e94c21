// A field that offers what may stand in it, one value or several: letters narrow the list, arrows walk, Enter takes.

import { make } from "./make.js";

const MOST = 12;

export function makeChoice(shared, value, readOptions, column) {
  const listId = `${shared.id}-list`, namesId = `${shared.id}-names`;
  const list = make("ul", { id: listId, class: "options", role: "listbox", "aria-label": column.name, hidden: true });
  const names = make("small", { id: namesId, class: "names" });
  const input = make("input", { ...shared, role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": listId,
    "aria-autocomplete": "list", "aria-describedby": `${shared["aria-describedby"]} ${namesId}`,
    oninput: () => open(), onblur: close, onkeydown: keys, onclick: () => open() });
  let shown = [], at = -1;
  input.value = value;
  tell();

  function parts() {
    const all = column.many ? input.value.split(";").map((part) => part.trim()) : [input.value.trim()];
    return { kept: all.slice(0, -1).filter(Boolean), typed: all.at(-1) };
  }

  function tell() {
    const labels = new Map(readOptions().map((one) => [one.id, one.label]));
    const { kept, typed } = parts();
    names.textContent = [...kept, typed].map((id) => labels.get(id)).filter(Boolean).join("; ");
  }

  function open() {
    const { kept, typed } = parts(), wanted = typed.toLowerCase();
    const free = readOptions().filter((one) => !kept.includes(one.id) && one.id !== typed);
    const begin = free.filter((one) => one.id.toLowerCase().startsWith(wanted));
    const hold = free.filter((one) => !begin.includes(one) && `${one.id} ${one.label}`.toLowerCase().includes(wanted));
    shown = [...begin, ...hold].slice(0, MOST);
    at = -1;
    list.replaceChildren(...shown.map((one, number) => make("li", { id: `${listId}-${number}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); take(number); } }, one.id, one.label && one.label !== one.id ? make("small", {}, ` ${one.label}`) : "")));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    input.removeAttribute("aria-activedescendant");
    tell();
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function walk(step) {
    if (list.hidden) open();
    if (!shown.length) return;
    at = (at + step + shown.length + (at < 0 && step < 0 ? 1 : 0)) % shown.length;
    [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function take(number) {
    const { kept } = parts();
    input.value = column.many ? `${[...kept, shown[number].id].join("; ")}; ` : shown[number].id;
    close();
    tell();
    input.dispatchEvent(new Event("change"));
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" && at >= 0) take(at);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { control: input, parts: [input, list, names] };
}

// The review: the printed row on the left, its claims on the right; a key is a decision, and each is kept at once.

import { makeForm } from "./form.js";
import { fill, make } from "./make.js";
import { selectedQuote, showPrinted, walk } from "./printed.js";
import { ask, Refused } from "./server.js";

const head = document.getElementById("head"), printed = document.getElementById("printed");
const list = document.getElementById("claims"), told = document.getElementById("told");
const KEYS = { a: "accept", c: "change", r: "reject", u: "unsure", z: "open" };
let sitting, words, progress, row, current = 0, form = null, last = null;
const waiting = [];

async function start() {
  sitting = await ask("/sitting");
  ({ words, progress } = sitting);
  showKeys();
  const first = progress.rows.findIndex((one) => one.open);
  await goToRow(Math.max(first, 0));
  document.getElementById("review").addEventListener("keydown", press);
}

async function goToRow(number) {
  if (number < 0 || number >= progress.rows.length) return;
  row = await ask(`/row/${number}`);
  current = Math.max(row.claims.findIndex((claim) => !claim.decision), 0);
  form = null;
  show();
}

function show() {
  showHead();
  showPrinted(printed, row, row.claims, row.claims[current], words);
  list.replaceChildren(
    make("h2", { id: "claims-head" }, `${words.claims}: ${row.claims.length}`),
    sitting.settles ? make("p", {}, words.settling) : "",
    row.claims.length ? make("ol", {}, ...row.claims.map(showClaim)) : make("p", { tabindex: "-1", class: "claim" }, words.no_claims));
  focusClaim();
}

function showHead() {
  const select = make("select", { id: "row", onchange: (event) => soon(() => goToRow(Number(event.target.value))) },
    ...progress.rows.map((one, at) => make("option", { value: at, selected: at === row.number },
      `${one.codes.join(", ")}${one.open ? ` (${fill(words.left, one)})` : one.claims ? " ✓" : ""}`)));
  head.replaceChildren(
    make("h1", {}, `${words.review}: ${sitting.title}`),
    make("p", {}, `${words.reader}: ${sitting.reader}`),
    make("p", {},
      make("progress", { max: Math.max(progress.total, 1), value: progress.done, "aria-labelledby": "done" }), " ",
      make("span", { id: "done" }, fill(words.progress, progress))),
    make("p", { class: "buttons" },
      make("label", { for: "row" }, words.row), select,
      make("button", { type: "button", onclick: () => soon(() => goToRow(row.number - 1)) }, `${words.previous_row} ([)`),
      make("button", { type: "button", onclick: () => soon(() => goToRow(row.number + 1)) }, `${words.next_row} (])`)));
}

function showClaim(claim, at) {
  const decision = claim.decision?.decision ?? "open";
  const isCurrent = at === current;
  const title = `${claim.table}: ${claim.name || words[`is_${decision}`]}`;
  return make("li", { class: `claim ${decision}`, tabindex: "-1", "aria-current": isCurrent ? "true" : undefined,
    onclick: (event) => { if (!event.target.closest("button, form")) choose(at); } },
    make("h3", {}, title, " ", make("span", { class: "state" }, words[`is_${decision}`])),
    make("p", { class: "names" }, ...sitting.tables[claim.table].filter((column) => column.key).map((column) => showNames(column, claim.now))),
    showCells(claim),
    sitting.one_by_one.includes(claim.table) ? make("p", { class: "person" }, words.person) : "",
    claim.confidence ? make("p", { class: "draft" }, fill(words.confidence, claim)) : "",
    claim.faults.length ? make("ul", { class: "faults" }, ...claim.faults.map((fault) =>
      make("li", {}, fill(words.refused, { problem: `${fault.column ? `${fault.column}: ` : ""}${fault.problem}` })))) : "",
    claim.waits.length ? make("p", { class: "waits" }, fill(words.waits, { columns: claim.waits.join(", ") })) : "",
    claim.others.length ? make("ol", { class: "others" }, ...claim.others.map((one, number) => showOther(claim, one, number))) : "",
    isCurrent ? showButtons(claim) : "");
}

function showCells(claim) {
  const shown = sitting.tables[claim.table].filter((column) => isTold(column, claim));
  const about = claim.about ? [make("dt", {}, "action"), make("dd", {}, claim.about)] : [];
  return make("dl", {}, ...about, ...shown.flatMap((column) => {
    const now = claim.now[column.name] ?? "", before = claim.cells[column.name] ?? "";
    const changed = now !== before && before ? [make("del", {}, before), " "] : [];
    return [make("dt", {}, column.name), make("dd", {}, ...changed, now === before ? now : make("ins", {}, now || "—"), showNames(column, claim.now))];
  }));
}

// What the short names in a cell are called.
function showNames(column, cells) {
  const labels = sitting.labels[column.by ? column.lists[cells[column.by]] : column.list] ?? {};
  const names = (cells[column.name] ?? "").split(";").map((part) => labels[part.trim()]).filter(Boolean).join("; ");
  return names && names !== cells[column.name] ? make("small", { class: "names" }, ` ${names}`) : "";
}

// What stands in the heading already, and is as it was, is not told again.
function isTold(column, claim) {
  const now = claim.now[column.name] ?? "", before = claim.cells[column.name] ?? "";
  const isCode = ["activity_codes", "activity_code"].includes(column.name) && now === row.codes.join("; ");
  return now !== before || (now && !column.key && !isCode);
}

function showOther(claim, one, number) {
  const changed = Object.entries(one.now).filter(([column, text]) => text !== (claim.cells[column] ?? ""));
  const said = changed.map(([column, text]) => `${column} = ${text || "—"}`).join("; ");
  return make("li", {}, `${one.name}: ${words[`is_${one.decision}`]} ${said}`.trim(), " ",
    make("button", { type: "button", onclick: () => soon(() => take(claim, one.name)) }, `${words.take} (${number + 1})`));
}

function showButtons(claim) {
  const choices = Object.entries(KEYS).filter(([, name]) => (claim.mine ? name === "open" : name !== "open" || claim.decision));
  return make("p", { class: "buttons" }, ...choices.map(([key, name]) =>
    make("button", { type: "button", "aria-keyshortcuts": key, class: name, onclick: () => soon(() => decide(name)) },
      `${words[name === "open" ? "take_back" : name]} (${key})`)));
}

function showKeys() {
  const keys = { ...Object.fromEntries(Object.entries(KEYS).map(([key, name]) => [key, words[name === "open" ? "take_back" : name]])),
    "j k": words.move, n: words.next_open, "[ ]": `${words.previous_row}, ${words.next_row}`, w: words.words,
    q: words.quote, m: words.missing, "Shift+A": words.accept_rest };
  if (sitting.settles) keys["1 2"] = words.take;
  document.getElementById("keys").replaceChildren(make("h2", {}, words.keys),
    make("ul", {}, ...Object.entries(keys).map(([key, what]) => make("li", {}, make("kbd", {}, key), ` ${what}`))),
    make("p", { id: "select-help" }, words.select_words));
}

function focusClaim() {
  const here = list.querySelectorAll("li.claim, p.claim")[current] ?? list.querySelector("p.claim");
  printed.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  here?.focus({ preventScroll: true });
  here?.scrollIntoView({ block: "nearest" });
}

function choose(at) {
  if (form || at < 0 || at >= row.claims.length) return;
  current = at;
  show();
}

async function nextOpen() {
  const here = row.claims.findIndex((claim, at) => at > current && !claim.decision);
  const any = here < 0 ? row.claims.findIndex((claim) => !claim.decision) : here;
  if (any >= 0) return choose(any);
  const rows = progress.rows.map((one, at) => ({ ...one, at })).filter((one) => one.open && one.at !== row.number);
  const next = rows.find((one) => one.at > row.number) ?? rows[0];
  if (next) return goToRow(next.at);
  show();
  say(words.all_done);
}

async function keep(path, body) {
  const answer = await ask(path, { ...body, row: row.number });
  ({ row, progress } = answer);
  form = null;
}

async function decide(name) {
  const claim = row.claims[current];
  if (!claim) return;
  if (name === "open" && !claim.decision) return takeBack();
  if (name === "accept" && claim.decision?.decision === "change") return nextOpen(); // a change is a yes already
  last = { row: row.number, id: claim.id };
  if (name === "change") return openForm(claim.table, claim.now, (filled) => attempt("/decide", { claims: [claim.id], decision: "change", cells: filled }, "change"), claim.waits[0]);
  await attempt("/decide", { claims: [claim.id], decision: name }, name);
}

// Takes back what was decided last, wherever that was.
async function takeBack() {
  if (!last) return;
  if (last.row !== row.number) await goToRow(last.row);
  const at = row.claims.findIndex((claim) => claim.id === last.id);
  if (at < 0 || !row.claims[at].decision) return;
  choose(at);
  await attempt("/decide", { claims: [last.id], decision: "open" }, "open");
}

async function take(claim, reader) {
  await attempt("/take", { claim: claim.id, reader }, "take");
}

async function acceptRest() {
  const plain = row.claims.filter((claim) => !claim.decision && !sitting.one_by_one.includes(claim.table));
  if (plain.length) await attempt("/decide", { claims: plain.map((claim) => claim.id), decision: "accept" }, "accept");
}

// Sends a decision; tells what came of it; returns what is wrong with the cells, for the form.
async function attempt(path, body, name) {
  try {
    await keep(path, body);
    say(words[`kept_${name}`]);
    if (name === "open") show();
    else await nextOpen();
    return null;
  } catch (error) {
    const known = error instanceof Refused;
    const problem = known ? error.message : words.not_kept;
    const faults = known && error.faults.length ? error.faults : [{ column: "", problem }];
    say(faults.map((fault) => `${fault.column} ${fault.problem}`.trim()).join(" "), true);
    waiting.splice(1);
    return faults;
  }
}

function openForm(table, cells, save, focus) {
  const home = list.querySelectorAll("li.claim")[current] ?? list;
  form?.remove();
  form = makeForm(sitting, words, table, cells, save, () => { form = null; show(); }, row.reasons);
  home.append(form);
  form.focusFirst(focus);
}

function openMissing(selected) {
  const codes = row.codes.join("; ");
  const cells = { activity_codes: codes, activity_code: row.codes[0], quote: selected?.quote ?? "", column: selected?.column ?? "",
    action_id: row.claims[current]?.cells.action_id ?? "" };
  const guess = { 2: "responsibilities", 3: "priorities", 5: "participations", 6: "recommendations" }[selected?.column] ?? "actions";
  const save = (table) => (filled) => attempt("/add", { table, cells: filled }, "add");
  openForm(guess, cells, save(guess));
  const select = make("select", { id: "table", onchange: (event) => {
    const kept = Object.fromEntries(new FormData(form));
    const next = makeForm(sitting, words, event.target.value, { ...cells, ...kept }, save(event.target.value), () => { form = null; show(); }, row.reasons);
    form.replaceWith(next);
    form = next;
  } }, ...Object.keys(sitting.tables).map((name) => make("option", { value: name, selected: name === guess }, name)));
  // It stands before the form, so that further letters still find a table while the form below it is exchanged.
  const cancel = (event) => { if (event.key === "Escape") { form = null; show(); } };
  form.before(make("div", { class: "field", onkeydown: cancel }, make("label", { for: "table" }, words.table), select));
  select.focus();
}

function quoteSelected() {
  const selected = selectedQuote(printed), claim = row.claims[current];
  if (!selected) return say(words.select_first, true);
  const columns = sitting.tables[claim.table].map((column) => column.name);
  const cells = { quote: selected.quote, ...(columns.includes("column") ? { column: selected.column } : {}) };
  return changeTo(claim, cells);
}

// Changes some cells at once; where that cannot stand, the form opens with them and says what is wrong.
async function changeTo(claim, cells) {
  last = { row: row.number, id: claim.id };
  const send = (filled) => attempt("/decide", { claims: [claim.id], decision: "change", cells: filled }, "change");
  const whole = Object.fromEntries(sitting.tables[claim.table].map(({ name }) => [name, cells[name] ?? claim.now[name] ?? ""]));
  const faults = await send(whole);
  if (!faults) return;
  openForm(claim.table, whole, send);
  form.showFaults(faults);
}

function press(event) {
  if (event.target.closest("form, select, input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (walk(event)) return;
  const others = row.claims[current]?.others ?? [];
  const actions = {
    j: () => choose(current + 1), ArrowDown: () => choose(current + 1), k: () => choose(current - 1), ArrowUp: () => choose(current - 1),
    "]": () => goToRow(row.number + 1), "[": () => goToRow(row.number - 1), n: nextOpen, A: acceptRest,
    w: () => printed.querySelector(`.words[data-column="${row.claims[current]?.column || 1}"]`)?.focus(),
    q: quoteSelected, m: () => openMissing(selectedQuote(printed)), Escape: focusClaim,
    ...Object.fromEntries(Object.entries(KEYS).map(([key, name]) => [key, () => decide(name)])),
    ...Object.fromEntries(others.map((one, at) => [String(at + 1), () => take(row.claims[current], one.name)])),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  soon(action);
}

// One key after the other: whoever types faster than the disk decides about the claim that comes next, not twice about one.
async function soon(action) {
  waiting.push(action);
  if (waiting.length > 1) return;
  while (waiting.length) {
    try {
      await waiting[0]();
    } catch (error) {
      say(error instanceof Refused ? error.message : words.no_answer, true);
      waiting.length = 1;
    }
    if (form) waiting.length = 1;
    waiting.shift();
  }
}

function say(text, wrong = false) {
  told.textContent = text;
  told.classList.toggle("wrong", wrong);
}

start().catch((error) => say(error instanceof Refused ? error.message : `${error}`, true));

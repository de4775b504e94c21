// The printed row: its cells, the words that claims quote, and the words that a reader selects.

import { make } from "./make.js";

const GAP = " […] ";

export function showPrinted(home, row, claims, current, words) {
  home.replaceChildren(
    make("h2", { id: "printed-head" }, `${words.printed}: ${row.codes.join(", ")}`),
    row.section ? make("p", { class: "section" }, row.section) : "",
    ...row.cells.map((cell) => showCell(cell, row, claims, current, words)),
  );
}

function showCell(cell, row, claims, current, words) {
  const codes = cell.column === 1 && row.codes.length > 1 ? ` (${cell.codes.join(", ")})` : "";
  const label = `${cell.column} ${cell.head}${codes}`;
  const passages = cell.passages.map((text) => make("p", { class: "passage" }, ...marked(text, cell, claims, current)));
  const body = make("div", { class: "words", tabindex: "0", role: "group", "aria-label": label, "aria-describedby": "select-help",
    "data-column": cell.column }, ...passages);
  return make("div", { class: "cell" }, make("h3", {}, label), body);
}

// The words of a passage, cut where quotes begin and end.
function marked(text, cell, claims, current) {
  const edges = new Set([0, text.length]);
  const spans = claims.filter((claim) => claim.decision?.decision !== "reject" || claim === current)
    .flatMap((claim) => claim.pieces.map((piece) => ({ claim, start: place(text, piece, cell, claim), length: piece.length })))
    .filter((span) => span.start >= 0);
  for (const span of spans) edges.add(span.start).add(span.start + span.length);
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, at) => {
    const words = text.slice(start, cuts[at + 1]);
    const over = spans.filter((span) => span.start <= start && start < span.start + span.length);
    if (over.some((span) => span.claim === current)) return make("mark", {}, words);
    return over.length ? make("span", { class: "quoted" }, words) : words;
  });
}

function place(text, piece, cell, claim) {
  if (!piece || (claim.column !== cell.column && claim.column !== 0)) return -1;
  return text.indexOf(piece);
}

// The selected words, passage by passage, as a quote; with the column in which they stand.
export function selectedQuote(home) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [], columns = new Set();
  for (const passage of home.querySelectorAll(".passage")) {
    if (!range.intersectsNode(passage)) continue;
    const inside = document.createRange();
    inside.selectNodeContents(passage);
    if (passage.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
    if (passage.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
    const words = inside.toString().trim();
    if (words) {
      pieces.push(words);
      columns.add(passage.parentElement.dataset.column);
    }
  }
  return pieces.length && columns.size === 1 ? { quote: pieces.join(GAP), column: [...columns][0] } : null;
}

// Arrows walk through the words of a cell, with Shift they select: no mouse is needed.
export function walk(event) {
  const cell = event.target.closest(".words");
  const ways = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
  const way = ways[event.key];
  if (!cell || !way || event.altKey || event.metaKey) return false;
  const selection = document.getSelection();
  if (!selection.rangeCount || !cell.contains(selection.focusNode)) selection.collapse(cell.firstChild ?? cell, 0);
  const before = [selection.focusNode, selection.focusOffset];
  if (event.shiftKey) selection.modify("extend", ...way);
  else {
    if (!selection.isCollapsed) selection[way[0] === "forward" ? "collapseToEnd" : "collapseToStart"]();
    selection.modify("extend", ...way);
  }
  if (!cell.contains(selection.focusNode)) selection.extend(...before);
  event.preventDefault();
  return true;
}

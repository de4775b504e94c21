// On paper each quote stands in full once: where it comes again, its place alone.

/** Marks the words that stand on the page before, for the style of paper, and opens what is folded there. */
export function printOnce() {
  const seen = new Set();
  for (const text of document.querySelectorAll('#main .quote-text')) {
    const words = text.querySelector('mark')?.textContent;
    text.classList.toggle('is-printed', words !== undefined && seen.has(words));
    if (words !== undefined && text.closest('[data-off], [hidden]') === null) seen.add(words);
  }
  for (const part of document.querySelectorAll('.section-block:not([open])')) {
    part.open = true;
    addEventListener('afterprint', () => (part.open = false), { once: true });
  }
}

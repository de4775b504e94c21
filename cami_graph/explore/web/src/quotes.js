// The report's words behind a claim: shown on hover, on focus and on tap, beside the mark that stands for them.
// Without this script the mark still opens the words, by the browser's own popover.

const GAP = 6;
let timer = 0;

const panelOf = (mark) => document.getElementById(mark.getAttribute('popovertarget'));

/** One set of listeners for the whole document, so that pages may come and go. */
export function wireQuotes() {
  document.addEventListener('pointerover', (event) => {
    const mark = event.pointerType === 'mouse' && event.target.closest?.('.quote-mark');
    if (mark) later(() => open(mark, 'hover'), 120);
    else if (!event.target.closest?.('.quote-panel')) later(closeHovered, 250);
  });
  document.addEventListener('focusin', (event) => {
    const mark = event.target.closest?.('.quote-mark');
    if (mark?.matches(':focus-visible')) open(mark, 'focus');
    else if (!event.target.closest?.('.quote-panel')) closeHovered();
  });
  document.addEventListener('toggle', (event) => event.newState === 'open' && event.target.matches?.('.quote-panel') && beside(event.target), true);
  document.addEventListener('click', pinOnClick, true);
  document.addEventListener('scroll', (event) => event.target.closest?.('.quote-panel') || closeByPointer(), { capture: true, passive: true });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && closeHovered());
}

function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function open(mark, by) {
  const panel = panelOf(mark);
  if (!panel || panel.matches(':popover-open')) return;
  closeHovered();
  panel.dataset.by = by;
  panel.showPopover({ source: mark });
}

function closeHovered() {
  for (const panel of document.querySelectorAll('.quote-panel[data-by]:popover-open')) panel.hidePopover();
}

/** Words that only the pointer holds open go when the page moves under it. */
function closeByPointer() {
  for (const panel of document.querySelectorAll('.quote-panel[data-by="hover"]:popover-open')) panel.hidePopover();
}

/** A click on a mark whose words hover already shows keeps them, instead of closing them. */
function pinOnClick(event) {
  const mark = event.target.closest?.('.quote-mark');
  const panel = mark && panelOf(mark);
  if (!panel?.dataset.by) return;
  const wasOpen = panel.matches(':popover-open');
  delete panel.dataset.by;
  if (wasOpen) event.preventDefault();
}

function beside(panel) {
  const mark = document.querySelector(`[popovertarget="${CSS.escape(panel.id)}"]`);
  const at = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const below = at.bottom + GAP;
  const top = below + height > innerHeight - 8 && at.top - height - GAP > 8 ? at.top - height - GAP : below;
  panel.style.left = `${left}px`;
  panel.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  panel.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
}

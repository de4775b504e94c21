// The two pickers of the front page: one's own country, which is remembered, and the one that it meets.
import { address, pairPath } from './page.js';

const KEPT = 'cami-country';

/** Wakes the pickers: two countries lead to their page, one alone to its own. */
export function wireMeet() {
  const form = document.querySelector('form[data-meet]:not([data-awake])');
  if (!form) return;
  form.dataset.awake = 'yes';
  const [mine, theirs] = [form.elements.q, form.elements.with];
  const known = [...mine.options].find(({ dataset }) => dataset.code === kept());
  if (known) mine.value = known.value;
  mine.addEventListener('change', () => (keep(codeOf(mine)), part(mine, theirs)));
  part(mine, theirs);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keep(codeOf(mine));
    location.href = event.submitter?.name === 'alone' ? mine.selectedOptions[0].dataset.href : address(pairPath(codeOf(mine), codeOf(theirs)));
  });
}

const codeOf = (select) => select.selectedOptions[0].dataset.code;

/** Nobody meets oneself: the own country cannot be taken twice. */
function part(mine, theirs) {
  for (const option of theirs.options) option.disabled = option.value === mine.value;
  if (theirs.value === mine.value || theirs.selectedOptions[0]?.disabled) theirs.value = [...theirs.options].find(({ disabled }) => !disabled).value;
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(code) {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // Where nothing can be kept, one chooses again.
  }
}

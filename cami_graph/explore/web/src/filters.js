// Filters over a list (the gap board): each choice says how many it would leave, and one that leaves none cannot be taken.
import { word } from './page.js';
import { announce } from './dom.js';

const holds = (item, name, value) => !value || (item.dataset[name] ?? '').split(' ').includes(value);

/** Wakes the filter forms of the page: `<form data-filters="LIST ID">` with selects named after data attributes of the items. */
export function wireFilters() {
  for (const form of document.querySelectorAll('form[data-filters]:not([data-awake])')) {
    form.dataset.awake = 'yes';
    form.hidden = false;
    fromAddress(form);
    form.addEventListener('change', () => apply(form));
    form.addEventListener('reset', () => setTimeout(() => apply(form)));
    apply(form);
  }
}

const choices = (form) => [...form.querySelectorAll('select')];
const itemsOf = (form) => [...document.querySelectorAll(`#${CSS.escape(form.dataset.filters)} > [data-item]`)];

function apply(form) {
  const selects = choices(form);
  const items = itemsOf(form);
  const fits = (item, except) => selects.every((select) => select === except || holds(item, select.name, select.value));
  let count = 0;
  for (const item of items) {
    item.hidden = !fits(item, null);
    count += item.hidden ? 0 : 1;
  }
  for (const select of selects) offer(select, items.filter((item) => fits(item, select)));
  const text = word('rows_shown', { count, of: items.length });
  form.querySelector('output')?.replaceChildren(text);
  announce(text);
}

function offer(select, items) {
  for (const option of select.options) {
    const count = items.filter((item) => holds(item, select.name, option.value)).length;
    option.textContent = `${option.dataset.label ?? (option.dataset.label = option.textContent)} (${count})`;
    option.disabled = count === 0 && !option.selected;
  }
}

/** A deep link may set filters: `?country=MN&species=saiga`, also behind the `#` of a single file. */
function fromAddress(form) {
  const asked = new URLSearchParams(location.search || location.hash.split('?')[1] || '');
  for (const select of choices(form)) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
}

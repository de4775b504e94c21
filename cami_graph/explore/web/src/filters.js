// Filters over a list (the gap board): each choice says how many it would leave, and one that leaves none cannot be taken.
import { asked, wish } from './asked.js';
import { word } from './page.js';
import { announce } from './dom.js';

const holds = (item, name, value) => !value || (item.dataset[name] ?? '').split(' ').includes(value);

/** Wakes the filter forms of the page: `<form data-filters="LIST ID">` with selects named after data attributes of the items. */
export function wireFilters() {
  for (const form of document.querySelectorAll('form[data-filters]:not([data-awake])')) {
    form.dataset.awake = 'yes';
    form.hidden = false;
    fromAddress(form);
    more(form);
    form.addEventListener('change', () => (apply(form), toAddress(form)));
    document.getElementById(form.dataset.filters).addEventListener('cami-sorted', () => apply(form));
    form.addEventListener('reset', () => setTimeout(() => (apply(form), toAddress(form))));
    apply(form);
  }
}

/** Filters anew what the switch of documents has left. */
export function refilter() {
  for (const form of document.querySelectorAll('form[data-filters][data-awake]')) apply(form);
}

const choices = (form) => [...form.querySelectorAll('select')];
const itemsOf = (form) => [...document.querySelectorAll(`#${CSS.escape(form.dataset.filters)} > [data-item]:not([data-off])`)];

function apply(form) {
  const selects = choices(form);
  const items = itemsOf(form);
  const fits = (item, except) => selects.every((select) => select === except || holds(item, select.name, select.value));
  let count = 0;
  const list = document.getElementById(form.dataset.filters);
  const first = list.dataset.first ? Number(list.dataset.first) : Infinity;
  for (const item of items) {
    item.hidden = !fits(item, null);
    count += item.hidden ? 0 : 1;
    item.classList.toggle('is-beyond', count > first);
  }
  const button = document.querySelector(`[data-more="${CSS.escape(list.id)}"]`);
  if (button) {
    button.parentElement.hidden = count <= first;
    button.textContent = word('show_all', { count });
  }
  for (const select of selects) offer(select, items.filter((item) => fits(item, select)));
  const text = word('rows_shown', { count: Math.min(count, first), of: count > first ? count : items.length });
  form.querySelector('output')?.replaceChildren(text);
  announce(text);
}

/** A long list shows its beginning; the button under it shows the rest, and the reader goes on where it began. */
function more(form) {
  const button = document.querySelector(`[data-more="${CSS.escape(form.dataset.filters)}"]`);
  button?.addEventListener('click', () => {
    const next = document.querySelector(`#${CSS.escape(form.dataset.filters)} > .is-beyond:not([hidden]) a`);
    delete document.getElementById(form.dataset.filters).dataset.first;
    apply(form);
    next?.focus();
  });
}

function offer(select, items) {
  for (const option of select.options) {
    const count = items.filter((item) => holds(item, select.name, option.value)).length;
    option.textContent = `${option.dataset.label ?? (option.dataset.label = option.textContent)} (${count})`;
    option.disabled = count === 0 && !option.selected;
  }
}

/** A deep link may set filters: `?country=MN&species=saiga`; one that it names twice stands twice, and both must hold. */
function fromAddress(form) {
  const wanted = asked();
  for (const select of choices(form)) {
    const values = wanted.getAll(select.name).filter((value) => [...select.options].some((option) => option.value === value));
    for (const value of values.slice(1).reverse()) again(select, value);
    if (values.length) select.value = values[0];
  }
}

function again(select, value) {
  const other = select.closest('label').cloneNode(true);
  select.closest('label').after(other);
  other.querySelector('select').value = value;
}

/** The address holds the filters, so that the list can be mailed as it stands, and the way back leads to it. */
const toAddress = (form) => wish(Object.fromEntries(choices(form).map(({ name }) => [name, choices(form).filter((one) => one.name === name).map(({ value }) => value)])));

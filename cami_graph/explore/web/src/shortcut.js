// The key / leads to the search, until the reader turns it off: a single key hinders who speaks to the machine (WCAG 2.1.4).
const KEY = 'cami-shortcut';
let isOn = kept() !== 'off';

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Listens for the key on every page. */
export const startShortcut = () => document.addEventListener('keydown', follow);

function follow(event) {
  const [field] = event.composedPath(); // an editor in a shadow of its own hides behind its host
  const typing = /^(input|textarea|select)$/i.test(field.tagName) || field.isContentEditable;
  if (!isOn || event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById('search-field')?.focus();
}

/** Wakes the switch beside the search. */
export function wireShortcut() {
  const button = document.getElementById('key-switch');
  if (!button || button.dataset.awake) return;
  button.dataset.awake = 'yes';
  button.hidden = false;
  show(button);
  button.addEventListener('click', () => {
    isOn = !isOn;
    try {
      localStorage.setItem(KEY, isOn ? 'on' : 'off');
    } catch {
      // A browser that keeps nothing obeys until the page is left.
    }
    show(button);
  });
}

const show = (button) => button.setAttribute('aria-pressed', String(isOn));

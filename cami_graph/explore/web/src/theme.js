// Dark or light: as the system says, until the reader says otherwise.
const KEY = 'cami-theme';

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const theme = () => document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** Sets the kept theme at once. */
export function startTheme() {
  const wanted = kept();
  if (wanted) document.documentElement.dataset.theme = wanted;
}

export function wireTheme() {
  const button = document.getElementById('theme-switch');
  if (!button || button.dataset.awake) return;
  button.dataset.awake = 'yes';
  button.hidden = false;
  show(button);
  button.addEventListener('click', () => {
    const next = theme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing still shows the theme until the page is left.
    }
    show(button);
    document.dispatchEvent(new CustomEvent('cami-theme'));
  });
}

const show = (button) => button.setAttribute('aria-pressed', String(theme() === 'dark'));

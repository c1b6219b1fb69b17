/*
 * Light and dark: asked of the system at first; the reader's choice holds until the page is closed, stored nowhere.
 */
import { repaint } from '../../webmap/colours.js';
import { find } from '../../webmap/elements.js';

const root = () => document.documentElement;

/** @param {HTMLElement} button */
function nameButton(button) {
  const dark = root().dataset.theme === 'dark';
  find('span', button).textContent = dark ? 'Light' : 'Dark';
  button.setAttribute('aria-label', dark ? 'Use light colours' : 'Use dark colours');
}

export function startThemeSwitch() {
  const button = find('#theme');
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let hasChosen = false;

  /** @param {'light' | 'dark'} theme */
  const apply = (theme) => {
    root().dataset.theme = theme;
    nameButton(button);
    repaint();
  };

  button.addEventListener('click', () => {
    hasChosen = true;
    apply(root().dataset.theme === 'dark' ? 'light' : 'dark');
  });
  system.addEventListener('change', () => {
    if (!hasChosen) apply(system.matches ? 'dark' : 'light');
  });
  nameButton(button);
}

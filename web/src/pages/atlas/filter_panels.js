/* The panels of the filters: one is open at a time; Escape closes it, and so does a press elsewhere. */
import { find, findAll } from '../../webmap/elements.js';

/** @param {HTMLElement} filter */
function isOpen(filter) {
  return find('button', filter).getAttribute('aria-expanded') === 'true';
}

/**
 * @param {HTMLElement} filter
 * @param {boolean} opens
 */
function setOpen(filter, opens) {
  find('button', filter).setAttribute('aria-expanded', String(opens));
  find('.facet-panel', filter).hidden = !opens;
}

/** @param {HTMLElement} root around all filters */
export function startFilterPanels(root) {
  const filters = findAll('.facet', root);
  for (const filter of filters) {
    const button = find('button', filter);
    button.addEventListener('click', () => {
      const opens = !isOpen(filter);
      for (const other of filters) setOpen(other, false);
      setOpen(filter, opens);
    });
    filter.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !isOpen(filter)) return;
      event.stopPropagation();
      setOpen(filter, false);
      button.focus();
    });
  }
  document.addEventListener('pointerdown', (event) => {
    for (const filter of filters) {
      if (isOpen(filter) && event.target instanceof Node && !filter.contains(event.target)) setOpen(filter, false);
    }
  });
}

/*
 * The data of a page: blocks of JSON beside its scripts. Each is parsed when it is first asked for, and once: all
 * maps share one world.
 */

/** @type {Map<string, unknown>} */
const parsed = new Map();

/**
 * Return a data block. The prefix keeps the ids of blocks apart from the page's other ids. What a block holds is
 * written in data.d.ts; the caller says which type is meant.
 *
 * @param {string} id
 * @returns {unknown}
 */
export function readBlock(id) {
  if (!parsed.has(id)) {
    const node = document.getElementById(`data-${id}`);
    if (!node) throw new Error(`the page holds no data block ${id}`);
    parsed.set(id, JSON.parse(node.textContent ?? ''));
  }
  return parsed.get(id);
}

/** @returns {import('./data').Theme} */
export function themeBlock() {
  return /** @type {import('./data').Theme} */ (readBlock('theme'));
}

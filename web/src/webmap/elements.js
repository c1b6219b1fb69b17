/*
 * How the scripts make elements. One rule holds everywhere: text from data only ever becomes textContent or an
 * attribute value that cannot run. Nothing here parses markup, so a name such as "<img onerror=…>" is shown as it was
 * typed.
 */
const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {string | number | boolean | null | undefined} Value */
/** @typedef {Node | string | null | undefined} Child */

/**
 * @template {Element} E
 * @param {E} node
 * @param {Record<string, Value>} attributes
 * @param {Child[]} children
 * @returns {E}
 */
function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'text') node.textContent = String(value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

/**
 * Make an HTML element. The attribute `text` is its text; null, undefined and false leave an attribute out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Value>} [attributes]
 * @param {Child[]} [children]
 */
export function element(tag, attributes = {}, children = []) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * Make an SVG element, as `element` does.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Value>} [attributes]
 * @param {Child[]} [children]
 */
export function svg(tag, attributes = {}, children = []) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Return the element that a selector finds. The page's template holds it: a missing one is our own fault, and said.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page holds no ${selector}`);
  return found;
}

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export function findAll(selector, within = document) {
  return Array.from(/** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector)));
}

/**
 * Return the inputs that a selector finds: checkboxes and radio buttons.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLInputElement[]}
 */
export function findInputs(selector, within = document) {
  return Array.from(/** @type {NodeListOf<HTMLInputElement>} */ (within.querySelectorAll(selector)));
}

/**
 * Return what one draws with on a canvas.
 *
 * @param {HTMLCanvasElement} [canvas] a new one, for measuring text, when not given
 */
export function penOf(canvas = element('canvas')) {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser cannot draw on a canvas');
  return pen;
}

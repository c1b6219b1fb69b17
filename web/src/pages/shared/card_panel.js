/*
 * Cards: one is open at a time. It is a panel beside the map on a wide screen and a sheet at the lower edge on a
 * phone. Escape closes it and gives the focus back.
 */
import * as L from 'leaflet';

import { readBlock } from '../../webmap/data_blocks.js';
import { element, find } from '../../webmap/elements.js';
import { drawIcon } from '../../webmap/icons.js';
import { frameOf } from '../../webmap/map_view.js';
import { makeSignal } from '../../webmap/signals.js';
import { drawCardBody, drawHeadline } from './card_content.js';

/** @import { Card } from './data' */

/**
 * Told the id of a card that was opened, or null when it was closed.
 *
 * @type {import('../../webmap/signals.js').Signal<string | null>}
 */
export const cardChanged = makeSignal();

/** @type {{ node: HTMLElement, opener: HTMLElement | null, id: string } | null} */
let open = null;

/**
 * @param {string} id
 * @returns {Card}
 */
function cardOf(id) {
  return /** @type {Record<string, Card>} */ (readBlock('cards'))[id];
}

function closeButton() {
  const button = element('button', { type: 'button', class: 'card-close', 'aria-label': 'Close' }, [drawIcon('close')]);
  button.addEventListener('click', () => closeCard(true));
  return button;
}

/**
 * Several places under one finger: the card begins with a choice.
 *
 * @param {L.Map} map
 * @param {string[]} ids
 * @param {HTMLElement | null} opener
 */
function cardChoice(map, ids, opener) {
  if (ids.length < 2) return null;
  const buttons = ids.map((id) => {
    const button = element('button', { type: 'button', text: cardOf(id).title });
    button.addEventListener('click', () => openCard(map, [id, ...ids.filter((other) => other !== id)], opener));
    return button;
  });
  buttons[0].setAttribute('aria-current', 'true');
  return element('div', { class: 'chooser', role: 'group', 'aria-label': `${ids.length} at this place` }, buttons);
}

/**
 * Return whether what opened a card lies on the right half of the map: a card must not hide what it is about.
 *
 * @param {L.Map} map
 * @param {HTMLElement} opener
 */
function isOnRightHalf(map, opener) {
  const outer = map.getContainer().getBoundingClientRect();
  const inner = opener.getBoundingClientRect();
  return map.getContainer().contains(opener) && inner.left + inner.width / 2 > outer.left + outer.width / 2;
}

/**
 * @param {L.Map} map
 * @param {string[]} ids of cards
 * @param {HTMLElement | null} opener
 */
function drawCard(map, ids, opener) {
  const card = cardOf(ids[0]);
  const heading = element('h3', { text: card.title, lang: card.lang, tabindex: '-1' });
  if (card.colour) heading.style.setProperty('--c', `var(--${card.colour})`);
  const node = element('section', { class: 'gr-card', role: 'dialog', 'aria-label': card.title }, [
    element('header', {}, [
      cardChoice(map, ids, opener),
      heading,
      element('p', { class: 'kind', text: card.kind }),
      drawHeadline(card.headline),
      closeButton(),
    ]),
    drawCardBody(card),
  ]);
  if (card.itinerary) node.style.setProperty('--c', `var(--${card.colour})`);
  return { node, heading };
}

/**
 * Open a card over a map.
 *
 * @param {L.Map} map
 * @param {string[]} ids of the card, and of those offered beside it
 * @param {HTMLElement | null} opener gets the focus back
 */
export function openCard(map, ids, opener) {
  closeCard();
  const { node, heading } = drawCard(map, ids, opener);
  if (opener && isOnRightHalf(map, opener)) node.classList.add('is-left');
  frameOf(map).append(node);
  L.DomEvent.disableScrollPropagation(node);
  if (opener) opener.classList.add('is-open');
  open = { node, opener, id: ids[0] };
  cardChanged.emit(ids[0]);
  heading.focus({ preventScroll: true });
}

/** @param {boolean} [giveFocusBack] */
export function closeCard(giveFocusBack = false) {
  if (!open) return;
  const { node, opener } = open;
  open = null;
  node.remove();
  if (opener) {
    opener.classList.remove('is-open');
    if (giveFocusBack && opener.isConnected) opener.focus({ preventScroll: true });
  }
  cardChanged.emit(null);
}

export function openCardId() {
  return open && open.id;
}

/** Let Escape close the open card; called once a page. */
export function closeCardsByEscape() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    closeCard(true);
  });
}

/**
 * Put a button for zooming into the head of the open card: a card must not be all that one sees of its place or
 * route.
 *
 * @param {L.Map} map
 * @param {string} text
 * @param {() => void} zoom
 */
export function offerZoom(map, text, zoom) {
  const button = element('button', { type: 'button', class: 'button card-zoom', text });
  button.addEventListener('click', zoom);
  find('.gr-card header', frameOf(map)).append(button);
}

/**
 * Return the pixels that the open card takes beside the map's own content; 0 for a sheet below it.
 *
 * @param {L.Map} map
 */
export function cardWidth(map) {
  const card = frameOf(map).querySelector('.gr-card');
  const beside = card instanceof HTMLElement && getComputedStyle(card).position === 'absolute';
  return beside ? card.offsetWidth + 20 : 0;
}

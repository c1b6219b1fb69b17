/* Events inside the page. Each kind of event is one object, so that its listeners know what they are told. */

/**
 * @template T
 * @typedef {{ on: (listener: (value: T) => void) => void, emit: (value: T) => void }} Signal
 */

/**
 * Make a signal: `emit` tells a value to everyone who called `on`, in that order.
 *
 * @template T
 * @returns {Signal<T>}
 */
export function makeSignal() {
  /** @type {((value: T) => void)[]} */
  const listeners = [];
  return {
    on(listener) {
      listeners.push(listener);
    },
    emit(value) {
      for (const listener of listeners) listener(value);
    },
  };
}

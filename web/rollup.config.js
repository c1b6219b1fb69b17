/*
 * One script for each page, as a reader of the page can read it: nothing is minified, comments stay. Leaflet is a
 * script of its own before it, which leaves the global L. What an entry file exports are the members of GR.
 */
const PAGES = ['atlas', 'comparison', 'route'];

/** @type {import('@rollup/wasm-node').RollupOptions[]} */
export default PAGES.map((page) => ({
  input: `src/pages/${page}/${page}.js`,
  external: ['leaflet'],
  output: {
    file: `${process.env.BUNDLES ?? 'bundles'}/${page}.js`,
    format: 'iife',
    name: 'GR',
    globals: { leaflet: 'L' },
    // The namespace of Leaflet is L itself, not a copy of it.
    interop: 'esModule',
    generatedCode: { preset: 'es2015', symbols: false },
    indent: false,
  },
  onLog(level, log, handler) {
    if (level === 'warn') throw new Error(log.message);
    handler(level, log);
  },
}));

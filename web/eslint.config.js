/*
 * What eslint holds: faults first, then the few habits that keep the scripts alike. Unknown names and types are the
 * business of `tsc --checkJs --strict`.
 */
import js from '@eslint/js';

const LONGEST_LINE = 120;

/**
 * Lines as long as Python's; eslint's own rule for it is deprecated.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
const maxLen = {
  create: (context) => ({
    Program() {
      context.sourceCode.lines.forEach((line, i) => {
        if (line.length <= LONGEST_LINE) return;
        context.report({ loc: { line: i + 1, column: 0 }, message: `over ${LONGEST_LINE} characters` });
      });
    },
  }),
};

export default [
  { ignores: ['node_modules/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off', // tsc knows the globals of browsers and of node
      'no-unused-vars': 'off', // tsc again, which knows imports for types
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'prefer-arrow-callback': 'error',
      'prefer-template': 'error',
      'prefer-spread': 'error',
      'object-shorthand': 'error',
      'no-param-reassign': ['error', { props: false }],
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
        property, message: 'Text from data never becomes markup: use element() and svg().',
      }))],
      'no-restricted-syntax': ['error', {
        selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]',
        message: 'Text from data never becomes markup: use element() and svg().',
      }],
      'no-warning-comments': 'error',
    },
  },
  {
    files: ['src/webmap/**/*.js'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['**/pages/**'], message: 'webmap knows no page.' }] }],
    },
  },
  { plugins: { geo_ree: { rules: { 'max-len': maxLen } } }, rules: { 'geo_ree/max-len': 'error' } },
];

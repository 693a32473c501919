import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const ONLY_THE_HOST_KNOWS_TAURI = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/host/ knows Tauri.' }],
};

const WORDS_COME_FROM_TEXTS = [
  ':not(SvelteStyleElement) > SvelteText[value=/\\p{L}/u]',
  'SvelteAttribute[key.name=/^(aria-label|alt|busyText|context|hint|label|lead|placeholder|text|title)$/] > SvelteLiteral[value=/\\p{L}/u]',
].map((selector) => ({ selector, message: 'Words come from src/texts/, in every language.' }));

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/generated/'] },
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'no-restricted-imports': ['error', ONLY_THE_HOST_KNOWS_TAURI],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  { files: ['**/*.svelte'], rules: { 'no-restricted-syntax': ['error', ...WORDS_COME_FROM_TEXTS] } },
  { files: ['src/host/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.*', 'check/**'], languageOptions: { globals: globals.node } },
);

import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const ONLY_THE_HOST_KNOWS_TAURI = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/host/ knows Tauri.' }],
};

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
  { files: ['src/host/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.*'], languageOptions: { globals: globals.node } },
);

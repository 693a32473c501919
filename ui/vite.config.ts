import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** The shell's policy: the page obeys it in a plain browser too. */
function contentSecurityPolicy(): string {
  const shell = readFileSync(new URL('../tauri.conf.json', import.meta.url), 'utf8');
  return (JSON.parse(shell) as { app: { security: { csp: string } } }).app.security.csp;
}

/** Fills the static shell: the logo, and in a build the policy (the development server needs inline scripts). */
function shell(): Plugin {
  let building = false;
  return {
    name: 'shell',
    configResolved(config) {
      building = config.command === 'build';
    },
    transformIndexHtml(html) {
      const logo = readFileSync(new URL('src/icons/logo.svg', import.meta.url), 'utf8').trim();
      const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />`;
      return html.replace('<!-- logo -->', logo).replace('<!-- policy -->', building ? policy : '');
    },
  };
}

export default defineConfig({
  plugins: [svelte(), shell()],
  base: './',
  build: {
    // WebKitGTK 2.38 and Safari 16 are the oldest webviews that Tauri 2 meets.
    target: ['es2022', 'safari16', 'chrome111'],
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { host: '127.0.0.1', strictPort: false },
  preview: { host: '127.0.0.1' },
});

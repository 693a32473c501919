import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { View } from '../contract';
import type { Host } from './host';

/** The desktop shell: commands `act`, `view`, `painted` and its own zoom, event `view`. */
export function tauriHost(): Host {
  return {
    initial: () => window.__NUGET_ACCOUNTS_VIEW__ ?? null,

    act: (action) => invoke<View>('act', { action }),

    onView(listener) {
      // Asked for once more after listening, since a view may have come between the page's load and now.
      void listen<View>('view', ({ payload }) => {
        listener(payload);
      }).then(async () => {
        listener(await invoke<View>('view'));
      });
    },

    painted() {
      void invoke('painted');
    },

    zoom(factor) {
      void invoke('plugin:webview|set_webview_zoom', { value: factor });
    },
  };
}

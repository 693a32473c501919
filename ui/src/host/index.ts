import { browserHost } from './browser';
import type { Host } from './host';
import { tauriHost } from './tauri';

export type { Host } from './host';

export function findHost(): Host {
  return '__TAURI_INTERNALS__' in window ? tauriHost() : browserHost();
}

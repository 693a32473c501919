import type { Action } from '../contract';
import { act } from './app.svelte';
import { hooks } from './hooks';

/** The attributes of a button that sends an act: spread them onto it. */
export function sends(action: Action): Record<string, string | (() => void)> {
  return { type: 'button', ...hooks(action), onclick: () => void act(action) };
}

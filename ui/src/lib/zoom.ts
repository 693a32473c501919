import { findHost } from '../host';
import { act } from './app.svelte';

/** As in every browser, in steps from half to four times. */
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** How the key that was pressed changes the step; a plus is another key on each keyboard, so its sign counts. */
function next(key: string, factor: number): number | undefined {
  if (key === '0') return 1;
  if (key === '+' || key === '=') return STEPS.find((step) => step > factor) ?? factor;
  if (key === '-' || key === '_') return [...STEPS].reverse().find((step) => step < factor) ?? factor;
  return undefined;
}

/** Ctrl or Cmd with plus, minus and nought draw the page larger, smaller, and as it was; the next start draws it so. */
export function zoomByKeys(): void {
  const host = findHost();
  if (!host.zoom) return;
  // What was chosen the last time; the shell has drawn it so already.
  let factor = (host.initial()?.zoom ?? 100) / 100;
  window.addEventListener('keydown', (event) => {
    if ((!event.ctrlKey && !event.metaKey) || event.altKey) return;
    const wanted = next(event.key, factor);
    if (wanted === undefined) return;
    event.preventDefault();
    factor = wanted;
    host.zoom?.(factor);
    void act({ do: 'set_zoom', percent: Math.round(factor * 100) });
  });
}

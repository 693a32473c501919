import { createSubscriber } from 'svelte/reactivity';
import type { GalleryRow } from '../contract';
import { app, now } from './app.svelte';

const MINUTE = 60_000;

/**
 * Renews what depends on the time: once a minute while the window can be seen, and when it is seen again. Nothing runs
 * while nothing that shows a time is drawn.
 */
const subscribe = createSubscriber((renew) => {
  const tick = (): void => {
    if (!document.hidden) renew();
  };
  const timer = setInterval(tick, MINUTE);
  window.addEventListener('focus', tick);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', tick);
    document.removeEventListener('visibilitychange', tick);
  };
});

export const clock = {
  /** The present time in milliseconds, as fresh as the last view or minute. */
  get now(): number {
    subscribe();
    void app.view;
    return now();
  },
  /** The present time at a gallery: at the practice gallery, with what the person let pass. */
  at(gallery: Pick<GalleryRow, 'practice'>): number {
    return clock.now + (gallery.practice ? (app.view?.practice_ahead ?? 0) * 1000 : 0);
  },
};

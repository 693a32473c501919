import type { Action, View } from '../contract';

declare global {
  interface Window {
    /** The view at start-up, put there before any script of the page runs, so that the first paint needs no question. */
    __NUGET_ACCOUNTS_VIEW__?: View;
  }
}

/** What surrounds the page: the desktop shell, or a plain browser. */
export interface Host {
  /** The view that is known already, if any. */
  initial(): View | null;
  /** Sends an act of the person, and gives the view after it. Rejects where it could not be delivered. */
  act(action: Action): Promise<View | null>;
  /** Hears each new view, in any order; the highest revision counts. */
  onView(hear: (view: View) => void): void;
  /** The first real page is on the screen. */
  painted?(): void;
  /** Draws everything larger or smaller, 1 being as it is; a browser does so by itself. */
  zoom?(factor: number): void;
  /** The present time in milliseconds, where it is not the computer's. */
  now?(): number;
}

import type { Action } from '../contract';
import type { Host } from './host';

declare global {
  interface Window {
    /** Every act so far, for whoever looks at the page from outside. */
    __NUGET_ACCOUNTS_ACTIONS__?: Action[];
    /** The names of all fixtures, for whoever looks at each of them. */
    __NUGET_ACCOUNTS_FIXTURES__?: string[];
  }
}

/**
 * A plain browser: draws the view that was put on the page, or the fixture that the address names
 * (`?fixture=account&theme=dark`), and logs what the person does. For looks and for measurements.
 */
export function browserHost(): Host {
  const given = window.__NUGET_ACCOUNTS_VIEW__ ?? null;
  const acts: Action[] = [];
  window.__NUGET_ACCOUNTS_ACTIONS__ = acts;
  let fixedNow: number | undefined;

  return {
    initial: () => given,

    act(action) {
      acts.push(action);
      return Promise.resolve(null);
    },

    onView(hear) {
      if (given) return;
      void import('./fixtures').then(({ NOW, fixture, names }) => {
        fixedNow = NOW;
        window.__NUGET_ACCOUNTS_FIXTURES__ = names;
        hear(fixture(new URLSearchParams(location.search)));
      });
    },

    // Whoever serves the page may want to know when it was painted; nobody else answers.
    painted() {
      new Image().src = '/painted';
    },

    now: () => fixedNow ?? Date.now(),
  };
}

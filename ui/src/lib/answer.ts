import type { Action, Choice, FieldName, Offer } from '../contract';
import { act } from './app.svelte';
import type { Draft } from './draft.svelte';

/** What stands in a wizard's fields, sent with each answer: what was typed a moment ago is part of it. */
export class Answer {
  #drafts = new Map<FieldName, Draft>();

  /** A field lends its draft; what it gets back takes it away again. */
  holds(name: FieldName, draft: Draft): () => void {
    this.#drafts.set(name, draft);
    return () => this.#drafts.delete(name);
  }

  action(choice: Choice, target: string | null): Action {
    const typed = [...this.#drafts].map(([field, { text }]) => ({ field, text }));
    return { do: 'choose', choice, target, typed };
  }

  choose({ choice, target }: Offer): Promise<void> {
    const sent = act(this.action(choice, target));
    for (const draft of this.#drafts.values()) draft.sentWith(sent);
    return sent;
  }
}

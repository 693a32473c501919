import type { Action, Choice, FieldName, Offer } from '../contract';
import { act } from './app.svelte';

/** What stands in a wizard's fields, sent with each answer: what was typed a moment ago is part of it. */
export class Answer {
  #texts = new Map<FieldName, () => string>();

  /** A field says how its text is read; what it gives back takes it away again. */
  holds(name: FieldName, text: () => string): () => void {
    this.#texts.set(name, text);
    return () => this.#texts.delete(name);
  }

  action(choice: Choice, target: string | null): Action {
    const typed = [...this.#texts].map(([field, text]) => ({ field, text: text() }));
    return { do: 'choose', choice, target, typed };
  }

  choose({ choice, target }: Offer): Promise<void> {
    return act(this.action(choice, target));
  }
}

/** How long typing rests before it is kept, in milliseconds. */
const PAUSE = 300;

/** The drafts of the fields that are drawn. */
let drawn: Draft[] = [];

/** Sends what was typed a moment ago, in whichever field. */
export function flushDrafts(): void {
  for (const draft of drawn) draft.flush();
}

/**
 * A text field whose text belongs to the person. What is typed is sent after a pause and when the field is left; a view
 * that arrives meanwhile does not overwrite it. Made while its component is; what was not sent when that goes is sent then.
 */
export class Draft {
  text = $state('');
  /** Whether the person has changed it and may not be done: then no view overwrites it. */
  #mine = false;
  #focused = false;
  /** How often it was changed; how many of these changes were sent, and answered. */
  #typed = 0;
  #sent = 0;
  #answered = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #send: (text: string) => Promise<void>;

  constructor(text: string, send: (text: string) => Promise<void>) {
    this.text = text;
    this.#send = send;
    $effect(() => {
      drawn.push(this);
      return () => {
        drawn = drawn.filter((draft) => draft !== this);
        this.flush();
      };
    });
  }

  /** A view says what it knows. */
  take(text: string): void {
    if (!this.#mine) this.text = text;
  }

  focus = (): void => {
    this.#focused = true;
  };

  input = (event: Event): void => {
    this.text = (event.currentTarget as HTMLInputElement).value;
    this.#mine = true;
    this.#typed += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, PAUSE);
  };

  blur = (): void => {
    this.#focused = false;
    this.flush();
    this.#release();
  };

  /** Sends what was not sent yet. */
  flush = (): void => {
    clearTimeout(this.#timer);
    if (this.#sent === this.#typed) return;
    const typed = (this.#sent = this.#typed);
    void this.#send(this.text).then(() => {
      this.#answered = typed;
      this.#release();
    });
  };

  /** The text went with an act of its own: nothing is left to send. */
  sentWith(act: Promise<void>): void {
    clearTimeout(this.#timer);
    const typed = (this.#sent = this.#typed);
    void act.then(() => {
      this.#answered = typed;
      this.#release();
    });
  }

  #release(): void {
    if (!this.#focused && this.#answered === this.#typed) this.#mine = false;
  }
}

/** How soon after a click another one at the same place is the second half of a double click, in milliseconds. */
const DOUBLE_CLICK = 500;

/**
 * Tells the second half of a double click that a page answered by giving way to another one. Nobody has read that page
 * yet, and whatever lies under the pointer there was not what was meant.
 */
export class Presses {
  #page = '';
  #at = -DOUBLE_CLICK;

  /** Whether a click is meant for the page that is shown. */
  isMeant(click: MouseEvent, page: string): boolean {
    const late = click.timeStamp - this.#at >= DOUBLE_CLICK;
    this.#at = click.timeStamp;
    if (click.detail > 1 && !late && page !== this.#page) return false;
    this.#page = page;
    return true;
  }
}

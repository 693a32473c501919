import type { Identity } from '../../contract';

/** What to call somebody who came back: the address, or else the name. */
export function who(identity: Identity): string {
  return identity.address ?? identity.name ?? 'diese Person';
}

/** The names that a sentence about a refusal may use. */
export interface About {
  /** The gallery's name. */
  gallery: string;
  /** The account's username, where there is one. */
  username?: string;
  /** Whether access to the account is being recovered. */
  recovers?: boolean;
}

/** The one act that helps most; the page decides whether it can offer it. */
export type Help = 'sign_in' | 'refresh' | 'copy_address' | 'resend' | 'probe_keyring' | 'another_account';

/** A refusal in words: what happened, what to do next. */
export interface RefusalText {
  what: string;
  next: string;
  help?: Help;
}

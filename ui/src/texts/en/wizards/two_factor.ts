import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { count } from '../numbers';

/** Switch two-factor on or off. */
export const twoFactor = {
  two_factor_intro: {
    title: ({ username, is }) =>
      is === undefined
        ? `Two-factor for ${username}`
        : is
          ? `Two-factor is on for ${username}`
          : `Switch two-factor on for ${username}?`,
    lead: ({ username, is }) =>
      is
        ? `Every sign-in to ${username} takes a second factor: a code on a phone or in a mailbox, which Microsoft asks for.`
        : `Every sign-in to ${username} then takes a second factor, which Microsoft asks for: a code on a phone or in a mailbox. A stolen password is not enough any more.`,
  },
  two_factor_missing: {
    title: 'This gallery does not ask for a second factor',
    lead: ({ person }) =>
      `Microsoft can still ask for one, at every sign-in${person ? ` of ${person}` : ''}: switch on two-step verification on the security page of your Microsoft account.`,
  },
  two_factor_work: {
    title: ({ username }) => `Your company decides about two-factor for ${username}`,
    lead: ({ person }) =>
      `${person ?? 'The Microsoft account'} is a work or school account. Its administrators say when Microsoft asks for a second factor, and the gallery leaves that to them. Switched on here, it protects the account once a personal Microsoft account opens it, and every recovery by mail.`,
    choices: { choose_on: { title: 'Switch it on all the same' } },
  },
  two_factor_blocked: {
    title: 'This cannot be changed now',
    lead: 'This stands in the way, all of it:',
  },
  two_factor_enrol: {
    title: 'Does your Microsoft account know a phone or another mailbox?',
    lead: 'A second factor is kept at Microsoft, not here. If it has none yet, Microsoft’s page asks for one when you sign in on the next page.',
  },
  two_factor_prove: {
    title: ({ person }) => `Sign in as ${person ?? 'the account that opens it now'}, with the second factor`,
    lead: ({ is }) =>
      is
        ? 'So nobody who has only your password switches it off. Nothing is switched off by signing in.'
        : 'Microsoft asks for it this time. That shows that it works before anything depends on it.',
  },
  two_factor_wrong_person: {
    title: ({ other_person }) => `That was ${other_person ?? 'another Microsoft account'}`,
    lead: ({ username, person }) =>
      `${username} is opened by ${person ?? 'another Microsoft account'}. Nothing was changed, and your place is kept.`,
  },
  two_factor_not_used: {
    title: 'Microsoft did not ask for a second factor',
    lead: 'Or the gallery was not told of it. Nothing was changed. Enrol a phone or a mailbox at Microsoft, and sign in again.',
  },
  two_factor_codes: {
    title: 'What if you lose the second factor?',
    lead: ({ username, count: left }) =>
      left
        ? `${username} has ${count(left, 'recovery code', 'recovery codes')} left. You type one of them to switch two-factor on; it is not used up.`
        : `Then a recovery code opens ${username}. ${username} has none yet, so ten are made first.`,
  },
  two_factor_codes_prove: {
    title: ({ person }) => `Sign in as ${person ?? 'the account that opens it now'} once more`,
    lead: 'Each sign-in is good for one act. This one is for making the codes.',
  },
  two_factor_codes_make: {
    title: ({ username }) => `Make ten recovery codes for ${username}`,
    lead: 'They are shown once. Have a printer, paper or a password manager ready.',
  },
  two_factor_codes_shown: {
    title: 'Keep these codes',
    lead: 'Two-factor is still off. The next page asks for one of them, and switches it on.',
    choices: { begin_again: { title: 'Make new ones' } },
  },
  two_factor_on: {
    title: ({ username }) => `Type a recovery code, and switch two-factor on for ${username}`,
    lead: 'From the paper, or wherever you keep them. It is not used up.',
  },
  two_factor_off: {
    title: ({ username }) => `Switch two-factor off for ${username}?`,
    lead: 'Whoever has the password of your Microsoft account can then sign in, unless Microsoft itself asks for more.',
  },
  two_factor_on_done: {
    title: ({ username }) => `Two-factor is on for ${username}`,
    lead: 'From now on each sign-in takes your second factor. Without it, a recovery code opens the way back.',
  },
  two_factor_off_done: {
    title: ({ username }) => `Two-factor is off for ${username}`,
    lead: 'Your recovery codes still work.',
  },
} satisfies Partial<StepTable<Step>>;

import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

const proveLead = 'That shows that the codes are yours. Nothing changes by it.';

/** Make recovery codes. */
export const recoveryCodes = {
  recovery_codes_intro: {
    title: ({ username }) => `Make recovery codes for ${username}?`,
    lead: ({ username }) =>
      `Ten codes, each for one use. When you have lost your Microsoft account or your phone, one of them helps you back into ${username} without a wait. They belong where you keep papers.`,
  },
  recovery_codes_blocked: {
    title: 'No codes can be made now',
    lead: 'This stands in the way, all of it:',
  },
  recovery_codes_prove: {
    title: ({ person }) => `Sign in as ${person ?? 'the account that opens it now'}`,
    lead: proveLead,
  },
  recovery_codes_wrong_person: {
    title: ({ other_person }) => `That was ${other_person ?? 'another Microsoft account'}`,
    lead: ({ username, person }) =>
      `${username} is opened by ${person ?? 'another Microsoft account'}. Nothing was changed, and your place is kept.`,
  },
  recovery_codes_make: {
    title: ({ username }) => `Make ten recovery codes for ${username}`,
    lead: 'They are shown once. Have a printer, paper or a password manager ready.',
  },
  recovery_codes_shown: {
    title: ({ is }) => (is ? 'The codes can no longer be shown' : 'Keep these codes'),
    lead: ({ username, is }) =>
      is
        ? `They were made, but the app was closed before you went on. Make new ones; those take their place.`
        : `They are for getting back into ${username}, each of them once. The next page asks for one.`,
    choices: { begin_again: { title: 'Make new ones' } },
  },
  recovery_codes_verify: {
    title: 'Type one of the codes',
    lead: 'From the paper, or wherever you keep them: so you know that they are there. It is compared on this computer and not used up.',
  },
  recovery_codes_done: {
    title: ({ username }) => `${username} has ten recovery codes`,
    lead: 'Strike each one out when you have used it.',
  },
} satisfies Partial<StepTable<Step>>;

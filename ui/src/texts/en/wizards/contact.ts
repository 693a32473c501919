import type { Step } from '../../../contract';
import type { StepWords, StepTable } from '../../words';
import { date, time } from '../numbers';

type Steps = Extract<Step, `contact_email_${string}` | `username_${string}` | 'mail_choices'>;

const confirmation: StepWords['choices'] = {
  confirm_code: { title: 'Confirm' },
};

/** Contact e-mail, what is mailed, username. */
export const contact: StepTable<Steps> = {
  contact_email_address: {
    title: ({ username }) => `Where should the mails for ${username} go?`,
    lead: ({ address, other_address }) =>
      other_address
        ? `${other_address} waits to be confirmed. Another address takes its place.`
        : address
          ? `They go to ${address} now. That stays so until the new address is confirmed.`
          : 'A code is mailed there, so that nobody enters an address that is not theirs.',
    fields: {
      email: { label: 'New e-mail address', hint: 'A code is mailed there.' },
    },
  },
  contact_email_later: {
    title: ({ is, until }) =>
      is
        ? `You are told when the contact e-mail can be changed${until ? `: on ${date(until)}, ${time(until)}` : ''}`
        : 'Which address should it be then?',
    lead: ({ username, address, other_address, is, until }) =>
      is
        ? `The mails for ${username} go to ${address ?? 'the present address'} until then. ${other_address ? `${other_address} is kept here, and is asked for only when you press.` : 'You type the new address then.'} You can close this page, and the app: the list at the left shows it, and a notification tells you when it is time.`
        : `The Microsoft account of ${username} was changed a short while ago. As long as that can be undone${until ? `, until ${date(until)}, ${time(until)}` : ''}, the mails go to ${address ?? 'the present address'}: so nobody takes over the account and its mail at once.`,
    fields: {
      email: { label: 'New e-mail address', hint: 'Nothing is mailed there yet. You can leave it empty.' },
    },
    choices: { look_again: { title: 'Look whether it is possible now' } },
  },
  contact_email_proof: {
    title: ({ username }) => `Sign in once more, as ${username}`,
    lead: ({ person, other_address }) =>
      `In place of the password, so that nobody else at this computer takes over the mails. ${person ? `Sign in as ${person}. ` : ''}Nothing is changed by signing in; before a code is mailed to ${other_address ?? 'the new address'}, you are asked.`,
  },
  contact_email_wrong_person: {
    title: ({ username }) => `That Microsoft account does not open ${username}`,
    lead: ({ person, other_person }) =>
      `Expected ${person ?? 'the one that opens it'}, and ${other_person ?? 'somebody else'} came back. Nothing was changed. At Microsoft, choose “use another account”.`,
    choices: { open_browser: { title: ({ person }) => `Sign in as ${person ?? 'the right one'}` } },
  },
  contact_email_check: {
    title: ({ other_address }) => `Mail a code to ${other_address}?`,
    lead: ({ address, other_address }) =>
      address
        ? `${address} stays in use until the code is typed. After that, a link mailed to ${address} can put it back for 72 hours.`
        : `${other_address} is used as soon as the code is typed.`,
    choices: {
      change_email: { title: ({ other_address }) => `Mail a code to ${other_address}` },
    },
  },
  contact_email_code: {
    title: 'Type the code from the mail',
    lead: ({ other_address }) => `It was mailed to ${other_address}. It works for 15 minutes and five tries.`,
    fields: {
      code: {
        label: 'Code from the mail',
        hint: ({ organization }) =>
          organization
            ? '8 digits. Spaces do not matter.'
            : '8 digits; spaces do not matter. You can also paste the link of the mail.',
      },
    },
    choices: {
      ...confirmation,
      withdraw_email: { title: ({ address }) => `Stay with ${address}` },
    },
  },
  contact_email_done: {
    title: ({ username, address }) => `The mails for ${username} go to ${address} now`,
    lead: ({ other_address }) =>
      other_address
        ? `${other_address} was told, with a link that puts it back. The link works for 72 hours.`
        : 'The address is confirmed.',
  },
  contact_email_withdrawn: {
    title: ({ address }) => (address ? `The mails still go to ${address}` : 'No other address waits any more'),
    lead: 'The code that was mailed does not work any more.',
  },
  mail_choices: {
    title: ({ username }) => `Which mails should ${username} get?`,
    lead: ({ address }) =>
      `Each choice counts at once. What concerns the account’s own security is always mailed${address ? ` to ${address}` : ''}.`,
    choices: {
      mail_on: { title: 'Mail me this' },
      mail_off: { title: 'Stop mailing this' },
    },
  },
  username_intro: {
    title: ({ username }) => `Another name for ${username}?`,
    lead: 'This is what a new name means. Nothing has been changed.',
  },
  username_name: {
    title: 'Which name, and why?',
    lead: 'The operator of the gallery reads both.',
    fields: {
      username: { label: 'New username', hint: '3 to 64 letters, digits, dots, hyphens and underscores.' },
    },
  },
  username_check: {
    title: ({ username, other }) => `Ask for ${other} in place of ${username}?`,
    lead: 'The request changes nothing. This changes when the operator grants it:',
    choices: {
      request_username: { title: ({ other }) => `Ask for ${other}` },
    },
  },
  username_waiting: {
    title: ({ other }) => `You asked for ${other}`,
    lead: ({ username, at }) =>
      `${at ? `Since ${date(at)}, ${time(at)}, it` : 'It'} waits for the operator of the gallery. Until then you are ${username}. You can close this; it goes on.`,
    choices: {
      withdraw_username: { title: 'Withdraw the request' },
      cancel: { title: 'Close' },
    },
  },
  username_done: {
    title: ({ other }) => `Your name is ${other} now`,
    lead: 'Your sessions go on. The earlier name stays taken for ever.',
  },
  username_withdrawn: {
    title: ({ username }) => `You stay ${username}`,
    lead: 'The request is withdrawn. You can ask again at any time.',
  },
  username_refused: {
    title: ({ username }) => `You stay ${username}`,
    lead: ({ other }) =>
      `The request for ${other ?? 'another name'} is over: the operator refused it, or it was withdrawn elsewhere. The account’s activity says which, and why.`,
  },
};

import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date, time } from '../numbers';

type Steps = Extract<Step, `convert_${string}` | 'answer_conversion' | `answer_conversion_${string}`>;

function when(at: string | undefined): string {
  return at ? `${date(at)}, ${time(at)}` : 'then';
}

/** Conversion to an organization, from both sides. */
export const conversion: StepTable<Steps> = {
  convert_intro: {
    title: ({ username }) => `Make an organization of ${username}?`,
    lead: 'This is what it means. Nothing has been changed.',
  },
  convert_blockers: {
    title: ({ count = 0 }) =>
      count === 0 ? 'Nothing stands in the way any more' : 'First, this has to be out of the way',
    lead: ({ username, count = 0 }) =>
      count === 0
        ? `${username} can be converted.`
        : 'All of it is here, each with what helps. What is done disappears from the list.',
  },
  convert_leave: {
    title: ({ organization }) => `Leave ${organization}?`,
    lead: ({ username, organization }) =>
      `${username} cannot be an organization as long as it is a member of one. To come back to ${organization}, you would have to be invited again.`,
    choices: { leave_organization: { title: ({ organization }) => `Leave ${organization}` } },
  },
  convert_administrator: {
    title: ({ username }) => `Who will administer ${username}?`,
    lead: 'Another account: your own second one, or somebody you trust. They are asked, and have to accept.',
    fields: {
      username: {
        label: 'Their username',
        hint: 'The username, not the e-mail address, of a person at this gallery whose address is confirmed.',
      },
    },
  },
  convert_proof: {
    title: ({ username }) => `Sign in once more, as ${username}`,
    lead: ({ person }) =>
      `So that nobody else at this computer gives it away. ${person ? `Sign in as ${person}. ` : ''}Nothing is changed by signing in.`,
  },
  convert_wrong_person: {
    title: ({ username }) => `That Microsoft account does not open ${username}`,
    lead: ({ person, other_person }) =>
      `Expected ${person ?? 'the one that opens it'}, and ${other_person ?? 'somebody else'} came back. Nothing was changed. At Microsoft, choose “use another account”.`,
    choices: { open_browser: { title: ({ person }) => `Sign in as ${person ?? 'the right one'}` } },
  },
  convert_check: {
    title: ({ username, other }) => `Ask ${other} to make ${username} an organization?`,
    lead: ({ other, is }) =>
      is
        ? `This changes 72 hours after ${other} accepts, because it is asked for in a recovery. Until then you, ${other}, and whoever reads the mails of both can stop it; after that it can never be taken back.`
        : `This changes when ${other} accepts, and can never be taken back then. Until then you can withdraw the request.`,
    choices: { request_conversion: { title: ({ other }) => `Ask ${other}` } },
  },
  convert_waiting: {
    title: ({ username, other, is, until }) =>
      is ? `${username} becomes an organization on ${when(until)}` : `${other} has to accept`,
    lead: ({ username, other, is, until }) =>
      is
        ? `${other} accepted. You, ${other}, and whoever reads the mails of both can stop it until then.`
        : `They can until ${when(until)}. Until then ${username} stays as it is, and you can withdraw the request. You can close this; it goes on.`,
    choices: { cancel_conversion: { title: 'Withdraw the request' }, cancel: { title: 'Close' } },
  },
  convert_signed_out: {
    title: ({ username }) => `You are signed out of ${username}`,
    lead: ({ username, other, address, is, until }) =>
      is
        ? `A recovery lasts 30 minutes; what you asked ${other} for goes on until ${when(until)}. To see how it stands, or to withdraw it, get in again.`
        : `That is what happens when ${other} accepts: ${username} is an organization then, and nobody signs in to it any more. A mail${address ? ` to ${address}` : ''} says so. If none came, sign in again. If ${other} is yours too, add that account here and look again.`,
    choices: {
      sign_in_elsewhere: { title: 'Sign in again' },
      begin_again: { title: 'Get in again' },
      finish: { title: 'Close' },
    },
  },
  convert_done: {
    title: ({ username }) => `${username} is an organization now`,
    lead: ({ username, other }) => `${other} administers it. Nobody signs in as ${username} any more.`,
  },
  convert_cancelled: {
    title: ({ username }) => `${username} stays as it is`,
    lead: ({ other }) =>
      `The request is withdrawn${other ? `, and ${other} is told` : ''}. You can ask again at any time.`,
  },
  convert_over: {
    title: ({ username }) => `${username} was not converted`,
    lead: ({ other }) =>
      `${other ?? 'The administrator'} declined the request, it was withdrawn elsewhere, or its time ran out. The account’s activity says which. Nothing has been changed.`,
  },
  answer_conversion: {
    title: ({ other }) => `Administer ${other} as an organization?`,
    lead: ({ other, is, until }) =>
      `${other} asks you. You can answer until ${when(until)}. ${is ? 'It takes effect 72 hours after you accept, because it was asked for in a recovery; until then both of you can stop it.' : 'It takes effect as soon as you accept, and can never be taken back.'}`,
    fields: { confirmation: { label: ({ other }) => `To accept, type ${other}`, hint: 'Capitals do not matter.' } },
    choices: {
      accept_conversion: { title: ({ other }) => `Accept, and administer ${other}` },
      reject_conversion: { title: 'Decline' },
    },
  },
  answer_conversion_accepted: {
    title: ({ other }) => `${other} is an organization now`,
    lead: 'You are its only administrator. Invite others from its list of members.',
  },
  answer_conversion_later: {
    title: ({ other, until }) => `${other} becomes an organization on ${when(until)}`,
    lead: ({ other }) => `You accepted. Until then you or ${other} can still stop it.`,
    choices: { reject_conversion: { title: 'Stop it' }, finish: { title: 'Close' } },
  },
  answer_conversion_rejected: {
    title: ({ other }) => `${other} stays as it is`,
    lead: ({ other }) => `You declined the conversion, and ${other} is told by mail.`,
  },
  answer_conversion_gone: {
    title: ({ other }) => `${other} does not ask any more`,
    lead: 'The request was withdrawn, answered elsewhere, or its time ran out. Nothing has been changed here.',
  },
};

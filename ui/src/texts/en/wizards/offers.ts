import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date } from '../numbers';

type Steps = Extract<Step, 'answer_offer' | `answer_offer_${string}`>;

/** Answer an offer of ownership. */
export const offers: StepTable<Steps> = {
  answer_offer: {
    title: ({ word, organization }) =>
      organization ? `Should ${organization} own ${word}?` : `Do you want to own ${word}?`,
    lead: ({ username, other, organization, is, until }) =>
      `${other ?? 'An owner'} offers it to ${organization ?? username ?? 'you'}${is ? `, and stops being an owner when you accept` : ''}. An owner publishes its versions, and answers for them. ${until ? `You can answer until ${date(until)}.` : ''}`,
    choices: {
      accept_offer: { title: ({ word }) => `Accept ${word}` },
      decline_offer: { title: 'Decline' },
    },
  },
  answer_offer_accepted: {
    title: ({ username, organization, word }) => `${organization ?? username} owns ${word} now`,
    lead: 'Its other owners hear of it.',
  },
  answer_offer_declined: {
    title: ({ word }) => `You declined ${word}`,
    lead: 'Whoever offered it sees that. It can be offered again.',
  },
  answer_offer_gone: {
    title: ({ word }) => `${word} is not offered any more`,
    lead: 'The offer was withdrawn, answered elsewhere, or its time ran out; or only an administrator of the organization may answer it.',
  },
};

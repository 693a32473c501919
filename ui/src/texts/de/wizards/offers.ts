import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date } from '../numbers';

type Steps = Extract<Step, 'answer_offer' | `answer_offer_${string}`>;

/** Answer an offer of ownership. */
export const offers: StepTable<Steps> = {
  answer_offer: {
    title: ({ word, organization }) =>
      organization ? `Soll ${word} ${organization} gehören?` : `Soll ${word} Ihnen gehören?`,
    lead: ({ username, other, organization, is, until }) =>
      `${other ?? 'Ein Besitzer'} bietet das Paket ${organization ?? username ?? 'Ihnen'} an${is ? ' und ist nicht mehr Besitzer, sobald Sie annehmen' : ''}. Wer ein Paket besitzt, veröffentlicht seine Versionen und steht für sie ein. ${until ? `Sie können bis zum ${date(until)} antworten.` : ''}`,
    choices: {
      accept_offer: { title: ({ word }) => `${word} annehmen` },
      decline_offer: { title: 'Ablehnen' },
    },
  },
  answer_offer_accepted: {
    title: ({ username, organization, word }) => `${word} gehört jetzt ${organization ?? username}`,
    lead: 'Die anderen Besitzer erfahren es.',
  },
  answer_offer_declined: {
    title: ({ word }) => `Sie haben ${word} abgelehnt`,
    lead: 'Wer es angeboten hat, sieht das. Es kann wieder angeboten werden.',
  },
  answer_offer_gone: {
    title: ({ word }) => `${word} wird nicht mehr angeboten`,
    lead: 'Das Angebot wurde zurückgezogen, anderswo beantwortet, oder seine Zeit ist abgelaufen; oder nur wer die Organisation verwaltet, darf antworten.',
  },
};

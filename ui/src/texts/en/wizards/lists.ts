import type { ListName } from '../../../contract';
import type { ChoiceWords } from '../../words';
import { date, time } from '../numbers';
import { apiKeyLists } from './api_key_words';
import { guidedLists } from './guided';
import { recoveryLists } from './recovery_words';

/** The title of each list, and what it says by itself. */
export const lists: Record<ListName, ChoiceWords> = {
  signs_in_now: { title: ({ username }) => `Opens ${username ?? 'the account'} now` },
  came_back: { title: 'Came back from your browser' },
  signs_in_next: { title: ({ username }) => `Is to open ${username ?? 'the account'}` },
  signs_in_there: { title: ({ other }) => `Is to open ${other ?? 'the other account'}` },
  will_change: { title: 'What changes' },
  stays: { title: 'This has been done and stays so' },
  nothing_changed: { title: 'Nothing has been changed.', text: 'You can begin again at any time.' },
  other_loses: { title: ({ other }) => `What happens if ${other ?? 'the other account'} is deleted` },
  unsure: {
    title: 'The answer was lost.',
    text: 'It may be done or not. “Try again” asks the gallery; it never does it twice.',
  },
  same_address: { title: 'That is the address already.', text: 'It is confirmed, and the mails go there.' },
  code_sent: { title: 'Another code is on its way.', text: 'The one before does not work any more.' },
  blockers: { title: 'What stands in the way' },
  mails: { title: 'Mails' },
  rename_means: { title: 'What a new name means' },
  orphans: { title: 'Nobody else owns' },
  offered: {
    title: 'An offer counts when it is accepted.',
    text: 'You can wait for that: this wizard keeps its place, and the list gets shorter.',
  },
  conversion_means: { title: 'What it means' },
  still_waits: {
    title: 'What was asked for still waits.',
    text: 'You find it again on the account’s page.',
  },
  members: { title: 'Members' },
  invited: { title: 'Invited' },
  confirm_first: {
    title: 'The e-mail address of the organization is not confirmed.',
    text: 'Until it is, nobody can be invited, changed or removed.',
  },
  ...recoveryLists,
  ...guidedLists,
  ...apiKeyLists,
  third_way: {
    title: 'How it goes',
    text: ({ username, other, person }) =>
      `1. You sign in to ${other} as ${person ?? 'its Microsoft account'}.\n2. You sign in with a third Microsoft account, which opens ${other} from then on.\n3. ${person ?? 'The one it used'} is free, and opens ${username} from then on.\nYou decide before each change.`,
  },
  tenant_binds: {
    title: ({ organization }) => `${organization ?? 'It'} takes accounts of one company only.`,
    text: 'New members must sign in with a work or school account of that company. Who signs in with such an account cannot change it as a member: that takes leaving first.',
  },
  replaced_elsewhere: {
    title: ({ other }) => `This Microsoft account opened ${other} until lately.`,
    text: ({ username, other, until }) =>
      `That change could be undone${until ? ` until ${date(until)}, ${time(until)}` : ''}. Once it opens ${username}, ${other} cannot get it back.`,
  },
  contact_later: {
    title: 'The contact e-mail can be changed later.',
    text: ({ until }) =>
      `Not while this change can be undone${until ? `, until ${date(until)}, ${time(until)}` : ''}: so nobody can take over the account and its mail at once. You can say now where mails are to go, and the app tells you when it is time.`,
  },
  contact_first: {
    title: ({ address }) => `The mails go to ${address ?? 'the address of this Microsoft account'} too.`,
    text: 'For 72 hours after the change that cannot be changed. If you are about to lose that mailbox, change the contact e-mail first, and confirm it.',
  },
  frozen: {
    title: ({ username }) => `${username ?? 'The account'} is frozen.`,
    text: 'Nobody can sign in to it until somebody decides, with a recovery code or the code from the mail. It stays frozen when you stop here.',
  },
  undoing: {
    title: 'What undoing does',
    text: ({ username }) =>
      `The Microsoft account from before opens ${username} again. Everybody is signed out of it, and API keys made since the change stop working.`,
  },
  keeping: {
    title: 'What keeping does',
    text: ({ username }) => `${username} is no longer frozen, and the new Microsoft account goes on opening it.`,
  },
  earlier_left_open: {
    title: ({ word }) => `Whether ${word ?? 'the account of before'} is kept is not known.`,
    text: ({ word }) =>
      `You pressed the button for it, and the answer was lost. This link is about another account. Paste the link for ${word ?? 'it'} once more: it tells, and nothing is done twice.`,
  },
  may_be_done: {
    title: 'It may have been done.',
    text: 'You pressed the button, and the answer was lost. If you stop here, look at the account to see how it is.',
  },
};

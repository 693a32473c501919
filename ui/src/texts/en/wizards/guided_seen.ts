import type { Facts, Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';
import { count, date, time } from '../numbers';

const on = (at: string | undefined): string => (at ? `${date(at)}, ${time(at)}` : '');
const seenOn = ({ at }: Facts): string => (at ? `Seen on ${on(at)}.` : '');

/** What was seen in public, and what was done. */
export const seen = {
  looking: { title: ({ username }) => `Looking for ${username} at nuget.org…` },
  not_seen: { title: ({ username }) => `What nuget.org has of ${username} is not known now` },
  live: {
    title: ({ username, count: packages, of }) =>
      packages === undefined
        ? `${username} is there`
        : of === undefined
          ? `${username} is there, with ${count(packages, 'package', 'packages')}`
          : `${username} is there, with ${of} packages, of which ${packages} could be read`,
    text: (facts) => `${seenOn(facts)} Unlisted packages are not shown in public.`,
  },
  not_live: {
    title: ({ username }) => `There is no live account named ${username}`,
    text: 'It was deleted or renamed, or is spelled otherwise. Capitals do not matter.',
  },
  taken: {
    title: ({ username }) => `${username} is taken`,
    text: (facts) => `${seenOn(facts)} Go back and choose another name.`,
  },
  perhaps_free: {
    title: ({ username }) => `There is no live account named ${username}`,
    text: 'So the name may be free. Those of deleted and renamed accounts stay reserved for ever, which only nuget.org itself can tell.',
  },
  still_there: {
    title: ({ username }) => `${username} still has its profile page`,
    text: (facts) => `${seenOn(facts)} Look again later; the app can be closed meanwhile.`,
  },
  not_yet_there: {
    title: ({ username }) => `There is no profile page of ${username} yet`,
    text: (facts) => `${seenOn(facts)} Look again in some minutes.`,
  },
  gone: {
    title: ({ username }) => `There is no profile page of ${username} any more`,
    text: (facts) => `${seenOn(facts)} That is so when an account was deleted, or renamed.`,
  },
  sole_none: {
    title: ({ username, is }) =>
      is ? 'Every package that search lists has another owner too' : `Search lists no package of ${username}`,
    text: 'Unlisted packages are not in search: look through “Manage Packages” for them.',
  },
  sole_some: {
    title: ({ count: packages = 0, of }) =>
      of !== undefined
        ? `Nobody else owns ${packages} of the packages that could be read, which are not all ${of}`
        : packages === 1
          ? 'Nobody else owns one of the packages'
          : `Nobody else owns ${packages} of the packages`,
    text: 'As search shows it, which follows a change within some minutes. Unlisted packages are not in it.',
  },
  sole_unknown: {
    title: ({ of }) =>
      of === undefined
        ? 'Not all packages and owners could be read'
        : `Not all ${of} packages could be read; of none that was it is known that nobody else owns it`,
    text: 'So there may be some that nobody else owns: look through “Manage Packages”.',
  },
  sole_package: { title: ({ word }) => word ?? '' },
  owner_gone: {
    title: ({ username, count: packages = 0 }) =>
      `Search names ${username} no more as an owner of ${count(packages, 'package', 'packages')} that it had with others`,
    text: (facts) =>
      facts.of === undefined ? seenOn(facts) : `${seenOn(facts)} Not all of its ${facts.of} packages were looked up.`,
  },
  owner_new: {
    title: ({ word, other }) => `${word} belongs to ${other} now`,
    text: seenOn,
  },
  owner_still: {
    title: ({ username, count: packages = 0 }) =>
      `Search still names ${username} as an owner of ${count(packages, 'package', 'packages')}`,
    text: (facts) => `${facts.word}. ${seenOn(facts)} It may lag behind: look again in an hour.`,
  },
  owner_unsaid: {
    title: ({ count: packages = 0 }) => `Of ${count(packages, 'package', 'packages')} search names no owner now`,
    text: (facts) => `${facts.word}. ${seenOn(facts)} Whose they are is not known: they may be unlisted.`,
  },
  owners_not_seen: { title: ({ username }) => `Whether search still names ${username} as an owner is not known now` },
  mask_before: {
    title: ({ other_address }) => `The contact e-mail is ${other_address}`,
    text: 'nuget.org shows the first and the last letter and the domain.',
  },
  mask_new: {
    title: ({ other_address }) => `The contact e-mail is ${other_address}`,
    text: (facts) => `That fits the new one. ${seenOn(facts)}`,
  },
  mask_old: {
    title: ({ other_address }) => `The contact e-mail is ${other_address}`,
    text: (facts) => `That does not fit the new one. It changes when the link in the mail is opened. ${seenOn(facts)}`,
  },
  mask_unclear: {
    title: ({ other_address }) => `The contact e-mail is ${other_address}`,
    text: 'From what is shown of it the old and the new one cannot be told apart.',
  },
  mask_unseen: { title: 'The masked address could not be shown' },
  marked: { title: 'Marked as done', text: ({ at }) => `Marked as done on ${on(at)}.` },
  logins_mailed: {
    title: 'nuget.org mailed the linked Microsoft accounts',
    text: ({ at }) => `It said so on ${on(at)}.`,
  },
  saw_itself: { title: 'You looked yourself, signed in, and it is so', text: ({ at }) => `On ${on(at)}.` },
  not_seen_itself: {
    title: 'Whether it is so for somebody signed in',
    text: 'The app cannot see that, and you did not say that you looked.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;

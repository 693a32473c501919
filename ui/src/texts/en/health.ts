import type { FindingKind } from '../../contract';
import { date } from './numbers';

/** A finding in words: `names` are whom or what it is about, `until` its time. */
type Say = (names: string, until: string | null) => { title: string; text: string };

const findings: Record<FindingKind, Say> = {
  single_owner: (names) => ({
    title: 'Packages that nobody else owns',
    text: `${names}. If this account is lost, nobody can publish new versions any more. With a second owner, best an organization, somebody still can.`,
  }),
  single_administrator: (names) => ({
    title: 'An organization with one administrator',
    text: `${names}. If its one administrator cannot sign in, nobody can act for it. Make somebody else an administrator too.`,
  }),
  work_identity_only: (names) => ({
    title: 'A work or school account is the only way in',
    text: `${names}. Who leaves the company or school loses it, and this account with it. Change to a personal Microsoft account before that, or keep recovery codes.`,
  }),
  same_domain: (names) => ({
    title: 'Sign-in and contact e-mail are lost together',
    text: `Both are ${names.includes('@') ? '' : 'at '}${names}. Without that address neither signing in nor a mail helps. Use a contact e-mail that is your own.`,
  }),
  no_recovery_codes: () => ({
    title: 'No recovery codes',
    text: 'Without them, whoever loses their Microsoft account depends on mails and waiting times.',
  }),
  recovery_not_tested: () => ({
    title: 'Recovery was never tried out',
    text: 'Make recovery codes once and type one back, so that you know that they work and where they are.',
  }),
  email_not_confirmed: (names) => ({
    title: 'The contact e-mail is not confirmed',
    text: `${names} gets no mails that help you back in before it is confirmed.`,
  }),
  two_factor_off: () => ({
    title: 'Two-factor is off',
    text: 'Whoever gets hold of the Microsoft account’s password can publish under your name.',
  }),
  keys_end_soon: (names, until) => ({
    title: until ? `API keys end on ${date(until)}` : 'API keys end soon',
    text: `${names}. What publishes with them stops then. Renew them in time, and give the new text to what publishes.`,
  }),
  profile_gone: () => ({
    title: 'The profile page is gone',
    text: 'The account was deleted or renamed. If that was not you, begin with recovering it.',
  }),
};

export const health = {
  title: 'What could lock you out',
  healthy: 'Nothing that the app knows of.',
  healthyPublic: 'Nothing that can be seen publicly.',
  healthySoFar: 'Nothing in what could be read. That was not all.',
  healthUnknown: 'Not known: the account was never seen.',
  leaving: 'Leaving my job…',
  findings,
  andMore: (names: string, more: number) => `${names} and ${more} more`,
};

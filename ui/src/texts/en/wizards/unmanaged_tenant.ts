import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Nobody manages the directory of a work domain. */
export const unmanagedTenant = {
  unmanaged_tenant_domain: {
    title: 'With which address does Microsoft refuse you?',
    lead: 'The error says AADSTS65005 or “unmanaged”. It is about the domain: what stands after the @.',
  },
  unmanaged_tenant_why: {
    title: ({ domain, is }) =>
      is ? `Nobody manages the directory of ${domain}` : `Does nobody manage the directory of ${domain}?`,
    lead: ({ domain, is }) =>
      `${is ? '' : 'That is what AADSTS65005 means. '}Somebody once signed up for a Microsoft service with an address at ${domain}. Microsoft then made a directory for the whole domain, without an administrator. Such a directory cannot allow an app, so every sign-in at the gallery fails. It is not your fault, and your account here is untouched.`,
    choices: {
      sign_in: {
        title: 'Use another Microsoft account',
        text: 'One that opens an account here already. To link another one to the account that you cannot open, recover it.',
      },
    },
  },
  unmanaged_tenant_text: {
    title: ({ domain }) => `A message for whoever looks after ${domain}`,
    lead: 'Usually the IT department, or whoever pays for the domain name. Copy it and send it to them.',
    choices: {
      choose_retry: { title: 'It is done: sign in again' },
      choose_record: { title: 'What they do, step by step' },
    },
  },
  unmanaged_tenant_record: {
    title: ({ domain }) => `Take over the directory of ${domain}`,
    lead: 'Microsoft believes whoever can add a TXT record to the domain. The value is made by Microsoft and shown on its own page; nobody else can tell you.',
    choices: { choose_retry: { title: 'It is done: sign in again' } },
  },
  unmanaged_tenant_retry: {
    title: ({ domain }) => `Sign in again with your address at ${domain}`,
    lead: 'If Microsoft still refuses, nothing is lost: this wizard keeps its place for days. A new DNS record can take up to 72 hours.',
  },
  unmanaged_tenant_make_one: {
    title: 'Make a further Microsoft account',
    lead: 'It is free, and takes a few minutes. The browser opens the same sign-in: choose “Create one” there, and give a private e-mail address that has no Microsoft account yet, or take a new outlook.com address. Then you come back here.',
  },
  unmanaged_tenant_works: {
    title: ({ person, username }) => `It works: ${person ?? 'your Microsoft account'} opens ${username}`,
    lead: 'Go on to be signed in.',
  },
  unmanaged_tenant_new: {
    title: ({ person }) => `It works, but ${person ?? 'this Microsoft account'} opens no account here`,
    lead: 'Sign in with it to open one; or, if you had an account, recover that and link this Microsoft account to it.',
  },
  unmanaged_tenant_done: {
    title: ({ username }) => `You are signed in to ${username}`,
    lead: 'Whoever took the directory over decides from now on about its sign-ins.',
  },
} satisfies Partial<StepTable<Step>>;

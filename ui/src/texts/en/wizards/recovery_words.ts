import type { Choice, FieldName, ListName } from '../../../contract';
import type { ChoiceWords, FieldWords } from '../../words';
import { time } from '../numbers';

/** Choices of the wizards about recovery, recovery codes, two-factor and unmanaged directories. */
export const recoveryChoices = {
  choose_find: {
    title: 'I do not know which Microsoft account it is',
    text: 'The gallery mails it to the account’s contact e-mail.',
  },
  choose_lost: {
    title: 'I cannot use its Microsoft account any more',
    text: 'A code mailed to the contact e-mail opens the way to link another one. With two-factor on, a recovery code is asked for too.',
  },
  choose_password: {
    title: 'It is an old account with a password',
    text: 'From the time before Microsoft accounts. You link one now; a forgotten password can be set anew.',
  },
  no_mailbox: { title: 'I cannot read that mailbox' },
  mail_code: { title: 'Mail me a code' },
  forgot_password: { title: 'I forgot the password' },
  set_password: { title: 'Set the password and go on' },
  no_recovery_code: { title: 'I have none' },
  begin_wait: { title: 'Begin the wait' },
  begin_again: { title: 'Begin again' },
  link_login: { title: ({ username }) => `Let it open ${username}` },
  convert_instead: { title: 'Make an organization of it instead' },
  link_instead: { title: 'Link a Microsoft account instead' },
  sign_in: { title: 'Sign in', text: 'With another Microsoft account that opens an account here.' },
  make_codes: { title: 'Make the codes' },
  codes_kept: { title: 'I have kept them' },
  show_codes: { title: 'Show them again' },
  choose_on: { title: 'Switch it on' },
  choose_off: { title: 'Switch it off' },
  switch_on: { title: 'Switch two-factor on' },
  switch_off: { title: 'Switch two-factor off' },
  have_codes: { title: 'I have my codes', text: 'You type one of them to show that you can find them.' },
  new_codes: {
    title: ({ count }) => (count ? 'Make new codes' : 'Make codes'),
    text: ({ count }) => (count ? 'Earlier ones no longer work then.' : ''),
  },
  choose_text: {
    title: 'Somebody else looks after the domain',
    text: 'A message to send them, with what to do and why.',
  },
  choose_record: { title: 'I look after the domain', text: 'The steps at Microsoft, and the record to add.' },
  choose_retry: { title: 'It has been mended', text: 'Sign in again to see whether it works.' },
} satisfies Partial<Record<Choice, ChoiceWords>>;

export const recoveryFields = {
  domain: { label: 'Address or domain', hint: 'For example someone@yourdomain.com, or yourdomain.com.' },
  feedback: {
    label: 'Why? You need not say.',
    hint: 'One line of at most 200 characters. It is mailed to the operator of the gallery, who may answer you.',
  },
} satisfies Partial<Record<FieldName, FieldWords>>;

const forOperator = ({ username }: { username?: string }): string =>
  `Subject: access to the account ${username ?? '(username)'}

Hello,

I can no longer get into my account ${username ?? '(username)'} at your gallery: I have neither its Microsoft account nor the mailbox of its contact e-mail.

Please tell me what you need from me to prove that the account is mine, and how long it usually takes. I send no passwords or codes by mail.

Packages of mine there:
Signed by (certificate or repository):
Opened about:

Thank you.`;

const forDomainAdmin = ({ domain = 'our domain' }: { domain?: string }): string =>
  `Subject: please take over the Microsoft directory of ${domain}

Hello,

Microsoft refuses sign-ins with addresses at ${domain} (error AADSTS65005: the directory is unmanaged). Somebody signed up for a Microsoft service with such an address, and Microsoft made a directory for the whole domain that has no administrator.

Whoever can change the DNS of ${domain} can become its administrator, at no cost:

1. Sign up at Microsoft with an address at ${domain}, or sign in with one, and open https://admin.microsoft.com. It offers to make you the administrator.
2. Microsoft shows a TXT record of the form MS=ms followed by digits. Add it to the DNS of ${domain}, with the name @.
3. Let Microsoft check it. A new record can take up to 72 hours.

Microsoft describes this as “take over an unmanaged directory as administrator” (internal takeover):
https://learn.microsoft.com/entra/identity/users/domains-admin-takeover

The mail of ${domain} does not change by it. The record can be removed afterwards.

Thank you.`;

export const recoveryLists = {
  mail_sent: {
    title: ({ address }) =>
      address
        ? `A mail goes to ${address}, if the address is right.`
        : 'If there is such an account, a mail is on its way.',
    text: 'It can take a few minutes. Look among unwanted mail too. For safety the gallery says nothing more, whatever was typed.',
  },
  type_again: {
    title: 'Please type it again.',
    text: 'Codes, passwords and mailed links are not kept when the app closes. Everything else is still here.',
  },
  wait_in_memory: {
    title: 'The wait does not survive this app.',
    text: 'There is no keyring that could keep what the wait is bound to. If the app is closed or the computer starts again before the wait is over, the wait is lost and begins anew.',
  },
  why_wait: {
    title: 'Why it waits',
    text: 'Two-factor is on, and a mailbox alone must not open the account. The wait gives its owner time to stop somebody who only got into the mailbox. With a recovery code there is no wait.',
  },
  wait_told: {
    title: 'Who is told, and who can stop it',
    text: 'The contact e-mail and the Microsoft account that opens the account now are told. Signing in with that Microsoft account, or the button in the mail, stops the recovery.',
  },
  linked_now: { title: 'Opens it now' },
  for_operator: { title: 'A message to the people who run the gallery', text: forOperator },
  at_microsoft: {
    title: 'First ask Microsoft',
    text: 'A personal Microsoft account or mailbox can often be recovered at account.live.com/acsr; of a work or school account the company’s administrators can reset the sign-in. Then nothing here has to change.',
  },
  session_lasts: {
    title: ({ until }) => `You have until ${until ? time(until) : 'the end of 30 minutes'}.`,
    text: 'After that it begins with a code or password again.',
  },
  two_factor_stays: {
    title: 'Two-factor stays on.',
    text: 'The new Microsoft account needs a second factor too. Microsoft’s page asks for one, and enrols it where there is none.',
  },
  password_discontinued: {
    title: 'Passwords end for this e-mail domain.',
    text: 'The people who run the gallery have discontinued them.',
  },
  wait_at_stake: {
    title: 'Going on gives up the wait.',
    text: 'Another code by mail, or a password, takes its place, and begun again it takes another 7 days. Go on only where the recovery code is in front of you; going back keeps the wait.',
  },
  wait_given_up: {
    title: 'The wait is given up.',
    text: 'It is bound to this wizard on this computer. Begun again, it takes another 7 days.',
  },
  password_stays: {
    title: 'The new password stays.',
    text: 'It opens the account only to link a Microsoft account.',
  },
  in_the_way: { title: 'What stands in the way' },
  codes_replaced: {
    title: ({ count = 0 }) =>
      count === 1
        ? 'The one code that is left no longer works then.'
        : `The ${count} codes that are left no longer work then.`,
    text: 'Destroy the earlier list when the new one is kept.',
  },
  codes_may_be_made: {
    title: 'New recovery codes may have been made.',
    text: 'The answer was lost. If they were made, earlier codes no longer work, and nobody has the new ones: make codes once more, and keep those.',
  },
  codes_made: {
    title: 'The codes have been made, and earlier ones no longer work.',
    text: 'They are not shown again. If you have not kept them, make new ones.',
  },
  two_factor_takes: {
    title: 'What it takes',
    text: 'A sign-in with the second factor, and one of ten recovery codes typed back. Only then it is switched on.',
  },
  enrol_steps: {
    title: 'How to enrol one at Microsoft',
    text: 'Sign in at account.microsoft.com/security, open “Advanced security options” and add a phone, an app or another mailbox. Add two, so that losing one does not lock you out.',
  },
  enforced: {
    title: 'This gallery demands two-factor.',
    text: 'It cannot be switched off here.',
  },
  losing_phone: {
    title: 'If you lose the second factor',
    text: 'A recovery code with a mailed code opens the account at once. Without a code it takes a wait of 7 days.',
  },
  who_can_mend: {
    title: 'Who can mend it',
    text: 'Only somebody who can change the DNS of the domain: usually the IT department, or whoever registered it. The gallery and Microsoft’s support cannot do it for them.',
  },
  for_domain_admin: { title: 'Message', text: forDomainAdmin },
  record_name: { title: 'Name (host) of the TXT record', text: '@' },
  record_value: { title: 'Form of its value; Microsoft’s page shows the digits', text: 'MS=ms' },
  takeover_steps: {
    title: 'How it goes',
    text: ({ domain = 'the domain' }) =>
      `Sign up or in at Microsoft with an address at ${domain}, open admin.microsoft.com, and choose to become the administrator. Microsoft shows the TXT record; add it to the DNS of ${domain}, and let Microsoft check it. It can take up to 72 hours, costs nothing, and changes no mailbox.`,
  },
} satisfies Partial<Record<ListName, ChoiceWords>>;

import type { Cause } from '../../contract';
import type { CauseWords } from '../words';

/** What happened and what to do, for each cause that a pasted text can tell. Where galleries differ, a row says what is so at both, and then what at each. */
const causes: Record<Cause, CauseWords> = {
  unknown: {
    what: 'This text does not say what went wrong in words that the app knows.',
    next: 'Copy the message below for whoever helps you; personal data has been removed from it.',
  },
  nothing: {
    what: 'There is nothing to look at yet.',
    next: 'Paste the text of the error, or the address of the page.',
  },
  refusal: { what: 'A gallery refused something.', next: '' },
  conflict: {
    what: 'That Microsoft account opens another account already, and one Microsoft account opens one account only.',
    next: 'Nothing was changed. You can use a third Microsoft account, or delete the other account. nuget.org cannot swap the two; other galleries can.',
    nuget_org: {
      next: 'Nothing was changed. nuget.org cannot swap two accounts: use a third Microsoft account, or have the other account deleted.',
    },
    service: {
      next: 'Nothing was changed. You can swap the two, use a third Microsoft account, or delete the other account.',
    },
  },
  tenant_forbids_change: {
    what: 'An organization that you are in allows only its company’s accounts, so yours cannot be changed while you are a member.',
    next: 'Leave that organization first, or ask one of its administrators.',
  },
  hand_over_failed: {
    what: 'Microsoft’s page was not finished in time, or the permission was declined.',
    next: 'Nothing was changed. Start again, have both accounts at hand, and say yes when Microsoft asks for permission.',
    nuget_org: {
      what: 'Microsoft’s page was not finished in time, or the permission was declined. nuget.org waits five minutes only.',
    },
  },
  contact_differs: {
    what: 'It worked. The contact e-mail still is the earlier one, and mails go there.',
    next: 'Change the contact e-mail too, if you will lose the earlier mailbox.',
  },
  linked_elsewhere: {
    what: 'That address is the contact e-mail of an account that opens with another Microsoft account. A contact e-mail does not sign you in.',
    next: 'Find out which Microsoft account it is: sign-in assistance mails it to the contact e-mail.',
  },
  address_of_organization: {
    what: 'That address belongs to an organization, and organizations have no sign-in of their own.',
    next: 'Sign in as one of its administrators.',
  },
  legacy_password: {
    what: 'The account is from the time of passwords and was never linked to a Microsoft account.',
    next: 'On nuget.org only support can help, by proving that it is yours. Other galleries may still recover it by password.',
    nuget_org: {
      next: 'Only nuget.org’s support can help, and wants proof that it is yours. Passwords ended there in 2022.',
    },
    service: { next: 'The gallery may still recover it by password; else by a mail to the contact e-mail.' },
  },
  unmanaged_tenant: {
    what: 'Somebody used your mail domain to sign up at Microsoft, which made a directory that nobody manages. It is not your fault.',
    next: 'Somebody who can change the domain’s DNS records can take it over; then sign-in works.',
    service: {
      next: 'Somebody who can change the domain’s DNS records can take it over; then sign-in works. Or recover the account, and link another Microsoft account.',
    },
  },
  admin_approval: {
    what: 'Your company does not let people allow apps by themselves.',
    next: 'Ask the people who run your company’s Microsoft accounts to approve the sign-in. An account that you only want to register can have a personal Microsoft account instead.',
  },
  username_unknown: { what: 'No account has this username.', next: 'Check how it is written; capitals do not matter.' },
  address_mismatch: {
    what: 'That is not the contact e-mail of the account. It is the contact e-mail that is asked for, not the Microsoft account.',
    next: 'The masked address shows its first and last letter. Try the other addresses that you had.',
  },
  must_leave_organizations: {
    what: 'An account that is in organizations, or invited to one, cannot become an organization.',
    next: 'Leave them and decline the invitations first.',
  },
  already_organization: { what: 'It is an organization already.', next: 'There is nothing left to convert.' },
  account_unconfirmed: {
    what: 'The account’s contact e-mail is not confirmed.',
    next: 'Confirm it by the mail that was sent to it, then try again.',
    nuget_org: {
      next: 'Open the link in the mail of nuget.org, signed in as this account, then try again. The account settings send it again.',
    },
    service: { next: 'Confirm it with the mailed code, then try again.' },
  },
  account_locked: {
    what: 'The gallery has locked the account.',
    next: 'Only the people who run the gallery can unlock it.',
    nuget_org: {
      what: 'nuget.org has locked the account.',
      next: 'Only support@nuget.org can unlock it. Write from the contact e-mail.',
    },
  },
  administrator_unknown: {
    what: 'No account has the username of the administrator.',
    next: 'Type the username exactly, not an e-mail address.',
  },
  administrator_unconfirmed: {
    what: 'The administrator has not confirmed their contact e-mail.',
    next: 'Ask them to confirm it, or choose somebody else.',
  },
  administrator_is_organization: {
    what: 'An organization cannot administer an organization.',
    next: 'Choose an individual account.',
  },
  administrator_is_same: {
    what: 'An account cannot administer itself after it became an organization.',
    next: 'Register a second account, or ask somebody whom you trust.',
  },
  administrator_by_address: {
    what: 'The administrator is named by username.',
    next: 'Type their username; it stands in the address of their profile page.',
  },
  conversion_in_progress: {
    what: 'A request for conversion waits already.',
    next: 'A new one takes its place, and the administrator of the earlier one is told that it is off.',
  },
  not_the_administrator: {
    what: 'Somebody else than the chosen administrator opened the request.',
    next: 'Sign in as the administrator whom the request names, then open it again.',
  },
  conversion_failed: {
    what: 'The request is gone, was used, or the gallery had a fault.',
    next: 'See whether the account is an organization already. If not, ask for the conversion again.',
    nuget_org: { what: 'The request is gone, was used, or nuget.org had a fault: it says the same for all three.' },
  },
  last_administrator: {
    what: 'The organization would be left without an administrator.',
    next: 'Make somebody else an administrator first.',
  },
  organization_unconfirmed: {
    what: 'The organization’s contact e-mail is not confirmed, so its members cannot be changed.',
    next: 'An administrator confirms it by the mail that was sent to it.',
    nuget_org: { next: 'An administrator opens the link that was mailed to it, signed in as themselves.' },
    service: { next: 'An administrator confirms it with the mailed code.' },
  },
  member_of_other_tenant: {
    what: 'The organization allows only people who sign in with an account of one company.',
    next: 'That person links an account of that company first.',
    service: {
      next: 'That person links an account of that company first, or the people who run the gallery change the policy.',
    },
  },
  organization_owns_packages: {
    what: 'The organization is the only owner of packages.',
    next: 'Give each of them another owner first.',
  },
  organization_has_members: { what: 'The organization has other members.', next: 'Remove them first.' },
  no_trust_policy: {
    what: 'No trusted-publishing policy fits what the build said about itself.',
    next: 'Compare owner, repository, workflow file and environment letter by letter. The username that the build names is that of who made the policy, not of the package’s owner.',
  },
  event_not_allowed: {
    what: 'The policy does not allow builds of this kind of event.',
    next: 'Publish from a push, a release or a manual run, not from a pull request.',
  },
  token_used: {
    what: 'One token of a build is good for one key, and this one was used.',
    next: 'Ask for a new token in the same build.',
  },
  microsoft_cancelled: {
    what: 'The sign-in was cancelled, or the permission declined.',
    next: 'Nothing was changed. Start again and say yes when Microsoft asks.',
  },
  microsoft_consent: {
    what: 'Microsoft wants a permission first, perhaps from your company’s administrator.',
    next: 'Send them the message below. An account that you only want to register can have another Microsoft account instead.',
  },
  microsoft_wrong_account: {
    what: 'That Microsoft account is not the kind that may sign in there.',
    next: 'Sign out on Microsoft’s page and choose another account; a private window helps.',
  },
  microsoft_second_factor: {
    what: 'Microsoft wants a second factor.',
    next: 'Set one up on Microsoft’s page, then sign in again.',
  },
  microsoft_policy: {
    what: 'A policy of your company blocks this sign-in.',
    next: 'Only its administrators can change that. Send them the message below.',
  },
  microsoft_operator: {
    what: 'The gallery is not registered at Microsoft as it should be. You can do nothing about it.',
    next: 'Send the message below to the people who run the gallery.',
    nuget_org: {
      what: 'nuget.org’s sign-in is not registered at Microsoft as it should be. You can do nothing about it.',
      next: 'Look at status.nuget.org. If it says nothing, send the message below to support@nuget.org.',
    },
  },
  microsoft_transient: { what: 'Microsoft is busy or out of order.', next: 'Try again in a few minutes.' },
  microsoft_expired: {
    what: 'The sign-in took too long or was used already.',
    next: 'Start again from the beginning; do not use the page’s Back button.',
    nuget_org: { next: 'Start again from nuget.org’s sign-in page; do not use the browser’s Back button.' },
    service: { next: 'Start again from the app; do not use the browser’s Back button.' },
  },
  microsoft_other: {
    what: 'Microsoft refused the sign-in for a reason that the app does not know.',
    next: 'Copy the message below for whoever helps you. It keeps the ids that Microsoft asks for.',
  },
  sign_in_return: {
    what: 'That is the address on which a sign-in ended.',
    next: 'Paste it on the page of the sign-in that is under way in this app. Never send it to anyone: it opens the account.',
  },
  mailed_link: {
    what: 'That is a link from a mail of a gallery. Opening it changes nothing by itself.',
    next: 'Open it in your browser to read what it is about, or type the code from the same mail. If it is to keep an account that is being deleted, use it here.',
  },
  conversion_link: {
    what: 'That is a link from the mail to the account that is to administer another one, once that is an organization.',
    next: 'Opening it changes nothing by itself. Answer as the account that the mail was sent to.',
    nuget_org: {
      next: 'Opening it only leads to nuget.org’s page of organizations. Answer there, signed in as the account that the mail was sent to.',
    },
  },
  sign_in_page: {
    what: 'That is the page for signing in.',
    next: 'The app opens it in your browser when it is needed.',
  },
  account_page: { what: 'That is the page with the account’s settings.', next: 'Say below what you want to do there.' },
  delete_page: { what: 'That is the page for deleting an account.', next: 'Look first at what goes with it.' },
  convert_page: {
    what: 'That is the page for converting an account to an organization.',
    next: 'Look first at what stands in the way.',
  },
  organization_page: {
    what: 'That is a page about organizations.',
    next: 'What an organization has and who is in it, only its administrators can change.',
  },
  keys_page: {
    what: 'That is the page with your API keys at nuget.org.',
    next: 'Keys are made, renewed and deleted there; the app does not touch them. A key that you lost cannot be shown again: make a new one, and delete the old one.',
  },
  no_connection: {
    what: 'The other side could not be reached.',
    next: 'Check the connection, a proxy or VPN, and try again.',
  },
  not_trusted: {
    what: 'The secure connection was not trusted. Often a company’s network looks into connections.',
    next: 'Ask the people who run the network; do not go around the warning.',
  },
  wrong_clock: {
    what: 'The clock of this computer is wrong by minutes.',
    next: 'Set it to be kept by the network, then start again.',
  },
};

export const trouble = {
  title: 'Something went wrong?',
  lead: 'Paste the error text, or the address of the page. The app says what it means. Nothing leaves this computer.',
  label: 'Error text or address',
  hint: 'As much of the page as you like; what surrounds it does not matter.',
  submit: 'What does it mean?',
  otherwise: 'Does that not help? Say what keeps you out, and be led from there.',
  without: 'No error text at hand? Say what keeps you out, and be led from there.',
  what: 'What do you want to do?',
  which: 'Which account is it about?',
  place: (wizard: string, username: string | null, gallery: string) =>
    username ? `${wizard}: ${username} (${gallery})` : `${wizard} (${gallery})`,
  members: (wizard: string, organization: string, username: string | null, gallery: string) =>
    username ? `${wizard}: ${organization}, as ${username} (${gallery})` : `${wizard}: ${organization} (${gallery})`,
  numbers: (numbers: number[]) => `Microsoft’s number: ${numbers.map((number) => `AADSTS${number}`).join(', ')}`,
  domain: (domain: string) => `The domain: ${domain}`,
  message: 'For whoever helps you',
  messageHint:
    'E-mail addresses, the names of your accounts, codes and network addresses are removed. Read it before you send it: other names stay.',
  causes,
};

import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What nuget.org and Microsoft say instead, and what it means. */
export const refusalsThere = {
  says_other_signed_in: {
    title: 'Another username stands at the top right',
    text: 'The browser signed you in with another Microsoft account. Sign out there, or use a private window, and choose “Use another account”.',
  },
  says_register: {
    title: 'It asks you to choose a username',
    text: 'This Microsoft account opens no account. Do not register: that would be a second account. Leave the page, and find out which one it is.',
  },
  says_linked_elsewhere: {
    title: '“… is linked to another Microsoft account”',
    text: 'The address of this Microsoft account is the contact e-mail of an account that another one opens.',
  },
  says_linked_organization: {
    title: '“… is linked to an organization”',
    text: 'The address is that of an organization. Nobody signs in as one: sign in as one of its administrators.',
  },
  says_legacy_password: {
    title: '“Legacy account”, or “legacy password login”',
    text: 'The account is from the time of passwords and was never linked. Passwords cannot be recovered any more; support@nuget.org may help, and asks for proof.',
  },
  says_second_factor: {
    title: 'It asks for a second factor, or “More information required”',
    text: 'That is Microsoft, and mandatory. Set one up when it asks.',
  },
  says_admin_approval: {
    title: '“Need admin approval”',
    text: 'A company decides which apps its accounts may use. Ask its IT department to allow NuGet.org. Where you choose a new one anyway, a personal Microsoft account needs no approval.',
  },
  says_unmanaged: {
    title: 'AADSTS65005 or AADSTS650051, with “unmanaged”',
    text: 'Nobody manages the directory of the mail domain, so nobody can allow the sign-in.',
  },
  says_expired: {
    title: '“… credential expired or you did not allow us access”',
    text: 'Access was refused at Microsoft, or more than five minutes went by in between. Begin this step again.',
  },
  says_failed_to_update: {
    title: '“Failed to update the Microsoft account …”',
    text: 'The new one opens another account at nuget.org already. Nothing was changed.',
  },
  says_address_differs: {
    title: '“… the email address associated with the new linked Microsoft account is different …”',
    text: 'This means that it is done. The contact e-mail is still the old one; change it too if you lose that mailbox.',
  },
  says_tenant_forbids: {
    title: '“… not allowed by your organization(s)”',
    text: 'An organization holds you to your company’s Microsoft account. Leave it first, or ask its administrators.',
  },
  says_locked: {
    title: '“… account is locked”',
    text: 'Only support@nuget.org can unlock it. Write from the contact e-mail.',
  },
  says_not_submitted: {
    title: '“The request failed to be submitted …”',
    text: 'Nothing was requested. Try again; if it stays so, write to support@nuget.org from the contact e-mail.',
  },
  says_delete_failed: {
    title: '“An exception … while trying to delete the account”',
    text: 'It is not certain what was done. Mark the step as done, see what the next page shows, and write to support@nuget.org.',
  },
  says_requested: {
    title: '“Request submitted”, before you pressed anything',
    text: 'Then it waits for the people of nuget.org. Mark the step as done.',
  },
  says_owner_unknown: {
    title: 'It does not know the new owner',
    text: 'It takes the exact username, not an e-mail address, and only of accounts that confirmed their own address.',
  },
  says_prefix: {
    title: 'A reserved prefix stands in the way',
    text: 'Whoever owns the prefix of the package’s name has to do it. Ask them, or write to account@nuget.org.',
  },
  says_unknown_user: {
    title: '“A user with the provided user name does not exist.”',
    text: 'It is spelled otherwise, or was deleted or renamed. It is the name in nuget.org/profiles/…, not an e-mail address.',
  },
  says_address_wrong: {
    title: '“The email address you provided does not match …”',
    text: 'It asks for the contact e-mail of the account, which can be another one than that of the Microsoft account.',
  },
  says_address_invalid: {
    title: '“Invalid email address. Please contact support …”',
    text: 'Nothing can be mailed to the address that nuget.org has. Only support@nuget.org can help.',
  },
  mail_names_one: {
    title: 'A Microsoft account that you can use',
    text: 'Sign in with that one. To use another one from then on, change it.',
  },
  mail_names_lost: {
    title: 'A Microsoft account that you cannot use any more',
    text: 'See what still helps.',
  },
  mail_names_none: {
    title: 'No Microsoft account was found',
    text: 'So it is for organizations, which their administrators open, and for accounts that only ever had a password.',
  },
  no_mail: {
    title: 'Nothing: no mail comes',
    text: 'Give it ten minutes, and look into the junk folder. It goes to the contact e-mail that nuget.org has, and nowhere else.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;

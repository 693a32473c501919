import type { Facts, ListName } from '../../../contract';
import type { ChoiceWords } from '../../words';

const forNugetOrg = ({ username }: Facts): string =>
  `To: support@nuget.org
Subject: Access to the account ${username ?? '(username)'}

Hello,

I can no longer sign in to my account ${username ?? '(username)'}.

What opened it (a Microsoft account, and what Microsoft or an administrator said; or only ever a password):
What happened, and when:
What can show that the account is mine (source repositories of the packages, the certificate that signs them, the domain of the project):
The contact e-mail of the account, and whether I can read it:

Please tell me what you need to see, and how long it usually takes. I send no passwords, codes or keys by mail.

Thank you.`;

const forCompany = ({ username }: Facts): string =>
  `Subject: Access to nuget.org with my work account

Hello,

my account ${username ?? '(username)'} at nuget.org, which publishes packages, is opened by my work account. I cannot sign in with that any more.

Could you restore the sign-in, even for a short time? I would then link another Microsoft account to it, which takes ten minutes.
- If the account was disabled or deleted: it can be restored within 30 days.
- If its address was renamed: the account itself is what counts, not its address.
- If the app is blocked: it is “NuGet.org”, which asks for sign-in, name and e-mail address only.
- nuget.org demands a second factor: if mine is gone, I need to set one up anew.

Without it nobody can publish or maintain these packages.

Thank you.`;

const forAdministrator = ({ username, other }: Facts): string =>
  `Subject: Please accept the conversion of ${username} at nuget.org

Hello,

I am converting the nuget.org account ${username} to an organization, with ${other ?? 'your account'} as its administrator.

Please sign in to nuget.org as ${other ?? 'that account'}, open https://www.nuget.org/account/Organizations, and accept what waits there. If you switched mails from nuget.org off, you got none, and it waits there all the same.

You administer the organization from then on. It cannot be taken back.

Thank you.`;

const forInvited = ({ organization, other }: Facts): string =>
  `Subject: Invitation to ${organization} at nuget.org

Hello,

I have invited ${other ?? 'you'} to the organization ${organization} at nuget.org.

Please sign in as ${other ?? 'that account'}, open https://www.nuget.org/account/Organizations, and accept what waits there. If you switched mails from nuget.org off, you got none, and it waits there all the same.

Thank you.`;

const forRename = ({ username, word }: Facts): string =>
  `To: support@nuget.org
Subject: Change of the username ${username ?? '(old name)'}

Hello,

please change the username of my account.

Present username: ${username ?? '(old name)'}
New username: ${word ?? '(new name)'}

I write from the contact e-mail of the account. I know that it is one way, that the old name stays reserved, that addresses with it do not lead to the new one, and that whoever trusts packages by the owner’s name has to change that.

Thank you.`;

/** Texts to copy. None holds a secret. */
export const guidedTexts = {
  for_nuget_org: { title: 'A message to the people of nuget.org', text: forNugetOrg },
  for_company: { title: 'A message to your company’s IT department', text: forCompany },
  for_administrator: { title: ({ other }) => `A message to ${other}`, text: forAdministrator },
  for_invited: { title: ({ other }) => `A message to ${other}`, text: forInvited },
  for_rename: { title: 'The mail to support@nuget.org', text: forRename },
} satisfies Partial<Record<ListName, ChoiceWords>>;

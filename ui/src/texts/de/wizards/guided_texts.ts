import type { Facts } from '../../../contract';
import type { guidedTexts as english } from '../../en/wizards/guided_texts';
import type { Translated } from '../../words';

// The people of nuget.org are written to in English: it is their language.

const forNugetOrg = ({ username }: Facts): string =>
  `An: support@nuget.org
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
  `Betreff: Zugang zu nuget.org mit meinem Geschäftskonto

Guten Tag,

mein Konto ${username ?? '(Benutzername)'} bei nuget.org, das Pakete veröffentlicht, wird von meinem Geschäftskonto geöffnet. Damit kann ich mich nicht mehr anmelden.

Können Sie die Anmeldung wiederherstellen, und sei es für kurze Zeit? Ich würde dann ein anderes Microsoft-Konto damit verknüpfen, das dauert zehn Minuten.
- Wenn das Konto gesperrt oder gelöscht wurde: Innerhalb von 30 Tagen lässt es sich wiederherstellen.
- Wenn seine Adresse geändert wurde: Es zählt das Konto selbst, nicht seine Adresse.
- Wenn die App gesperrt ist: Es ist „NuGet.org“, und sie bittet nur um Anmeldung, Name und E-Mail-Adresse.
- nuget.org verlangt einen zweiten Faktor: Ist meiner weg, muss ich einen neuen einrichten können.

Ohne das kann niemand diese Pakete veröffentlichen oder pflegen.

Vielen Dank.`;

const forAdministrator = ({ username, other }: Facts): string =>
  `Betreff: Bitte die Umwandlung von ${username} bei nuget.org annehmen

Guten Tag,

ich wandle das Konto ${username} bei nuget.org in eine Organisation um, mit ${other ?? 'Ihrem Konto'} als Administrator.

Bitte melden Sie sich bei nuget.org als ${other ?? 'dieses Konto'} an, öffnen Sie https://www.nuget.org/account/Organizations, und nehmen Sie an, was dort wartet. Wenn Sie E-Mails von nuget.org ausgeschaltet haben, kam keine, und es wartet trotzdem dort.

Von da an verwalten Sie die Organisation. Es lässt sich nicht rückgängig machen.

Vielen Dank.`;

const forInvited = ({ organization, other }: Facts): string =>
  `Betreff: Einladung zu ${organization} bei nuget.org

Guten Tag,

ich habe ${other ?? 'Sie'} in die Organisation ${organization} bei nuget.org eingeladen.

Bitte melden Sie sich als ${other ?? 'dieses Konto'} an, öffnen Sie https://www.nuget.org/account/Organizations, und nehmen Sie an, was dort wartet. Wenn Sie E-Mails von nuget.org ausgeschaltet haben, kam keine, und es wartet trotzdem dort.

Vielen Dank.`;

const forRename = ({ username, word }: Facts): string =>
  `An: support@nuget.org
Subject: Change of the username ${username ?? '(old name)'}

Hello,

please change the username of my account.

Present username: ${username ?? '(old name)'}
New username: ${word ?? '(new name)'}

I write from the contact e-mail of the account. I know that it is one way, that the old name stays reserved, that addresses with it do not lead to the new one, and that whoever trusts packages by the owner’s name has to change that.

Thank you.`;

/** Texts to copy. None holds a secret. */
export const guidedTexts: Translated<typeof english> = {
  for_nuget_org: { title: 'Eine Nachricht an die Menschen von nuget.org, auf Englisch', text: forNugetOrg },
  for_company: { title: 'Eine Nachricht an die IT-Abteilung Ihres Unternehmens', text: forCompany },
  for_administrator: { title: ({ other }) => `Eine Nachricht an ${other}`, text: forAdministrator },
  for_invited: { title: ({ other }) => `Eine Nachricht an ${other}`, text: forInvited },
  for_rename: { title: 'Die E-Mail an support@nuget.org, auf Englisch', text: forRename },
};

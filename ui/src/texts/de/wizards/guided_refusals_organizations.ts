import type { refusalsOfOrganizations as english } from '../../en/wizards/guided_refusals_organizations';
import type { Translated } from '../../words';

/** What conversions and organizations say instead. */
export const refusalsOfOrganizations: Translated<typeof english> = {
  says_no_transform: {
    title: 'Auf der Seite der Organisationen ist kein „Transform“',
    text: 'Es ist verborgen, solange das Konto in einer Organisation ist. Treten Sie aus allen aus; dann öffnet sich auch die Seite dieses Schritts.',
  },
  says_leave_organizations: {
    title: '„You are a member of one or more organizations …“',
    text: 'Auch eine wartende Einladung zählt. Treten Sie aus allen aus, und lehnen Sie Einladungen ab.',
  },
  says_is_organization: {
    title: '„… is already an organization“',
    text: 'Dann ist es schon getan: Sehen Sie auf seine Seite.',
  },
  says_unconfirmed: {
    title: '„… should be a confirmed user“ oder „… has not confirmed …“',
    text: 'Bestätigen Sie zuerst die Kontaktadresse.',
  },
  says_administrator_missing: {
    title: '„Administrator account … does not exist“',
    text: 'Es schreibt sich anders, oder wurde gelöscht oder umbenannt. Gehen Sie zurück, und geben Sie es noch einmal ein.',
  },
  says_administrator_unconfirmed: {
    title: '„… has not confirmed their email address“',
    text: 'Das muss der Administrator zuerst tun, in seinen Kontoeinstellungen.',
  },
  says_administrator_organization: {
    title: '„… cannot be an organization“',
    text: 'Nur das Konto einer Person kann sie verwalten. Gehen Sie zurück, und wählen Sie ein anderes.',
  },
  says_administrator_same: {
    title: '„… cannot be the same account …“',
    text: 'Es braucht ein zweites Konto. Wenn es keines gibt, eröffnen Sie zuerst eines.',
  },
  says_by_username: {
    title: '„… by username, not an email address“',
    text: 'Geben Sie den Namen aus nuget.org/profiles/… ein.',
  },
  says_in_progress: {
    title: '„A transform request … is in progress“',
    text: 'Eine Anfrage wartet schon. Eine neue ersetzt sie, auch mit demselben Administrator; sonst markieren Sie den Schritt als erledigt.',
  },
  says_sign_in_as_administrator: {
    title: '„Please sign in as administrator …“',
    text: 'Jemand anderes ist angemeldet. Nur der genannte Administrator kann annehmen.',
  },
  says_unexpected: {
    title: '„An unexpected error occurred while transforming …“',
    text: 'Die Anfrage wurde ersetzt oder zurückgezogen, oder bei nuget.org ging etwas schief. Stellen Sie die Anfrage noch einmal; wenn es so bleibt, schreiben Sie an support@nuget.org.',
  },
  says_nothing_waits: {
    title: 'Dort wartet nichts',
    text: 'Ein anderes Konto ist angemeldet, oder es wurde zurückgezogen. Sehen Sie nach oben rechts, und bitten Sie noch einmal darum.',
  },
  says_organization_unconfirmed: {
    title: '„Your organization must be confirmed …“',
    text: 'Ein Administrator muss den Link öffnen, der an ihre Adresse ging, angemeldet als er selbst.',
  },
  says_member_missing: {
    title: '„User … does not exist“',
    text: 'Es gilt der genaue Benutzername, wie in nuget.org/profiles/….',
  },
  says_member_unconfirmed: {
    title: '„… has not confirmed their email“',
    text: 'Das muss zuerst geschehen, in den Kontoeinstellungen dort.',
  },
  says_member_organization: {
    title: '„… is an organization and cannot be a member …“',
    text: 'Laden Sie die Personen ein, die in ihr sind.',
  },
  says_member_already: {
    title: '„… is already a member …“',
    text: 'Dann ändern Sie stattdessen die Rolle.',
  },
  says_tenant_not_met: {
    title:
      '„… has not linked their account to a Microsoft Entra ID credential …“ oder „… no longer meet the requirements …“',
    text: 'Die Organisation nimmt nur Personen auf, die sich mit einem Microsoft-Konto ihres Unternehmens anmelden. Ihres muss zuerst gewechselt werden.',
  },
  says_last_administrator: {
    title: '„You can’t leave the organization …“ oder „You can’t change your role …“',
    text: 'Der letzte Administrator kann nicht austreten. Machen Sie zuerst jemand anderen zum Administrator.',
  },
  says_packages_first: {
    title: '„… unless you transfer ownership of all of its packages …“',
    text: 'Ihr allein gehören Pakete. Fügen Sie jedem unter „Manage Packages“ einen anderen Besitzer hinzu.',
  },
  says_members_first: {
    title: '„… unless you remove all other members“',
    text: 'Entfernen Sie sie auf ihrer Seite, und versuchen Sie es noch einmal.',
  },
};

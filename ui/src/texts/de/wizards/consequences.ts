import type { Consequence } from '../../../contract';
import { count, date, dayAndTime, list } from '../numbers';
import { who } from '../who';

type Say = {
  [Kind in Consequence['kind']]: (
    what: Extract<Consequence, { kind: Kind }>,
    done: boolean,
    others: boolean,
    dated: boolean,
  ) => string;
};

/**
 * What an act changes, before it is done and after; of sessions, whether the one in which it is done is not among them;
 * of what comes on a later day, whether that day stands above it.
 */
export const consequences: Say = {
  sessions_end: ({ count: number }, done, others) => {
    const sessions = others
      ? count(number, 'andere Sitzung', 'andere Sitzungen')
      : count(number, 'Sitzung', 'Sitzungen');
    if (done) return `${sessions} ${number === 1 ? 'wurde' : 'wurden'} beendet.`;
    return `${sessions} ${number === 1 ? 'endet' : 'enden'}.`;
  },
  login_replaced: ({ username, from, to }) =>
    from ? `${who(to)} öffnet ${username}, nicht mehr ${who(from)}.` : `${who(to)} öffnet ${username} von jetzt an.`,
  login_removed: ({ username, identity }) =>
    `${identity.address ?? identity.name ?? 'Sein Microsoft-Konto'} öffnet ${username} nicht mehr und ist frei für ein anderes Konto.`,
  login_kept: ({ username, identity }) => `${who(identity)} öffnet weiterhin ${username}.`,
  account_unfrozen: ({ username }) => `${username} ist nicht mehr eingefroren.`,
  objection_withdrawn: ({ username }, done) =>
    `Der Einspruch von ${username} ${done ? 'wurde' : 'wird'} zurückgezogen. Der des anderen Kontos bleibt, also bleiben beide eingefroren.`,
  password_removed: (_, done) => `Das Passwort ${done ? 'wurde' : 'wird'} entfernt.`,
  password_set: (_, done) => `Das neue Passwort ${done ? 'wurde' : 'wird'} gesetzt.`,
  recoveries_end: ({ count: number }, done) =>
    `${count(number, 'Versuch', 'Versuche')}, wieder in das Konto zu kommen, ${number === 1 ? (done ? 'wurde' : 'wird') : done ? 'wurden' : 'werden'} beendet.`,
  address_returns: ({ username, address }, done) =>
    `${address} ${done ? 'ist' : 'wird'} wieder die Kontaktadresse von ${username}.`,
  recovery_codes_removed: ({ count: number }) =>
    `${count(number, 'noch nicht benutzter Wiederherstellungscode gilt', 'noch nicht benutzte Wiederherstellungscodes gelten')} nicht mehr.`,
  undo_until: ({ at }) => `Sie können dies bis zum ${dayAndTime(at)} rückgängig machen.`,
  keys_revoked: ({ count: number, of_others }) =>
    `${count(number, 'API-Schlüssel funktioniert', 'API-Schlüssel funktionieren')} nicht mehr${of_others.length > 0 ? `, darunter Schlüssel von ${list(of_others)}` : ''}.`,
  keys_moved: ({ count: number, to }) =>
    number === 1
      ? `1 API-Schlüssel geht an ${to} über und funktioniert weiter.`
      : `${count(number, '', 'API-Schlüssel')} gehen an ${to} über und funktionieren weiter.`,
  ownership_ends: ({ package: id, remaining }) => `${id} bleibt bei ${list(remaining)}.`,
  package_orphaned: ({ package: id, unlisted }) =>
    `${id} hat dann keinen Besitzer mehr${unlisted ? ' und wird aus der Suche genommen, sodass niemand es dort findet' : ''}.`,
  ownership_begins: ({ package: id, owner }) => `${id} gehört auch ${owner}.`,
  membership_ends: ({ organization, member }) => `${member} ist kein Mitglied von ${organization} mehr.`,
  membership_begins: ({ organization, member, role }, done) =>
    `${member} ${done ? 'ist jetzt' : 'wird'} Mitglied von ${organization}, als ${role === 'administrator' ? 'Administrator' : 'Mitwirkender'}.`,
  invitation_made: ({ organization, member, role, until }, done) =>
    `${member} ${done ? 'wurde' : 'wird'} in ${organization} eingeladen, als ${role === 'administrator' ? 'Administrator' : 'Mitwirkender'}, bis zum ${date(until)}.`,
  role_changes: ({ organization, member, role }, done) =>
    `${member} ${done ? 'ist jetzt' : 'wird'} ${role === 'administrator' ? 'Administrator' : 'Mitwirkender'} von ${organization}.`,
  listing_changes: ({ package: id, listed }) =>
    listed
      ? `${id} ist von da an in der Suche zu finden.`
      : `${id} wird aus der Suche genommen, sodass niemand es dort findet.`,
  organization_deleted: ({ organization }, done) =>
    `Die Organisation ${organization} ${done ? 'wurde' : 'wird'} gelöscht: Niemand sonst ${done ? 'war' : 'ist'} in ihr.`,
  members_promoted: ({ organization, members }, done) => {
    const one = members.length === 1;
    const become = done ? (one ? 'ist jetzt' : 'sind jetzt') : one ? 'wird' : 'werden';
    return `${list(members)} ${become} ${one ? 'Administrator' : 'Administratoren'} von ${organization}.`;
  },
  requests_withdrawn: ({ count: number }, done) =>
    `${count(number, 'offene Anfrage', 'offene Anfragen')} ${number === 1 ? (done ? 'wurde' : 'wird') : done ? 'wurden' : 'werden'} zurückgezogen.`,
  becomes_organization: ({ username, administrator }, done) =>
    `${username} ${done ? 'ist jetzt' : 'wird'} eine Organisation, für immer. ${administrator} verwaltet sie; als ${username} meldet sich niemand mehr an.`,
  tenant_policy_applies: () =>
    'Neue Mitglieder müssen sich mit einem Geschäfts- oder Schulkonto desselben Unternehmens anmelden. Wer sich mit einem solchen Konto anmeldet, kann es als Mitglied nicht wechseln.',
  account_deleted: ({ username, at }, _, __, dated) =>
    dated ? `${username} wird gelöscht.` : `${username} wird am ${dayAndTime(at)} gelöscht.`,
  account_kept: ({ username }, done) => `${username} wird ${done ? 'nicht mehr' : 'nicht'} gelöscht.`,
  keys_resume: ({ count: number }) =>
    `${count(number, 'API-Schlüssel funktioniert', 'API-Schlüssel funktionieren')} wieder.`,
  login_missing: ({ username, recovery }) =>
    recovery
      ? `Kein Microsoft-Konto öffnet ${username}: Seines öffnet jetzt ein anderes Konto. Hinein kommen Sie über die Wiederherstellung.`
      : `${username} braucht ein anderes Microsoft-Konto: Seines öffnet jetzt ein anderes Konto.`,
  name_reserved: ({ username }) => `Niemand kann den Namen ${username} je wieder nehmen, auch Sie nicht.`,
  username_request_replaced: ({ wanted }, done) =>
    `Der Antrag auf den Namen ${wanted} ${done ? 'wurde' : 'wird'} ersetzt: Die Betreiber sehen ihn nicht mehr.`,
  name_freed: ({ username }) => `Von da an können alle den Namen ${username} nehmen.`,
  told: ({ addresses }, done) =>
    `${list(addresses)} ${addresses.length === 1 ? (done ? 'wurde' : 'wird') : done ? 'wurden' : 'werden'} per E-Mail benachrichtigt.`,
};

import type { Code, Problem } from '../../contract';
import type { About, RefusalText } from '../about';
import { atGallery, firstAccount, firstGallery, ofAccount, ofGallery, theAccount } from './names';
import { duration, list } from './numbers';

/** When something that has to wait becomes possible. */
function possibleIn(seconds: number | null | undefined): string {
  return seconds ? `Es ist in ${duration(seconds)} möglich.` : 'Versuchen Sie es später noch einmal.';
}

/** What an account service refuses beyond signing in: logins, recovery, organizations, deletion, packages, keys. */
export const accountRefusals = {
  current_identity_wrong: (_, { username }) => ({
    what: `Dieses Microsoft-Konto öffnet ${theAccount(username)} nicht.`,
    next: 'Melden Sie sich mit dem an, das es jetzt öffnet, oder nehmen Sie einen Wiederherstellungscode.',
  }),
  login_missing: (_, { username }) => ({
    what: `Kein Microsoft-Konto öffnet ${theAccount(username)}.`,
    next: 'Stellen Sie es per E-Mail wieder her, oder mit seinem Passwort, wenn es nicht gelöscht wird, und verknüpfen Sie dann eines.',
  }),
  login_change_open: ({ retry_after }, { username }) => ({
    what: `Das Microsoft-Konto ${ofAccount(username)} wurde vor kurzem gewechselt, und das kann noch rückgängig gemacht werden. Solange es das kann, ist dies nicht möglich.`,
    next: possibleIn(retry_after),
  }),
  login_change_not_open: () => ({
    what: 'Es gibt keinen Wechsel des Microsoft-Kontos, der rückgängig gemacht werden könnte.',
    next: 'Die Zeit dafür ist vorbei, oder er wurde schon rückgängig gemacht.',
  }),
  account_frozen: (_, { username }) => ({
    what: `${firstAccount(username)} ist eingefroren, weil jemand gesagt hat, dass eine Änderung nicht von ihm war.`,
    next: 'Melden Sie sich mit dem früheren Microsoft-Konto an, oder nehmen Sie einen Wiederherstellungscode, um es zurückzubekommen.',
  }),
  undo_contested: () => ({
    what: 'Die Änderung wurde mit einem Wiederherstellungscode gemacht. Deshalb kann das frühere Microsoft-Konto allein sie nicht rückgängig machen.',
    next: 'Nehmen Sie einen Wiederherstellungscode oder den Code, der an die Kontaktadresse geschickt wurde.',
  }),
  recovery_code_wrong: (_, { username }) => ({
    what: `Das ist keiner der Wiederherstellungscodes ${ofAccount(username)}, die noch gelten.`,
    next: 'Suchen Sie einen anderen. Jeder gilt einmal.',
  }),
  recovery_code_mistyped: () => ({
    what: 'Das kann kein Wiederherstellungscode sein: Ein Zeichen fehlt, ist zu viel oder falsch.',
    next: 'Vergleichen Sie ihn mit dem, was Sie aufbewahrt haben. Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.',
  }),
  recovery_codes_required: () => ({
    what: 'Die Zwei-Faktor-Anmeldung braucht zuerst Wiederherstellungscodes.',
    next: 'Erstellen Sie sie, bewahren Sie sie auf, und geben Sie einen davon ein.',
  }),
  second_factor_required: (_, { username }) => ({
    what: `Für ${theAccount(username)} ist die Zwei-Faktor-Anmeldung eingeschaltet, und diese Anmeldung war ohne zweiten Faktor.`,
    next: 'Melden Sie sich noch einmal an; Microsoft wird danach fragen.',
    help: 'sign_in',
  }),
  two_factor_enforced: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} verlangt die Zwei-Faktor-Anmeldung von allen.`,
    next: 'Sie bleibt eingeschaltet.',
  }),
  tenant_policy_forbids_change: ({ demands }, { username, recovers }) => ({
    what: demands
      ? `${list(demands.map(({ organization }) => organization))} ${demands.length > 1 ? 'verlangen' : 'verlangt'} für ${theAccount(username)} ein Geschäfts- oder Schulkonto eines bestimmten Mandanten.`
      : `Eine Organisation, zu der ${theAccount(username)} gehört, lässt nicht zu, dass sein Geschäfts- oder Schulkonto gewechselt wird.`,
    next: `${(demands ?? []).map(({ organization, tenant }) => `Der Mandant von ${organization} ist ${tenant}. `).join('')}${recovers ? 'Nehmen Sie ein Konto dieses Mandanten, oder fragen Sie einen Administrator der Organisation.' : 'Darum ist ein Wechsel nicht möglich, solange es Mitglied ist. Treten Sie zuerst aus der Organisation aus, oder fragen Sie einen ihrer Administratoren.'}`,
  }),
  confirmation_wrong: () => ({
    what: 'Das ist ein anderer Name als der, nach dem gefragt ist.',
    next: 'Es wurde nichts geändert. Geben Sie ihn so ein, wie er über dem Feld steht.',
  }),
  reason_invalid: () => ({
    what: 'Eine Begründung hat 1 bis 200 Zeichen in einer Zeile.',
    next: 'Sagen Sie es kürzer und ohne Zeilenumbruch.',
  }),
  account_unknown: (_, { gallery }) => ({
    what: `Kein Konto ${atGallery(gallery)} hat diesen Benutzernamen.`,
    next: 'Prüfen Sie, wie er geschrieben wird.',
  }),
  address_mismatch: () => ({
    what: 'Das ist nicht die E-Mail-Adresse dieses Kontos.',
    next: 'Der Hinweis zeigt ihren ersten und letzten Buchstaben.',
  }),
  credentials_wrong: (_, { gallery }) => ({
    what: `Kein Konto ${atGallery(gallery)} hat diesen Namen und dieses Passwort.`,
    next: 'Prüfen Sie beides. Passwörter gibt es nur für ältere Konten ohne Microsoft-Konto.',
  }),
  password_locked_out: ({ retry_after }) => ({
    what: 'Für dieses Konto wurden zu viele falsche Passwörter eingegeben.',
    next: possibleIn(retry_after),
  }),
  password_login_unsupported: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} nimmt keine Passwörter mehr an.`,
    next: 'Stellen Sie das Konto stattdessen per E-Mail wieder her.',
  }),
  password_invalid: () => ({
    what: 'Ein Passwort braucht 8 bis 64 Zeichen, darunter einen Großbuchstaben, einen Kleinbuchstaben und eine Ziffer.',
    next: 'Wählen Sie ein anderes.',
  }),
  password_wrong: () => ({
    what: 'Das jetzige Passwort stimmt nicht.',
    next: 'Geben Sie es noch einmal ein, oder melden Sie sich stattdessen mit Microsoft an.',
  }),
  password_missing: (_, { username }) => ({
    what: `${firstAccount(username)} hat kein Passwort.`,
    next: 'Es gibt nichts zu ändern.',
  }),
  last_login: (_, { username }) => ({
    what: `Das ist der einzige Weg, ${theAccount(username)} zu öffnen.`,
    next: 'Verknüpfen Sie zuerst ein Microsoft-Konto.',
  }),
  recovery_invalid: () => ({
    what: 'Diese Wiederherstellung ist vorbei oder wurde anderswo begonnen.',
    next: 'Beginnen Sie neu.',
  }),
  recovery_waits: ({ retry_after }, { username }) => ({
    what: `Für ${theAccount(username)} ist die Zwei-Faktor-Anmeldung eingeschaltet. Ohne Wiederherstellungscode muss die Wiederherstellung warten, damit der Besitzer sie anhalten kann.`,
    next: possibleIn(retry_after),
  }),
  login_present: (_, { username }) => ({
    what: `${firstAccount(username)} hat schon ein Microsoft-Konto.`,
    next: 'Melden Sie sich damit an, und wechseln Sie es dort.',
  }),
  email_unconfirmed: (_, { username }) => ({
    what: `Die Kontaktadresse ${ofAccount(username)} wurde noch nicht bestätigt.`,
    next: 'Bestätigen Sie sie zuerst.',
  }),
  not_authorized: () => ({
    what: 'Sie dürfen das für dieses Konto nicht tun.',
    next: 'Fragen Sie einen seiner Administratoren.',
  }),
  organization_unconfirmed: () => ({
    what: 'Die Kontaktadresse der Organisation wurde noch nicht bestätigt.',
    next: 'Bestätigen Sie sie zuerst; dann können ihre Mitglieder geändert werden.',
  }),
  member_already: () => ({
    what: 'Dieses Konto ist schon Mitglied.',
    next: 'Die Liste der Mitglieder sagt, in welcher Rolle.',
  }),
  member_not_found: () => ({
    what: 'Dieses Konto ist kein Mitglied.',
    next: 'Vielleicht ist es inzwischen ausgetreten oder wurde entfernt.',
  }),
  member_unconfirmed: () => ({
    what: 'Dieses Konto hat seine Kontaktadresse nicht bestätigt.',
    next: 'Bitten Sie den Besitzer, sie zu bestätigen, und versuchen Sie es dann noch einmal.',
  }),
  member_is_organization: () => ({
    what: 'Eine Organisation kann nicht Mitglied einer anderen sein.',
    next: 'Laden Sie die Personen ein, die in ihr sind.',
  }),
  invitation_not_found: () => ({
    what: 'Diese Einladung gibt es nicht mehr.',
    next: 'Sie wurde zurückgezogen, beantwortet, oder ihre Zeit ist abgelaufen.',
  }),
  last_administrator: () => ({
    what: 'Die Organisation hätte keinen Administrator mehr.',
    next: 'Machen Sie zuerst jemand anderen zum Administrator.',
  }),
  tenant_policy_not_met: () => ({
    what: 'Die Organisation nimmt nur Mitglieder auf, deren Microsoft-Konto zu ihrem eigenen Unternehmen gehört.',
    next: 'Wer aufgenommen werden soll, verknüpft zuerst ein solches Konto.',
  }),
  organization_has_members: () => ({
    what: 'Die Organisation hat noch andere Mitglieder.',
    next: 'Entfernen Sie sie zuerst.',
  }),
  organization_owns_packages: () => ({
    what: 'Die Organisation ist bei manchen Paketen der einzige Besitzer.',
    next: 'Geben Sie diese Pakete zuerst einem anderen Konto.',
  }),
  already_organization: (_, { username }) => ({
    what: `${firstAccount(username)} ist schon eine Organisation.`,
    next: 'Es gibt nichts zu tun.',
  }),
  conversion_is_member: (_, { username }) => ({
    what: `${firstAccount(username)} ist Mitglied einer Organisation oder in eine eingeladen.`,
    next: 'Treten Sie zuerst aus diesen Organisationen aus, und lehnen Sie diese Einladungen ab.',
  }),
  administrator_is_same: () => ({
    what: 'Der Administrator muss ein anderes Konto sein.',
    next: 'Nennen Sie das Konto, das sich um die Organisation kümmern wird.',
  }),
  administrator_unconfirmed: () => ({
    what: 'Dieses Konto hat seine Kontaktadresse nicht bestätigt.',
    next: 'Bitten Sie den Besitzer, sie zu bestätigen, und versuchen Sie es dann noch einmal.',
  }),
  administrator_is_organization: () => ({
    what: 'Eine Organisation kann nicht Administrator sein.',
    next: 'Nennen Sie das Konto einer Person.',
  }),
  conversion_not_found: () => ({
    what: 'Diese Anfrage gibt es nicht mehr.',
    next: 'Sie wurde zurückgezogen, beantwortet, ersetzt, oder ihre Zeit ist abgelaufen.',
  }),
  deletion_pending: (_, { username }) => ({
    what: `${firstAccount(username)} wird gerade gelöscht.`,
    next: 'Behalten Sie das Konto zuerst, wenn Sie damit weitermachen wollen.',
  }),
  deletion_not_pending: (_, { username }) => ({
    what: `${firstAccount(username)} wird nicht gelöscht.`,
    next: 'Es gibt nichts zurückzuziehen.',
  }),
  consequences_changed: () => ({
    what: 'Inzwischen würde mehr geschehen, als Ihnen gezeigt wurde.',
    next: 'Sehen Sie sich die Liste noch einmal an.',
  }),
  package_invalid: () => ({
    what: 'Das ist keine Paket-ID.',
    next: 'Prüfen Sie, wie sie geschrieben wird.',
  }),
  not_package_owner: (_, { username }) => ({
    what: `${firstAccount(username)} ist kein Besitzer dieses Pakets.`,
    next: 'Fragen Sie einen seiner Besitzer.',
  }),
  owner_already: () => ({
    what: 'Dieses Konto besitzt das Paket schon.',
    next: 'Es gibt nichts zu tun.',
  }),
  limit_reached: () => ({
    what: 'Es gibt schon so viele, wie es geben kann.',
    next: 'Schaffen Sie zuerst Platz: Widerrufen Sie einen API-Schlüssel, den Sie nicht mehr brauchen; oder entfernen Sie bei einem Paket einen Besitzer, oder ziehen Sie ein Angebot zurück.',
  }),
  ownership_request_not_found: () => ({
    what: 'Dieses Angebot gibt es nicht mehr.',
    next: 'Es wurde zurückgezogen, beantwortet, oder seine Zeit ist abgelaufen.',
  }),
  last_owner: () => ({
    what: 'Das Paket hätte keinen Besitzer mehr.',
    next: 'Fügen Sie zuerst einen anderen Besitzer hinzu.',
  }),
  key_description_invalid: () => ({
    what: 'Ein API-Schlüssel braucht eine Beschreibung von höchstens 200 Zeichen.',
    next: 'Sagen Sie, wofür er ist.',
  }),
  key_owner_not_allowed: () => ({
    what: 'Sie dürfen für diesen Besitzer keine API-Schlüssel erstellen, oder nicht mit diesem Umfang.',
    next: 'Wählen Sie einen anderen Besitzer oder Umfang.',
  }),
  key_invalid: ({ field }) => {
    switch (field) {
      case 'scopes':
        return { what: 'Ein Schlüssel, der nichts darf, nützt nichts.', next: 'Erlauben Sie ihm mindestens etwas.' };
      case 'packages':
        return {
          what: 'Das sind keine Paket-IDs.',
          next: 'Geben Sie 1 bis 100 davon ein, mit Kommas dazwischen. * steht für beliebige Zeichen.',
        };
      case 'expires_in_days':
        return { what: 'So lange kann ein Schlüssel hier nicht gelten.', next: 'Wählen Sie eine andere Laufzeit.' };
      default:
        return {
          what: 'Das geht mit diesem API-Schlüssel nicht.',
          next: 'Erneuern Sie ihn, oder erstellen Sie einen anderen.',
        };
    }
  },
  feed_not_authorized: (_, { gallery }) => ({
    what: 'Das eigene Geheimnis des Feeds fehlt oder ist falsch.',
    next: `Fragen Sie die Betreiber ${ofGallery(gallery)}.`,
  }),
  stale: () => ({
    what: 'Es wurde inzwischen anderswo geändert, deshalb wurde hier nichts gespeichert.',
    next: 'Sehen Sie nach, wie es jetzt ist, und drücken Sie noch einmal, wenn Sie es weiterhin wollen. Was Sie eingegeben haben, steht noch da.',
  }),
} satisfies Partial<Record<Code, (problem: Problem, about: About) => RefusalText>>;

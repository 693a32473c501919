import type { Facts } from '../../../contract';
import type { seen as english } from '../../en/wizards/guided_seen';
import type { Translated } from '../../words';
import { count, dayAndTime } from '../numbers';

const seenOn = ({ at }: Facts): string => (at ? `Gesehen am ${dayAndTime(at)}.` : '');

/** What was seen in public, and what was done. */
export const seen: Translated<typeof english> = {
  looking: { title: ({ username }) => `${username} wird bei nuget.org gesucht…` },
  not_seen: { title: ({ username }) => `Was nuget.org über ${username} zeigt, ist gerade nicht bekannt` },
  live: {
    title: ({ username, count: packages, of }) =>
      packages === undefined
        ? `${username} ist da`
        : of === undefined
          ? `${username} ist da, mit ${count(packages, 'Paket', 'Paketen')}`
          : `${username} ist da, mit ${of} Paketen, von denen sich ${packages} lesen ließen`,
    text: (facts) => `${seenOn(facts)} Was aus der Suche genommen ist, wird nicht öffentlich gezeigt.`,
  },
  not_live: {
    title: ({ username }) => `Es gibt kein aktives Konto mit dem Namen ${username}`,
    text: 'Es wurde gelöscht oder umbenannt, oder es schreibt sich anders. Groß- und Kleinschreibung spielt keine Rolle.',
  },
  taken: {
    title: ({ username }) => `${username} ist vergeben`,
    text: (facts) => `${seenOn(facts)} Gehen Sie zurück, und wählen Sie einen anderen Namen.`,
  },
  perhaps_free: {
    title: ({ username }) => `Es gibt kein aktives Konto mit dem Namen ${username}`,
    text: 'Der Name kann also frei sein. Die von gelöschten und umbenannten Konten bleiben für immer reserviert, und das weiß nur nuget.org selbst.',
  },
  still_there: {
    title: ({ username }) => `${username} hat noch seine Profilseite`,
    text: (facts) => `${seenOn(facts)} Sehen Sie später noch einmal nach; die App kann solange geschlossen sein.`,
  },
  not_yet_there: {
    title: ({ username }) => `Es gibt noch keine Profilseite von ${username}`,
    text: (facts) => `${seenOn(facts)} Sehen Sie in einigen Minuten noch einmal nach.`,
  },
  gone: {
    title: ({ username }) => `Es gibt keine Profilseite von ${username} mehr`,
    text: (facts) => `${seenOn(facts)} So ist es, wenn ein Konto gelöscht oder umbenannt wurde.`,
  },
  sole_none: {
    title: ({ username, is }) =>
      is
        ? 'Jedes Paket, das die Suche zeigt, hat auch einen anderen Besitzer'
        : `Die Suche zeigt kein Paket von ${username}`,
    text: 'Pakete, die aus der Suche genommen sind, stehen nicht darin: Sehen Sie dafür „Manage Packages“ durch.',
  },
  sole_some: {
    title: ({ count: packages = 0, of }) =>
      of !== undefined
        ? `Von den Paketen, die sich lesen ließen, und das sind nicht alle ${of}, gehören ${packages} sonst niemandem`
        : packages === 1
          ? 'Eines der Pakete gehört sonst niemandem'
          : `${packages} der Pakete gehören sonst niemandem`,
    text: 'So zeigt es die Suche, die einer Änderung nach einigen Minuten folgt. Pakete, die aus ihr genommen sind, stehen nicht darin.',
  },
  sole_unknown: {
    title: ({ of }) =>
      of === undefined
        ? 'Nicht alle Pakete und Besitzer ließen sich lesen'
        : `Nicht alle ${of} Pakete ließen sich lesen; von keinem der gelesenen ist bekannt, dass es sonst niemandem gehört`,
    text: 'Es kann also welche geben, die sonst niemandem gehören: Sehen Sie „Manage Packages“ durch.',
  },
  sole_package: { title: ({ word }) => word ?? '' },
  owner_gone: {
    title: ({ username, count: packages = 0 }) =>
      `Die Suche nennt ${username} nicht mehr als Besitzer von ${count(packages, 'gemeinsamem Paket', 'gemeinsamen Paketen')}`,
    text: (facts) =>
      facts.of === undefined
        ? seenOn(facts)
        : `${seenOn(facts)} Nicht alle der ${facts.of} Pakete wurden nachgeschlagen.`,
  },
  owner_new: {
    title: ({ word, other }) => `${word} gehört jetzt ${other}`,
    text: seenOn,
  },
  owner_still: {
    title: ({ username, count: packages = 0 }) =>
      `Die Suche nennt ${username} noch als Besitzer von ${count(packages, 'Paket', 'Paketen')}`,
    text: (facts) =>
      `${facts.word}. ${seenOn(facts)} Sie kann hinterherhinken: Sehen Sie in einer Stunde noch einmal nach.`,
  },
  owner_unsaid: {
    title: ({ count: packages = 0 }) =>
      `Zu ${count(packages, 'Paket', 'Paketen')} nennt die Suche jetzt keinen Besitzer`,
    text: (facts) =>
      `${facts.word}. ${seenOn(facts)} Wem sie gehören, ist nicht bekannt: Vielleicht sind sie aus der Suche genommen.`,
  },
  owners_not_seen: {
    title: ({ username }) => `Ob die Suche ${username} noch als Besitzer nennt, ist jetzt nicht bekannt`,
  },
  mask_before: {
    title: ({ other_address }) => `Die Kontaktadresse ist ${other_address}`,
    text: 'nuget.org zeigt den ersten und den letzten Buchstaben und die Domain.',
  },
  mask_new: {
    title: ({ other_address }) => `Die Kontaktadresse ist ${other_address}`,
    text: (facts) => `Das passt zur neuen. ${seenOn(facts)}`,
  },
  mask_old: {
    title: ({ other_address }) => `Die Kontaktadresse ist ${other_address}`,
    text: (facts) =>
      `Das passt nicht zur neuen. Es ändert sich, wenn der Link in der E-Mail geöffnet wurde. ${seenOn(facts)}`,
  },
  mask_unclear: {
    title: ({ other_address }) => `Die Kontaktadresse ist ${other_address}`,
    text: 'An dem, was davon gezeigt wird, lassen sich die alte und die neue nicht unterscheiden.',
  },
  mask_unseen: { title: 'Die verdeckte Adresse ließ sich nicht zeigen' },
  marked: {
    title: 'Als erledigt markiert',
    text: ({ at }) => (at ? `Als erledigt markiert am ${dayAndTime(at)}.` : ''),
  },
  logins_mailed: {
    title: 'nuget.org hat die verknüpften Microsoft-Konten geschickt',
    text: ({ at }) => (at ? `So seine Antwort am ${dayAndTime(at)}.` : ''),
  },
  saw_itself: {
    title: 'Sie haben selbst nachgesehen, angemeldet, und es ist so',
    text: ({ at }) => (at ? `Am ${dayAndTime(at)}.` : ''),
  },
  not_seen_itself: {
    title: 'Ob es angemeldet so zu sehen ist',
    text: 'Das kann die App nicht sehen, und Sie haben nicht gesagt, dass Sie nachgesehen haben.',
  },
};

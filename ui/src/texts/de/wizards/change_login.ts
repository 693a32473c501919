import type { changeLogin as english } from '../../en/wizards/change_login';
import type { Translated } from '../../words';

/** Change the Microsoft account that signs in. */
export const changeLogin: Translated<typeof english> = {
  change_login_intro: {
    title: ({ username }) => `Das Microsoft-Konto von ${username} wechseln?`,
    lead: ({ username, person }) =>
      `Jetzt öffnet ${person ?? 'ein Microsoft-Konto'} das Konto ${username}. Sie melden sich noch einmal damit an, dann mit dem neuen, und sehen, was sich ändern wird, bevor sich etwas ändert. Pakete, API-Schlüssel und der Benutzername bleiben, wie sie sind.`,
  },
  change_login_current: {
    title: ({ person }) =>
      person ? `Melden Sie sich als ${person} an` : 'Melden Sie sich mit dem Konto an, das es jetzt öffnet',
    lead: ({ username }) => `Das zeigt, dass ${username} Ihnen gehört. Es ändert sich dadurch nichts.`,
    choices: {
      no_access: { title: 'Ich kann mich damit nicht mehr anmelden' },
    },
  },
  change_login_code: {
    title: ({ username }) => `Haben Sie einen Wiederherstellungscode von ${username}?`,
    lead: 'Er tritt an die Stelle der Anmeldung mit dem jetzigen Microsoft-Konto. Jeder Code gilt einmal.',
  },
  change_login_new: {
    title: ({ username }) => `Melden Sie sich nun mit dem Microsoft-Konto an, das ${username} öffnen soll`,
    lead: 'Wählen Sie auf der Seite von Microsoft „Ein anderes Konto verwenden“, wenn sie Ihnen das jetzige anbietet.',
  },
  change_login_wrong_person: {
    title: ({ other_person }) => `Das war ${other_person ?? 'ein anderes Microsoft-Konto'}`,
    lead: ({ username, person }) =>
      `Das Konto ${username} wird von ${person ?? 'einem anderen Microsoft-Konto'} geöffnet. Es wurde nichts geändert, und Sie machen genau hier weiter. Melden Sie sich noch einmal an, und wählen Sie dieses Microsoft-Konto; ein privates Fenster hilft, wenn der Browser nicht fragt.`,
  },
  change_login_same_person: {
    title: ({ other_person, username }) => `${other_person ?? 'Dieses Microsoft-Konto'} öffnet ${username} schon`,
    lead: 'Es wurde nichts geändert. Melden Sie sich mit dem Microsoft-Konto an, das es von nun an öffnen soll.',
  },
  change_login_check: {
    title: ({ username, other_person }) => `Soll ${other_person ?? 'dieses Microsoft-Konto'} ${username} öffnen?`,
    lead: 'Es ist frei. Es wurde noch nichts geändert.',
    choices: {
      change_login: { title: 'Microsoft-Konto wechseln' },
    },
  },
  change_login_conflict: {
    title: ({ other, other_person }) => `${other_person ?? 'Dieses Microsoft-Konto'} öffnet schon ${other}`,
    lead: ({ username, other }) =>
      `Ein Microsoft-Konto öffnet nur ein Konto. Es wurde nichts geändert. Wie sollen ${username} und ${other} geöffnet werden?`,
  },
  change_login_swap: {
    title: ({ username, other }) => `Die Microsoft-Konten von ${username} und ${other} tauschen?`,
    lead: 'Beide wechseln im selben Augenblick; keines der Konten ist auch nur kurz verschlossen. Es wurde noch nichts geändert.',
  },
  change_login_move: {
    title: ({ other }) => `${other} löschen?`,
    lead: ({ username, other, other_person }) =>
      `Von diesem Augenblick an öffnet ${other_person ?? 'sein Microsoft-Konto'} das Konto ${username}, und ${other} wird nach seiner Bedenkzeit gelöscht. Sehen Sie sich alles an, was dabei verloren geht.`,
    fields: {
      confirmation: {
        label: ({ other }) => `Geben Sie zur Bestätigung ${other} ein`,
        hint: 'Großschreibung spielt keine Rolle.',
      },
    },
    choices: {
      move_login: { title: ({ username, other }) => `${other} löschen und ${username} damit öffnen` },
    },
  },
  change_login_third: {
    title: 'Beide behalten, mit einem dritten Microsoft-Konto',
    lead: ({ username, other }) =>
      `Zuerst wechselt ${other} zu einem dritten Microsoft-Konto; dann ist das bisherige frei für ${username}.`,
  },
  change_login_done: {
    title: ({ username, other_person }) => `${other_person ?? 'Das neue Microsoft-Konto'} öffnet jetzt ${username}`,
    lead: ({ address }) =>
      address
        ? `Die E-Mails gehen weiter an dieselbe Kontaktadresse: ${address}.`
        : 'Die Kontaktadresse bleibt, wie sie war.',
  },
};

import type { changeLogin as english } from '../../en/wizards/change_login';
import type { Translated } from '../../words';
import { count } from '../numbers';

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
    lead: ({ username, count: left }) =>
      left === 0
        ? `${username} hat keinen Wiederherstellungscode mehr, der noch gilt. Stellen Sie den Zugang stattdessen wieder her: über die Kontaktadresse oder ein altes Passwort.`
        : 'Er tritt an die Stelle der Anmeldung mit dem jetzigen Microsoft-Konto. Jeder Code gilt einmal.',
    choices: {
      no_recovery_code: { title: 'Ich habe keinen: Zugang wiederherstellen' },
    },
  },
  change_login_new: {
    title: ({ username, other_person, is }) =>
      is && other_person
        ? `Melden Sie sich nun als ${other_person} an; dieses Microsoft-Konto soll ${username} öffnen`
        : `Melden Sie sich nun mit dem Microsoft-Konto an, das ${username} öffnen soll`,
    lead: ({ other, other_person, is }) =>
      is && other_person
        ? `${other_person} öffnet ${other} nicht mehr und ist frei. Durch die Anmeldung ändert sich nichts.`
        : 'Wählen Sie auf der Seite von Microsoft „Anderes Konto verwenden“, wenn sie Ihnen das jetzige anbietet. Durch die Anmeldung ändert sich nichts.',
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
    title: ({ username, other_person }) =>
      `Soll ${other_person ?? 'dieses Microsoft-Konto'} das Konto ${username} öffnen?`,
    lead: ({ username, other, other_person, until, is }) =>
      is !== undefined && other
        ? is
          ? `${other} hat sein drittes Microsoft-Konto schon. Sobald ${other_person ?? 'sein bisheriges'} das Konto ${username} öffnet, lässt sich das nicht mehr rückgängig machen. ${username} wurde noch nicht geändert.`
          : `${other} hat sein drittes Microsoft-Konto schon, und das bleibt so. ${username} wurde noch nicht geändert.`
        : until
          ? 'Es wurde noch nichts geändert.'
          : 'Es öffnet hier noch kein Konto. Es wurde noch nichts geändert.',
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
  change_login_packages: {
    title: ({ count: packages = 0 }) =>
      packages === 0
        ? 'Jedes Paket hat einen anderen Besitzer'
        : `Wer übernimmt ${count(packages, 'Paket', 'Pakete')}?`,
    lead: ({ other, count: packages = 0 }) =>
      packages === 0
        ? `Von ${other} bleibt nichts ohne Besitzer.`
        : packages === 1
          ? `Es gehört niemandem außer ${other}. Bieten Sie es jemandem an, bevor ${other} gelöscht wird, oder fahren Sie ohne das fort.`
          : `Die Pakete gehören niemandem außer ${other}. Bieten Sie jedes jemandem an, bevor ${other} gelöscht wird, oder fahren Sie ohne das fort.`,
    choices: { accept_offer: { title: ({ username }) => `Als ${username ?? 'dieses Konto'} annehmen` } },
  },
  change_login_packages_open: {
    title: ({ other }) => `Bei ${other} anmelden`,
    lead: ({ other }) =>
      `Seine Pakete werden als ${other} angeboten. Durch das Anmelden ändert sich nichts, und ${other} erscheint hier unter Ihren Konten.`,
  },
  change_login_hand_over: {
    title: ({ word }) => `Wem soll ${word} gehören?`,
    lead: ({ other }) =>
      `Eine E-Mail geht dorthin, und das Paket gehört dem neuen Besitzer, sobald er annimmt. ${other} bleibt Besitzer, bis es gelöscht ist.`,
    fields: {
      username: {
        label: 'Benutzername des neuen Besitzers',
        hint: 'Ihr eigenes Konto, eine andere Person oder eine Organisation dieser Galerie. Keine E-Mail-Adresse.',
      },
    },
  },
  change_login_move: {
    title: ({ other }) => `${other} löschen?`,
    lead: ({ username, other, other_person, is }) =>
      `Von diesem Augenblick an öffnet ${other_person ?? 'sein Microsoft-Konto'} das Konto ${username}, und ${other} wird ${is ? 'sofort und endgültig' : 'einige Tage später'} gelöscht. Sehen Sie sich alles an, was dabei verloren geht.`,
    fields: {
      confirmation: {
        label: ({ other }) => `Geben Sie zur Bestätigung ${other} ein`,
        hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
      },
    },
    choices: {
      move_login: { title: ({ other }) => `${other} löschen und das Microsoft-Konto wechseln` },
    },
  },
  change_login_third: {
    title: 'Beide behalten, mit einem dritten Microsoft-Konto?',
    lead: ({ username, other }) =>
      `Zuerst wechselt ${other} zu einem dritten Microsoft-Konto; dann ist das bisherige frei für ${username}. Es wurde noch nichts geändert.`,
  },
  change_login_third_open: {
    title: ({ other, person }) =>
      person
        ? `Melden Sie sich als ${person} bei ${other} an`
        : `Melden Sie sich bei ${other} mit seinem Microsoft-Konto an`,
    lead: ({ other }) => `${other} steht dann auch in dieser App und bleibt dort. Es ändert sich dadurch nichts.`,
  },
  change_login_third_wrong: {
    title: ({ other_person }) => `Das war ${other_person ?? 'ein anderes Microsoft-Konto'}`,
    lead: ({ other, person }) =>
      `Das Konto ${other} wird von ${person ?? 'einem anderen Microsoft-Konto'} geöffnet. Es wurde nichts geändert, und Sie machen genau hier weiter. Melden Sie sich noch einmal an, und wählen Sie dieses Microsoft-Konto.`,
  },
  change_login_third_current: {
    title: ({ person }) =>
      `Melden Sie sich noch einmal ${person ? `als ${person}` : 'mit demselben Microsoft-Konto'} an`,
    lead: ({ other }) =>
      `${other} zu öffnen war eine Anmeldung. Zu ändern, wie es geöffnet wird, braucht eine weitere, damit niemand es an einem verlassenen Computer tun kann.`,
  },
  change_login_third_new: {
    title: ({ other }) => `Melden Sie sich nun mit dem dritten Microsoft-Konto an, das ${other} öffnen soll`,
    lead: 'Wählen Sie auf der Seite von Microsoft „Anderes Konto verwenden“. Durch die Anmeldung ändert sich nichts.',
  },
  change_login_third_taken: {
    title: ({ other_person, member }) =>
      `${other_person ?? 'Dieses Microsoft-Konto'} öffnet schon ${member ?? 'ein Konto'}`,
    lead: ({ other }) => `Es wurde nichts geändert. Melden Sie sich für ${other} mit einem an, das kein Konto öffnet.`,
  },
  change_login_third_check: {
    title: ({ other, other_person }) =>
      `Soll ${other_person ?? 'das dritte Microsoft-Konto'} das Konto ${other} öffnen?`,
    lead: ({ username, person }) =>
      `Es öffnet hier noch kein Konto. Danach ist ${person ?? 'das bisherige'} frei für ${username}. Es wurde noch nichts geändert.`,
    choices: {
      move_to_third: { title: ({ other }) => `Das Microsoft-Konto von ${other} wechseln` },
    },
  },
  change_login_sign_in: {
    title: ({ username }) =>
      username ? `Melden Sie sich noch einmal bei ${username} an` : 'Um welches Konto geht es?',
    lead: ({ username }) =>
      username
        ? `Sie sind hier nicht mehr bei ${username} angemeldet. Frühere Anmeldungen zählen nicht mehr.`
        : 'Melden Sie sich bei dem Konto an, dessen Microsoft-Konto Sie wechseln wollen.',
  },
  change_login_blocked: {
    title: ({ username }) => `Das Microsoft-Konto von ${username} kann jetzt nicht gewechselt werden`,
    lead: 'Es wurde nichts geändert. Das ist alles, was im Weg steht:',
    choices: {
      try_again: { title: 'Noch einmal nachsehen' },
    },
  },
  change_login_make_one: {
    title: 'Ein weiteres Microsoft-Konto erstellen',
    lead: ({ username }) =>
      `Das ist kostenlos und dauert einige Minuten. Der Browser öffnet dieselbe Anmeldung: Wählen Sie dort „Erstellen Sie jetzt eins“, und geben Sie eine E-Mail-Adresse an, die noch kein Microsoft-Konto hat, oder nehmen Sie eine neue Adresse bei outlook.com. Dann kommen Sie hierher zurück, zu ${username}.`,
  },
  change_login_find_out: {
    title: 'Hat es geklappt?',
    lead: ({ username }) =>
      `Die App wurde geschlossen, bevor die Antwort kam, und kann nicht noch einmal danach fragen. Sie sieht nach, wie ${username} jetzt geöffnet wird.`,
  },
  conflict_intro: {
    title: 'Ein Microsoft-Konto öffnet schon ein anderes Konto?',
    lead: ({ username }) =>
      `Ein Microsoft-Konto öffnet nur ein Konto. Melden Sie sich mit beiden an; dann sehen Sie, welches das andere Konto ist und was es hat. Danach wählen Sie: die beiden tauschen, ein drittes Microsoft-Konto nehmen oder das andere Konto löschen. Nichts wird gelöscht, wenn Sie es nicht sagen, und ${username} bleibt, wie es ist, bis Sie entscheiden.`,
  },
  change_login_done: {
    title: ({ username, other_person }) => `${other_person ?? 'Das neue Microsoft-Konto'} öffnet jetzt ${username}`,
    lead: ({ address }) =>
      address
        ? `Die E-Mails gehen weiter an dieselbe Kontaktadresse: ${address}.`
        : 'Die Kontaktadresse bleibt, wie sie war.',
    choices: { remind: { title: 'Auch die Kontaktadresse ändern' } },
  },
};

import type { undoLogin as english } from '../../en/wizards/undo_login';
import type { Translated } from '../../words';
import { theAccount } from '../names';

/** Take a change of the Microsoft account back, or decide about a frozen account. */
export const undoLogin: Translated<typeof english> = {
  undo_login_intro: {
    title: ({ username }) => `Den Wechsel des Microsoft-Kontos von ${username ?? 'Ihrem Konto'} rückgängig machen?`,
    lead: 'Melden Sie sich mit dem Microsoft-Konto an, das es vorher geöffnet hat. Sie sehen, was sich ändern wird, bevor sich etwas ändert.',
    choices: {
      no_access: { title: 'Ich kann mich damit nicht anmelden' },
    },
  },
  undo_login_nothing: {
    title: ({ person }) => `${person ?? 'Dieses Microsoft-Konto'} kann das nicht rückgängig machen`,
    lead: ({ username, other, until, person }) => {
      const who = person ?? 'Es';
      const before = `Melden Sie sich mit dem an, das ${theAccount(username)} vorher geöffnet hat.`;
      if (other && until) return `${who} öffnete bis vor kurzem ${other} und kann es zurückbekommen.`;
      if (other && other === username)
        return `${who} öffnet jetzt ${other}. Es gibt nichts rückgängig zu machen: Melden Sie sich an wie immer.`;
      if (other) return `${who} öffnet ${other}. ${before}`;
      return `Es wurde in letzter Zeit nicht abgelöst, oder die Zeit zum Rückgängigmachen ist vorbei. ${before}`;
    },
    choices: {
      open_browser: { title: 'Anderes Microsoft-Konto nehmen' },
      no_access: { title: 'Ich kann mich damit nicht anmelden' },
    },
  },
  undo_login_partner: {
    title: 'Zwei Konten wurden getauscht: Melden Sie sich auch mit dem anderen Microsoft-Konto an',
    lead: ({ username, person }) =>
      `${person ?? 'Das erste'} öffnete vorher ${username}. Ein Tausch wird nur als Ganzes rückgängig gemacht; deshalb braucht es auch das Microsoft-Konto, das vorher das andere Konto öffnete.`,
    choices: {
      no_access: { title: 'Ich kann mich damit nicht anmelden' },
    },
  },
  undo_login_check: {
    title: ({ username }) => `Den Wechsel von ${username} rückgängig machen?`,
    lead: ({ person }) =>
      `${person ?? 'Das frühere Microsoft-Konto'} öffnet es dann wieder. Es wurde noch nichts geändert.`,
    choices: {
      undo_change: { title: 'Wechsel rückgängig machen' },
    },
  },
  undo_login_contest: {
    title: ({ username }) => `Was zeigt, dass ${username} Ihnen gehört?`,
    lead: ({ username }) =>
      `Das Microsoft-Konto von ${username} wurde mit einem seiner Wiederherstellungscodes gewechselt. Deshalb genügt es nicht, sich mit dem früheren anzumelden.`,
    choices: {
      use_recovery_code: {
        title: 'Anderen Wiederherstellungscode benutzen',
        text: 'Er macht den Wechsel sofort rückgängig.',
      },
      use_mailed_code: {
        title: 'Code aus einer E-Mail benutzen',
        text: ({ username }) =>
          `${username} ist bis dahin eingefroren: Niemand kann sich anmelden. Der Code geht an die bestätigte Kontaktadresse.`,
      },
    },
  },
  undo_login_code: {
    title: ({ username }) => `Geben Sie einen Wiederherstellungscode von ${username} ein`,
    lead: 'Jeder gilt einmal.',
    choices: {
      undo_change: { title: ({ username }) => `Den Wechsel von ${username} rückgängig machen` },
      keep_change: { title: ({ username }) => `Den Wechsel von ${username} behalten` },
    },
  },
  undo_login_freeze: {
    title: ({ username }) => `${username} einfrieren, bis ein Code entscheidet?`,
    lead: ({ username, person }) =>
      `Sie haben gezeigt, dass ${person ?? 'Ihr Microsoft-Konto'} vorher ${username} geöffnet hat. Das Einfrieren meldet alle ab, und niemand kann sich anmelden, auch Sie nicht, bis der Code aus der E-Mail entscheidet, wem es gehört.`,
  },
  undo_login_name: {
    title: 'Welches Konto ist es?',
    lead: 'Sein Benutzername. Ein Code entscheidet anstelle des früheren Microsoft-Kontos.',
  },
  undo_login_which: {
    title: ({ username }) => `Was soll mit dem Wechsel von ${username} geschehen?`,
    lead: 'Solange ein Konto eingefroren ist, kann sich niemand dort anmelden.',
  },
  undo_login_by: {
    title: ({ username }) => `Was zeigt, dass ${username} Ihnen gehört?`,
    choices: {
      use_recovery_code: {
        title: 'Wiederherstellungscode benutzen',
        text: 'Einen von denen, die Sie aufbewahrt haben. Er macht keinen Tausch von zwei Konten rückgängig.',
      },
      use_mailed_code: {
        title: 'Code aus einer E-Mail benutzen',
        text: 'Nur, solange das Konto eingefroren ist. Er geht an die bestätigte Kontaktadresse.',
      },
    },
  },
  undo_login_mail: {
    title: ({ username }) => `Einen Code für ${username} schicken lassen?`,
    lead: ({ username }) =>
      `Wenn ${username} eingefroren ist, geht er an die bestätigte Kontaktadresse. Er gilt 15 Minuten und für 5 Versuche, nur auf diesem Computer.`,
  },
  undo_login_mail_code: {
    title: 'Geben Sie den Code aus der E-Mail ein',
    lead: ({ username }) =>
      `Wenn ${username} eingefroren ist, ist eine E-Mail an die Kontaktadresse unterwegs. Es kam nichts? Sehen Sie bei den unerwünschten E-Mails nach; wenn das Konto nicht eingefroren ist, wird kein Code geschickt.`,
    choices: {
      undo_change: { title: ({ username }) => `Den Wechsel von ${username} rückgängig machen` },
      keep_change: { title: ({ username }) => `Den Wechsel von ${username} behalten` },
      send_code: { title: 'Neuen Code schicken' },
    },
  },
  undo_login_decided: {
    title: ({ username, is }) =>
      is ? `Der Wechsel von ${username} ist rückgängig gemacht` : `Der Wechsel von ${username} bleibt`,
    lead: ({ username, is }) =>
      is
        ? `Das frühere Microsoft-Konto öffnet wieder ${username}. Niemand ist dort angemeldet.`
        : `${username} ist nicht mehr eingefroren. Das neue Microsoft-Konto öffnet es.`,
    choices: {
      sign_in_again: { title: ({ username }) => `Bei ${username} anmelden` },
    },
  },
  undo_login_done: {
    title: ({ username }) => `${username} gehört wieder Ihnen`,
    lead: ({ is }) =>
      is
        ? 'Sie sind angemeldet. Wenn jemand anderes den Wechsel gemacht hat, sehen Sie die Aktivität durch, und erstellen Sie neue Wiederherstellungscodes.'
        : 'Sie sind angemeldet.',
  },
};

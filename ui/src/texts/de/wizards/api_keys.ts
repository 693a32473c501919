import type { apiKeys as english } from '../../en/wizards/api_keys';
import type { Translated } from '../../words';
import { date } from '../numbers';

/** What was done. */
const did: Record<string, string> = {
  made: 'Der API-Schlüssel ist erstellt',
  renewed: 'Der API-Schlüssel ist erneuert',
  changed: 'Der API-Schlüssel ist geändert',
  revoked: 'Der API-Schlüssel ist widerrufen',
};

const scopesLead = 'Geben Sie ihm nicht mehr, als er braucht. Das lässt sich später ändern.';

const allPackages = 'Ein * allein steht für alle, auch für Pakete, die es noch nicht gibt.';

const packagesField = {
  label: 'Pakete',
  hint: '* steht für beliebige Zeichen: Contoso.* sind alle Pakete, deren ID mit Contoso beginnt. Trennen Sie mehrere mit Kommas.',
};

const descriptionField = {
  label: 'Beschreibung',
  hint: 'Eine Zeile mit höchstens 200 Zeichen. Nur Sie sehen sie, und wer eine Organisation verwaltet, für die der Schlüssel gilt.',
};

/** API keys. */
export const apiKeys: Translated<typeof english> = {
  api_keys_list: {
    title: ({ username }) => `API-Schlüssel von ${username}`,
    lead: ({ count }) =>
      count === 0
        ? 'Es gibt noch keinen. Mit einem Schlüssel veröffentlicht ein Programm Pakete, ohne sich anzumelden: ein Build-Server oder dotnet nuget push.'
        : 'Mit einem Schlüssel veröffentlicht ein Programm Pakete, ohne sich anzumelden. Wer den Text hat, kann den Schlüssel benutzen; hier sieht den Text niemand noch einmal.',
  },
  api_keys_key: {
    title: ({ word, is }) =>
      is ? `Der API-Schlüssel „${word ?? ''}“ ist abgelaufen` : `Der API-Schlüssel „${word ?? ''}“`,
    lead: ({ is }) => (is ? 'Damit lässt sich nichts mehr veröffentlichen.' : 'Was soll mit ihm geschehen?'),
    choices: {
      choose_renew_key: {
        title: 'Erneuern',
        text: 'Ein neuer Schlüssel für dasselbe. Der alte gilt sofort nicht mehr; ersetzen Sie seinen Text überall, wo er benutzt wird.',
      },
      choose_change_key: {
        title: 'Ändern',
        text: 'Wie er heißt, was er darf, für welche Pakete und wie lange. Sein Text bleibt derselbe.',
      },
      choose_revoke_key: { title: 'Widerrufen', text: 'Er gilt sofort und für immer nicht mehr.' },
    },
  },
  api_keys_description: {
    title: 'Wofür ist der Schlüssel?',
    lead: 'Das Programm oder der Ort, der ihn benutzt, damit Sie später wissen, welcher es ist.',
    fields: { description: descriptionField },
  },
  api_keys_owner: {
    title: 'Für wessen Pakete?',
    lead: 'Was mit dem Schlüssel veröffentlicht wird, gehört diesem Besitzer.',
  },
  api_keys_scopes: { title: 'Was darf er?', lead: scopesLead },
  api_keys_packages: {
    title: 'Für welche Pakete?',
    lead: allPackages,
    fields: { packages: packagesField },
  },
  api_keys_life: {
    title: 'Wie lange gilt er?',
    lead: 'Je kürzer, desto weniger Schaden, wenn ihn jemand findet. Sie erfahren es, bevor er endet, und können ihn erneuern.',
  },
  api_keys_check: {
    title: ({ word }) => `Den API-Schlüssel „${word ?? ''}“ erstellen?`,
    lead: 'Sein Text steht auf der nächsten Seite, nur dieses eine Mal. Halten Sie den Ort bereit, an den er gehört.',
  },
  api_keys_shown: {
    title: ({ word, is }) =>
      is
        ? `Der Text des API-Schlüssels „${word ?? ''}“ ist weg`
        : `Bewahren Sie den Text des API-Schlüssels „${word ?? ''}“ auf`,
    lead: ({ is }) =>
      is
        ? 'Der Schlüssel wurde erstellt, aber die App wurde geschlossen, oder ihre Sitzung endete, bevor Sie weitergingen. Der Text ist nirgends gespeichert und kann nicht mehr gezeigt werden. Wenn Sie ihn haben, gilt der Schlüssel. Wenn nicht, erneuern oder widerrufen Sie ihn.'
        : 'Er wird dieses eine Mal gezeigt. Wenn Sie weitergehen, sieht ihn niemand mehr, weder Sie noch die Galerie.',
    choices: {
      choose_renew_key: { title: 'Erneuern' },
      choose_revoke_key: { title: 'Widerrufen' },
    },
  },
  api_keys_change: {
    title: ({ word }) => `Was soll an ${word ? `„${word}“` : 'dem Schlüssel'} anders sein?`,
    lead: 'Sein Text und sein Besitzer bleiben.',
  },
  api_keys_rename: {
    title: ({ word }) => `Wie soll ${word ? `„${word}“` : 'der Schlüssel'} heißen?`,
    fields: { description: descriptionField },
  },
  api_keys_rescope: { title: ({ word }) => `Was darf ${word ? `„${word}“` : 'der Schlüssel'}?`, lead: scopesLead },
  api_keys_retarget: {
    title: ({ word }) => `Für welche Pakete gilt ${word ? `„${word}“` : 'der Schlüssel'}?`,
    lead: allPackages,
    fields: { packages: packagesField },
  },
  api_keys_prolong: {
    title: ({ word }) => `Wie lange gilt ${word ? `„${word}“` : 'der Schlüssel'} von jetzt an?`,
    lead: ({ at, is }) => (at ? (is ? `Er ist am ${date(at)} abgelaufen.` : `Zurzeit endet er am ${date(at)}.`) : ''),
  },
  api_keys_change_check: {
    title: ({ word }) => `${word ? `„${word}“` : 'Den Schlüssel'} ändern?`,
    lead: 'Es gilt sofort. Der Text bleibt derselbe.',
  },
  api_keys_renew: {
    title: ({ word }) => `Den API-Schlüssel „${word ?? ''}“ erneuern?`,
    lead: ({ count: days }) =>
      `Sie bekommen einen neuen Text für dasselbe: derselbe Besitzer, dieselben Pakete, dieselben Rechte${days === undefined ? ', so lange, wie der alte bei seiner Erstellung galt' : ''}.`,
    choices: { ask_life: { title: 'Laufzeit wählen' } },
  },
  api_keys_revoke: {
    title: ({ word }) => `Den API-Schlüssel „${word ?? ''}“ widerrufen?`,
    lead: 'Er gilt sofort und für immer nicht mehr. Was damit veröffentlicht, wird von da an abgewiesen.',
    fields: {
      confirmation: {
        label: ({ other }) => `Geben Sie zur Bestätigung ${other ?? ''} ein`,
        hint: 'Die letzten vier Zeichen des Schlüsseltexts. Groß- und Kleinschreibung ist egal.',
      },
    },
  },
  api_keys_done: {
    title: ({ word }) => did[word ?? ''] ?? 'Fertig',
    lead: ({ word }) =>
      word === 'made' || word === 'renewed'
        ? 'Legen Sie seinen Text dorthin, wohin er gehört, und nirgends sonst.'
        : word === 'revoked'
          ? 'Er gilt nie wieder.'
          : 'Es gilt von jetzt an.',
  },
};

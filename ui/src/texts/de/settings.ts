import type { Texts } from '..';
import type { Language, Theme } from '../../contract';

export const themes: Record<Theme, string> = { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' };

export const languages: Texts['languages'] = {
  system: 'Wie das System',
  english: 'English',
  german: 'Deutsch',
} satisfies Record<Language, string>;

export const settings: Texts['settings'] = {
  title: 'Einstellungen',
  keyring: 'Schlüsselbund',
  lookAgain: 'Noch einmal nachsehen',
  theme: 'Darstellung',
  language: 'Sprache',
  notifications: 'Benachrichtigungen',
  notify: 'Auf dem Desktop Bescheid sagen, wenn ich gebraucht werde',
  notifyHint: 'Zum Beispiel bei einer neuen Anmeldung bei einem Ihrer Konten. Jede Mitteilung steht auch in der App.',
  links: 'Links',
  linksText: 'Nach der Anmeldung öffnet Ihr Browser diese App mit einem Link.',
  handler: {
    ours: 'Diese App öffnet ihre Links.',
    other: (name: string) => `${name} öffnet die Links dieser App. Dort kann eine Anmeldung enden.`,
    none: 'Nichts öffnet die Links dieser App. Die Anmeldung klappt trotzdem, über die eigene Adresse dieses Computers.',
    unknown: 'Welches Programm die Links öffnet, lässt sich hier nicht feststellen.',
  },
  repair: 'Reparieren',
  tray: 'Infobereich',
  closing: 'Wenn das Fenster geschlossen wird',
  keepRunning: 'Im Infobereich weiterlaufen',
  keepRunningHint: 'So erfahren Sie sofort, wenn mit einem Konto etwas geschieht. Sonst beendet sich die App.',
  trayOff: 'Dieser Desktop zeigt kein Symbol im Infobereich; wenn Sie das Fenster schließen, endet die App.',
  version: (version: string) => `NuGet Accounts ${version}`,
};

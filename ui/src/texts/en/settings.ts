import type { Language, Theme } from '../../contract';

export const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export const languages = { system: 'As the system', english: 'English', german: 'Deutsch' } satisfies Record<
  Language,
  string
>;

export const settings = {
  title: 'Settings',
  keyring: 'Keyring',
  lookAgain: 'Look again',
  theme: 'Theme',
  language: 'Language',
  notifications: 'Notifications',
  notify: 'Tell me on the desktop when something needs me',
  notifyHint: 'A new sign-in to one of your accounts, for example. Each notice also stands in the app.',
  links: 'Links',
  linksText: 'After you sign in, your browser opens this app by a link.',
  handler: {
    ours: 'This app opens its links.',
    other: (name: string) => `${name} opens this app’s links. Signing in may end there.`,
    none: 'Nothing opens this app’s links. Signing in still works over this computer’s own address.',
    unknown: 'It cannot be found out here which program opens the links.',
  },
  repair: 'Repair',
  tray: 'Tray',
  closing: 'When the window is closed',
  keepRunning: 'Go on in the tray',
  keepRunningHint: 'So you hear at once when something happens to an account. Otherwise the app quits.',
  trayOff: 'This desktop shows no tray icon, so closing the window ends the app.',
  version: (version: string) => `NuGet Accounts ${version}`,
};

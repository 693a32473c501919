import type { UnderWayKind } from '../../contract';

export const underWay: Record<UnderWayKind, string> = {
  sign_in: 'Waiting for the browser',
  identity_found: 'Finish signing in',
  registration: 'Registration',
  wizard: 'Wizard',
};

export const side = {
  menu: 'Menu',
  accounts: 'Accounts',
  add: 'Add an account',
  underWay: 'Under way',
  underWayAt: (gallery: string, begun: string) => `${gallery} · ${begun}`,
  waits: (who: string, what: string) => `${who} · ${what}`,
  notices: 'Notices',
  dismiss: (what: string) => `Dismiss: ${what}`,
  showRequests: 'Show it',
  showSessions: 'Show sessions',
  showAccount: 'Show the account',
  showKey: 'Show the key',
  showKeys: 'Show the API keys',
  showActivity: 'Show what happened',
  undoChange: 'Undo the change',
  keepAccount: 'Keep the account',
  changeContact: 'Change the contact e-mail',
  settings: 'Settings',
};

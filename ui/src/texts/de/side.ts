import type { Texts } from '..';
import type { UnderWayKind } from '../../contract';

export const underWay: Record<UnderWayKind, string> = {
  sign_in: 'Wartet auf den Browser',
  identity_found: 'Anmeldung abschließen',
  registration: 'Registrierung',
  wizard: 'Assistent',
};

export const side: Texts['side'] = {
  menu: 'Menü',
  accounts: 'Konten',
  add: 'Konto hinzufügen',
  underWay: 'Begonnen',
  underWayAt: (gallery: string, begun: string) => `${gallery} · ${begun}`,
  waits: (who: string, what: string) => `${who} · ${what}`,
  notices: 'Mitteilungen',
  dismiss: (what: string) => `Ausblenden: ${what}`,
  showSessions: 'Sitzungen zeigen',
  showAccount: 'Konto zeigen',
  showKey: 'Schlüssel zeigen',
  showKeys: 'API-Schlüssel zeigen',
  showActivity: 'Zeigen, was geschehen ist',
  undoChange: 'Rückgängig machen',
  keepAccount: 'Konto behalten',
  changeContact: 'Kontaktadresse ändern',
  showRequests: 'Zeigen',
  settings: 'Einstellungen',
};

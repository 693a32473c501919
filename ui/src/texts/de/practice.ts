import type { Texts } from '..';
import { ACCOUNTS, OLD } from '../../lib/cast';
import { list } from './numbers';

export const practice: Texts['practice'] = {
  title: 'Übungsgalerie',
  text: 'Nichts Echtes wird berührt.',
  mailbox: 'Postfach',
  who: {
    open: 'Wer ist wer',
    title: 'Wer ist wer in der Übungsgalerie',
    lead: 'So ist es am Anfang; „Zurücksetzen“ stellt es wieder her. Wählen Sie auf der Anmeldeseite eine Person.',
    people: {
      maya: `Öffnet ${ACCOUNTS.maya}. ${ACCOUNTS.ben} bittet dieses Konto, eine Organisation zu verwalten.`,
      jonas: `Öffnet ${ACCOUNTS.jonas}, das von einer Organisation eingeladen ist. Meldet sich mit zweitem Faktor an: Der Code steht auf dem Telefon neben der Seite.`,
      priya: 'Öffnet noch kein Konto. Registrieren Sie sich als Priya, oder wechseln Sie ein anderes Konto zu ihrem.',
      ana: `Öffnet ${ACCOUNTS.ana}, das die Organisationen contoso-tools und contoso-labs verwaltet.`,
      ben: `Öffnet ${ACCOUNTS.ben}, das darauf wartet, eine Organisation zu werden.`,
      sam: `Kann sich nicht anmelden: Niemand verwaltet das Verzeichnis der Adresse. Die Pakete stehen in ${ACCOUNTS.sam}, das sich mit einer E-Mail wiedererlangen lässt.`,
    },
    old: `Ein altes Konto, das noch niemand öffnet. Sein Passwort ist ${OLD.password}: Stellen Sie damit den Zugang wieder her.`,
    close: 'Schließen',
  },
  time: {
    text: 'In der Übungsgalerie müssen Sie nicht warten.',
    pass: (until: string) => `Die Zeit bis zum ${until} vergehen lassen`,
  },
  startOver: 'Zurücksetzen…',
  dialog: {
    title: 'Die Übungsgalerie zurücksetzen?',
    text: 'Die Übungsgalerie beginnt wieder von vorn: Konten, die Sie dort registriert haben, sind dann weg, und ihre E-Mails auch.',
    signedOut: (names: string[]) =>
      `${list(names)} ${names.length === 1 ? 'ist' : 'sind'} dann aus dieser App verschwunden.`,
    safe: 'Konten bei anderen Galerien bleiben, wie sie sind.',
    confirm: 'Zurücksetzen',
    keep: 'Alles behalten',
  },
};

export const mailbox: Texts['mailbox'] = {
  title: 'Übungspostfach',
  lead: 'Hier kommen die E-Mails der Übungsgalerie an. Keine verlässt je diesen Computer.',
  to: (address: string) => `an ${address}`,
  copyCode: 'Code kopieren',
  copyLink: 'Link kopieren',
  openLink: 'Seite öffnen',
  open: (address: string) => `Seite öffnen: ${address}`,
  none: 'Noch keine E-Mails',
  noneText: 'Registrieren Sie ein Konto oder lassen Sie sich einen neuen Code schicken; die E-Mail erscheint hier.',
};

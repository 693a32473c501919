import type { FindingKind } from '../../contract';
import { date } from './numbers';

/** A finding in words: `names` are whom or what it is about, `until` its time. */
type Say = (names: string, until: string | null) => { title: string; text: string };

const findings: Record<FindingKind, Say> = {
  single_owner: (names) => ({
    title: 'Pakete, die niemandem sonst gehören',
    text: `${names}. Geht dieses Konto verloren, kann niemand mehr neue Versionen veröffentlichen. Mit einem zweiten Besitzer, am besten einer Organisation, kann es noch jemand.`,
  }),
  single_administrator: (names) => ({
    title: 'Eine Organisation mit einem einzigen Administrator',
    text: `${names}. Kann ihr Administrator sich nicht anmelden, kann niemand für sie handeln. Machen Sie noch jemanden zum Administrator.`,
  }),
  work_identity_only: (names) => ({
    title: 'Ein Geschäfts- oder Schulkonto ist der einzige Zugang',
    text: `${names}. Wer das Unternehmen oder die Schule verlässt, verliert es und dieses Konto mit ihm. Wechseln Sie vorher zu einem persönlichen Microsoft-Konto, oder bewahren Sie Wiederherstellungscodes auf.`,
  }),
  same_domain: (names) => ({
    title: 'Anmeldung und Kontaktadresse gehen zusammen verloren',
    text: `${names.includes('@') ? 'Beide sind' : 'Beide liegen bei'} ${names}. Ohne diese Adresse hilft weder die Anmeldung noch eine E-Mail. Nehmen Sie eine Kontaktadresse, die Ihnen selbst gehört.`,
  }),
  no_recovery_codes: () => ({
    title: 'Keine Wiederherstellungscodes',
    text: 'Wer ohne sie sein Microsoft-Konto verliert, ist auf E-Mails und Wartezeiten angewiesen.',
  }),
  recovery_not_tested: () => ({
    title: 'Die Wiederherstellung wurde nie ausprobiert',
    text: 'Erstellen Sie Wiederherstellungscodes, und geben Sie einen davon ein, damit Sie wissen, dass sie gelten und wo sie liegen.',
  }),
  email_not_confirmed: (names) => ({
    title: 'Die Kontaktadresse ist nicht bestätigt',
    text: `Bevor ${names} bestätigt ist, kommen dort keine E-Mails an, die Ihnen zurückhelfen.`,
  }),
  two_factor_off: () => ({
    title: 'Die Zwei-Faktor-Anmeldung ist aus',
    text: 'Wer an das Passwort des Microsoft-Kontos kommt, kann unter Ihrem Namen veröffentlichen.',
  }),
  keys_end_soon: (names, until) => ({
    title: until ? `API-Schlüssel enden am ${date(until)}` : 'API-Schlüssel enden bald',
    text: `${names}. Was mit ihnen veröffentlicht, hört dann auf. Erneuern Sie sie rechtzeitig, und geben Sie den neuen Text weiter.`,
  }),
  profile_gone: () => ({
    title: 'Die Profilseite ist weg',
    text: 'Das Konto wurde gelöscht oder umbenannt. Wenn Sie das nicht waren, beginnen Sie damit, es wiederherzustellen.',
  }),
};

export const health = {
  title: 'Was Sie aussperren könnte',
  healthy: 'Nichts, wovon die App weiß.',
  healthyPublic: 'Nichts, was sich öffentlich sehen lässt.',
  healthySoFar: 'Nichts in dem, was sich lesen ließ. Das war nicht alles.',
  healthUnknown: 'Nicht bekannt: Das Konto wurde noch nie gesehen.',
  leaving: 'Stellenwechsel…',
  findings,
  andMore: (names: string, more: number) => `${names} und ${more} weitere`,
};

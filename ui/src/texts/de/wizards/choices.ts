import type { Choice } from '../../../contract';
import type { ChoiceWords } from '../../words';
import { firstAccount } from '../names';
import { apiKeyChoices } from './api_key_words';
import { guidedChoices } from './guided';
import { recoveryChoices } from './recovery_words';

/** What a choice says where its step says nothing else. */
export const choices: Record<Choice, ChoiceWords> = {
  continue: { title: 'Weiter' },
  open_browser: { title: 'Browser öffnen' },
  try_again: { title: 'Noch einmal versuchen' },
  cancel: { title: 'Abbrechen' },
  stop_here: { title: 'Hier aufhören' },
  keep_going: { title: 'Weitermachen' },
  finish: { title: 'Fertig' },
  start: { title: ({ word }) => word ?? 'Weiter' },
  no_access: { title: 'Ich habe keinen Zugang dazu' },
  use_recovery_code: { title: 'Wiederherstellungscode benutzen' },
  another_identity: { title: 'Anderes Microsoft-Konto nehmen' },
  change_login: { title: 'Microsoft-Konto wechseln' },
  choose_swap: {
    title: 'Die beiden tauschen',
    text: ({ username, other }) =>
      `Sie brauchen sowohl ${username} als auch ${other}. Ihre Microsoft-Konten tauschen in einem Schritt die Plätze.`,
  },
  choose_move: {
    title: ({ other }) => `Ich brauche ${other} nicht: löschen`,
    text: ({ username, other }) =>
      `Sein Microsoft-Konto öffnet dann ${username}. Sie sehen vorher, was ${other} hat und was damit geschähe.`,
  },
  choose_third: {
    title: 'Ein drittes Microsoft-Konto nehmen',
    text: ({ username, other }) =>
      `Sie brauchen beide und wollen nicht tauschen. ${other} wechselt zum dritten, dann nimmt ${username} den Platz ein.`,
  },
  swap_logins: { title: 'Die beiden tauschen' },
  move_login: { title: ({ other }) => `${other} löschen` },
  change_email: { title: 'Code schicken' },
  prove_instead: { title: 'Ich weiß das Passwort nicht: stattdessen mit Microsoft anmelden' },
  remind: { title: 'Dann Bescheid geben' },
  confirm_code: { title: 'Bestätigen' },
  resend_code: { title: 'Neuen Code schicken' },
  another_address: { title: 'Andere Adresse nehmen' },
  withdraw_email: { title: 'Jetzige Adresse behalten' },
  mail_on: { title: 'Einschalten' },
  mail_off: { title: 'Ausschalten' },
  request_username: { title: 'Diesen Namen beantragen' },
  withdraw_username: { title: 'Antrag zurückziehen' },
  hand_over: { title: ({ member }) => (member ? 'Jemand anderem anbieten' : 'Weitergeben') },
  offer_ownership: { title: ({ word }) => `${word} anbieten` },
  unlist_orphans: {
    title: 'Aus der Suche nehmen',
    text: ({ count = 0 }) =>
      count === 1
        ? 'Niemand findet es mehr durch Suchen. Das ist am besten, wenn sich niemand mehr darum kümmern wird.'
        : 'Niemand findet sie mehr durch Suchen. Das ist am besten, wenn sich niemand mehr um sie kümmern wird.',
  },
  leave_orphans: {
    title: 'In der Suche lassen',
    text: ({ count = 0 }) =>
      `${count === 1 ? 'Es wird' : 'Sie werden'} gefunden wie bisher, obwohl niemand eine neue Version veröffentlichen oder Fragen beantworten kann.`,
  },
  delete_account: { title: ({ username }) => `${firstAccount(username)} löschen` },
  keep_account: { title: ({ username }) => `${firstAccount(username)} behalten` },
  look_again: { title: 'Noch einmal nachsehen' },
  request_conversion: { title: ({ other }) => `${other} anfragen` },
  cancel_conversion: { title: 'Anfrage zurückziehen' },
  accept_conversion: { title: 'Zustimmen' },
  reject_conversion: { title: 'Ablehnen' },
  create_organization: { title: 'Organisation erstellen' },
  choose_leave: { title: ({ organization }) => `Aus ${organization} austreten` },
  leave_organization: { title: ({ organization }) => `Aus ${organization} austreten` },
  accept_invitation: { title: ({ organization }) => `${organization} beitreten` },
  decline_invitation: { title: ({ organization }) => `Einladung von ${organization} ablehnen` },
  accept_offer: { title: ({ word }) => `Besitzer von ${word} werden` },
  decline_offer: { title: 'Angebot ablehnen' },
  choose_invite: { title: 'Jemanden einladen' },
  invite_collaborator: {
    title: 'Als Mitwirkenden einladen',
    text: 'Veröffentlicht Pakete für die Organisation, und nichts sonst.',
  },
  invite_administrator: {
    title: 'Als Administrator einladen',
    text: 'Verwaltet die Organisation, ihre Mitglieder und ihre Pakete.',
  },
  choose_role: {
    title: ({ word }) => (word === 'administrator' ? 'Zum Mitwirkenden machen' : 'Zum Administrator machen'),
  },
  make_administrator: { title: ({ member }) => `${member} zum Administrator machen` },
  make_collaborator: { title: ({ member }) => `${member} zum Mitwirkenden machen` },
  choose_remove: { title: 'Entfernen' },
  remove_member: { title: ({ member }) => `${member} entfernen` },
  choose_cancel: { title: 'Zurückziehen' },
  cancel_invitation: { title: 'Einladung zurückziehen' },
  choose_delete: { title: ({ organization }) => `${organization} löschen` },
  delete_organization: { title: ({ organization }) => `${organization} löschen` },
  back_to_list: { title: 'Zurück zu den Mitgliedern' },
  create_identity: { title: 'Ich habe kein weiteres Microsoft-Konto' },
  move_to_third: { title: 'Microsoft-Konto wechseln' },
  undo_change: { title: 'Wechsel rückgängig machen' },
  keep_change: { title: 'Wechsel behalten' },
  choose_undo: {
    title: 'Wechsel rückgängig machen',
    text: ({ username }) => `Ich wollte ihn nicht. ${firstAccount(username)} wird wieder wie vorher geöffnet.`,
  },
  choose_keep: {
    title: 'Wechsel behalten',
    text: ({ username }) =>
      `Ich wollte ihn. ${firstAccount(username)} bleibt, wie es ist, und ist nicht mehr eingefroren.`,
  },
  use_mailed_code: {
    title: 'Code aus einer E-Mail benutzen',
    text: 'Er geht an die bestätigte Kontaktadresse.',
  },
  send_code: { title: 'Code schicken' },
  freeze_account: { title: ({ username }) => `${firstAccount(username)} einfrieren` },
  sign_in_elsewhere: { title: 'Anmelden' },
  sign_in_again: { title: 'Anmelden' },
  ...guidedChoices,
  ...apiKeyChoices,
  ...recoveryChoices,
};

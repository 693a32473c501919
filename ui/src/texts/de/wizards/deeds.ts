import type { Deed, MailChoices, Role } from '../../../contract';
import { date, list } from '../numbers';

type Say = { [Is in Deed['is']]: (deed: Extract<Deed, { is: Is }>) => string };

function as(role: Role): string {
  return role === 'administrator' ? 'Administrator' : 'Mitwirkender';
}

function chosen({ from_others, package_published }: MailChoices): string {
  const kinds = [from_others && 'was andere schreiben', package_published && 'veröffentlichte Pakete'];
  const mailed = kinds.filter((kind) => kind !== false);
  return `Von nun an schickt die Galerie: ${mailed.length > 0 ? `${list(mailed)} sowie ` : 'nur '}was die Sicherheit des Kontos betrifft.`;
}

/** What was done, where nothing was computed before it. */
export const deeds: Say = {
  invited: ({ organization, member, role }) => `${member} ist als ${as(role)} zu ${organization} eingeladen.`,
  role_changed: ({ organization, member, role }) => `${member} ist ${as(role)} von ${organization}.`,
  invitation_withdrawn: ({ organization, member }) => `${member} ist nicht mehr zu ${organization} eingeladen.`,
  joined: ({ organization, member }) => `${member} ist Mitglied von ${organization}.`,
  declined: ({ organization }) => `Die Einladung zu ${organization} wurde abgelehnt.`,
  offer_declined: ({ package: id }) => `Das Angebot von ${id} wurde abgelehnt.`,
  mail_chosen: ({ mail }) => chosen(mail),
  organization_created: ({ organization }) =>
    `Die Organisation ${organization} wurde erstellt und ihre Kontaktadresse bestätigt.`,
  email_confirmed: ({ username, address }) => `E-Mails von ${username} gehen an ${address}.`,
  email_withdrawn: ({ username }) => `Die Kontaktadresse von ${username} bleibt, wie sie ist.`,
  conversion_cancelled: ({ account }) =>
    `Die Anfrage, aus ${account} eine Organisation zu machen, wurde zurückgezogen.`,
  conversion_rejected: ({ account }) => `Die Anfrage, aus ${account} eine Organisation zu machen, wurde abgelehnt.`,
  account_kept: ({ username }) => `${username} wird nicht gelöscht.`,
  key_made: ({ description, owner, until }) =>
    `Der API-Schlüssel „${description}“ wurde für Pakete von ${owner} erstellt. Er endet am ${date(until)}.`,
  key_renewed: ({ description, until }) =>
    `Der API-Schlüssel „${description}“ wurde durch einen neuen ersetzt, der am ${date(until)} endet.`,
  key_changed: ({ description }) => `Der API-Schlüssel „${description}“ wurde geändert.`,
  key_revoked: ({ description }) => `Der API-Schlüssel „${description}“ wurde widerrufen.`,
  username_withdrawn: ({ username }) =>
    `Der Wunsch nach einem anderen Namen wurde zurückgezogen; er bleibt ${username}.`,
};

import type { guidedFindLogin as english } from '../../en/wizards/guided_find_login';
import type { Translated } from '../../words';

/** Which Microsoft account opens an account at nuget.org. */
export const guidedFindLogin: Translated<typeof english> = {
  find_login_name: {
    title: 'Um welches Konto geht es?',
    lead: 'nuget.org zeigt dann seine Kontaktadresse, zum größten Teil verdeckt. Auch Organisationen haben eine.',
    choices: { ask_mask: { title: 'nuget.org fragen' } },
  },
  find_login_address: {
    title: ({ other_address }) =>
      other_address ? `Welche Adresse ist ${other_address}?` : 'Welches ist die Kontaktadresse?',
    lead: ({ username }) =>
      `Es ist die Kontaktadresse von ${username}, nicht das Microsoft-Konto. Geben Sie sie ganz ein, und nuget.org schickt dorthin, welches Microsoft-Konto ${username} öffnet.`,
    fields: {
      email: {
        label: 'Kontaktadresse',
        hint: 'Wird zuerst hier verglichen. Was es nicht sein kann, wird nicht verschickt.',
      },
    },
  },
  guided_find_login_do_assistance: {
    title: 'Fragen Sie im Browser',
    lead: 'Die Anmeldehilfe von nuget.org tut dasselbe.',
    how: [
      'Öffnen Sie die Seite, und drücken Sie „Need assistance signing in?“.',
      ({ username }) =>
        `Geben Sie ${username ?? 'den Benutzernamen'} ein. Die Kontaktadresse wird gezeigt, zum größten Teil verdeckt.`,
      'Geben Sie die ganze Adresse ein. nuget.org schickt das Microsoft-Konto dorthin.',
    ],
    done: 'Sie haben die Anmeldehilfe im Browser benutzt',
  },
  find_login_mailed: {
    title: ({ address, is }) =>
      is && address ? `Sehen Sie in das Postfach von ${address}` : 'Sehen Sie in das Postfach der Kontaktadresse',
    lead: ({ username }) =>
      `Eine E-Mail mit dem Betreff „Sign-In Assistance“ ist unterwegs. Sie nennt jedes Microsoft-Konto, das ${username ?? 'das Konto'} öffnet.`,
    choices: { saw_it: { title: 'Ich habe sie gelesen' } },
  },
  find_login_done: {
    title: ({ username }) => `Sie wissen, welches Microsoft-Konto ${username ?? 'das Konto'} öffnet`,
    lead: 'Es steht nur in der E-Mail. Die App hat es nicht gesehen.',
  },
};

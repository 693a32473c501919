import type { FieldName } from '../../../contract';
import type { FieldWords } from '../../words';
import { apiKeyFields } from './api_key_words';
import { guidedFields } from './guided';
import { recoveryFields } from './recovery_words';

/** What each field asks for. */
export const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Benutzername', hint: 'Keine E-Mail-Adresse. Groß- und Kleinschreibung spielt keine Rolle.' },
  email: { label: 'E-Mail-Adresse', hint: 'Wohin die Galerie ihre E-Mails schickt.' },
  code: { label: 'Code aus der E-Mail', hint: '8 Ziffern. Leerzeichen spielen keine Rolle.' },
  mailed_link: {
    label: 'Link aus der E-Mail',
    hint: 'Die ganze Adresse aus der E-Mail „Your account will be deleted“. Sie wird hier nicht gespeichert.',
  },
  recovery_code: {
    label: 'Wiederherstellungscode',
    hint: 'Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.',
  },
  password: { label: 'Passwort', hint: 'Das für diese Galerie, nicht das von Microsoft.' },
  new_password: {
    label: 'Neues Passwort',
    hint: '8 bis 64 Zeichen, mit einem Großbuchstaben, einem Kleinbuchstaben und einer Ziffer.',
  },
  confirmation: {
    label: ({ username }) => `Geben Sie zur Bestätigung ${username} ein`,
    hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
  },
  reason: { label: 'Warum', hint: 'Eine Zeile von höchstens 200 Zeichen.' },
  ...recoveryFields,
  ...guidedFields,
  ...apiKeyFields,
};

import type { FieldName } from '../../../contract';
import type { FieldWords } from '../../words';
import { apiKeyFields } from './api_key_words';
import { guidedFields } from './guided';
import { recoveryFields } from './recovery_words';

/** What each field asks for. */
export const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Username', hint: 'Not an e-mail address. Capitals do not matter.' },
  email: { label: 'E-mail address', hint: 'Where the gallery’s mails go.' },
  code: { label: 'Code from the mail', hint: '8 digits. Spaces do not matter.' },
  recovery_code: { label: 'Recovery code', hint: 'Capitals, spaces and hyphens do not matter.' },
  mailed_link: {
    label: 'Link from the mail',
    hint: 'The whole address, from the mail “Your account will be deleted”. It is not kept here.',
  },
  password: { label: 'Password', hint: 'The one of this gallery, not Microsoft’s.' },
  new_password: {
    label: 'New password',
    hint: '8 to 64 characters, with a capital, a small letter and a digit.',
  },
  reason: { label: 'Why', hint: 'One line of at most 200 characters.' },
  confirmation: { label: ({ username }) => `Type ${username} to confirm`, hint: 'Capitals do not matter.' },
  ...recoveryFields,
  ...guidedFields,
  ...apiKeyFields,
};

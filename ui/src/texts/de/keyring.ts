import type { Texts } from '..';
import type { KeyringStatus } from '../../contract';

export const keyrings: Record<KeyringStatus, { title: string; text: string }> = {
  asking: {
    title: 'Wartet darauf, dass Sie ihn entsperren',
    text: 'Er fragt in einem eigenen Fenster nach seinem Passwort. Vielleicht liegt es hinter diesem.',
  },
  unknown: {
    title: 'Noch nicht nachgesehen',
    text: 'Die App sucht den Schlüsselbund gleich nach ihrem Start.',
  },
  working: {
    title: 'Funktioniert',
    text: 'Ihre Anmeldungen liegen im Schlüsselbund dieses Computers und nirgends sonst.',
  },
  locked: {
    title: 'Gesperrt',
    text: 'Die App kann die Anmeldungen nicht lesen, die sie dort aufbewahrt. Entsperren Sie den Schlüsselbund, und sehen Sie dann noch einmal nach. Neue Anmeldungen halten, bis die App geschlossen wird.',
  },
  unavailable: {
    title: 'Nicht vorhanden',
    text: 'Dieser Computer hat keinen Schlüsselbund, den die App benutzen kann. Anmeldungen halten, bis die App geschlossen wird; stattdessen wird nichts auf die Festplatte geschrieben.',
  },
  corrupt: {
    title: 'Beschädigt',
    text: 'Der Schlüsselbund antwortet, aber nicht mit dem, was er bekommen hat. Anmeldungen halten, bis die App geschlossen wird.',
  },
};

export const keyringAsks: Texts['keyringAsks'] = {
  title: 'Warten auf Ihren Schlüsselbund',
  text: 'Er fragt in einem eigenen Fenster nach seinem Passwort. Vielleicht liegt es hinter diesem. Bis dahin kann die App Ihre Anmeldungen nicht lesen.',
};

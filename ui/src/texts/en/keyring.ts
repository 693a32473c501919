import type { KeyringStatus } from '../../contract';

export const keyrings: Record<KeyringStatus, { title: string; text: string }> = {
  unknown: { title: 'Not looked at yet', text: 'The app looks for the keyring right after it has started.' },
  asking: {
    title: 'Waiting for you to unlock it',
    text: 'It asks for its password in a window of its own, which may be behind this one.',
  },
  working: { title: 'Working', text: 'Your sign-ins are kept in the keyring of this computer, and nowhere else.' },
  locked: {
    title: 'Locked',
    text: 'The app cannot read the sign-ins it keeps there. Unlock the keyring, then look again. New sign-ins last until the app closes.',
  },
  unavailable: {
    title: 'Not available',
    text: 'This computer has no keyring that the app can use. Sign-ins last until the app closes; nothing is written to disk instead.',
  },
  corrupt: {
    title: 'Damaged',
    text: 'The keyring answers, but not with what it was given. Sign-ins last until the app closes.',
  },
};

export const keyringAsks = {
  title: 'Waiting for your keyring',
  text: 'It asks for its password in a window of its own, which may be behind this one. Until then the app cannot read your sign-ins.',
};

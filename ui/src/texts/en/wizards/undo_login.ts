import type { StepTable } from '../../words';

/** Take a change of the Microsoft account back, or decide about a frozen account. */
export const undoLogin = {
  undo_login_intro: {
    title: ({ username }) => `Undo the change of the Microsoft account of ${username ?? 'your account'}?`,
    lead: 'Sign in with the Microsoft account that opened it before. You see what will change before anything does.',
    choices: {
      no_access: { title: 'I cannot sign in with it' },
    },
  },
  undo_login_nothing: {
    title: ({ person }) => `${person ?? 'This Microsoft account'} cannot undo that`,
    lead: ({ username, other, until, person }) => {
      const who = person ?? 'It';
      if (other && until) return `${who} opened ${other} until lately, and can get that back.`;
      if (other && other === username) return `${who} opens ${other} now. There is nothing to undo: sign in as always.`;
      if (other) return `${who} opens ${other}. Sign in with the one that opened ${username ?? 'the account'} before.`;
      return `It was not replaced lately, or the time to undo that has passed. Sign in with the one that opened ${username ?? 'the account'} before.`;
    },
    choices: {
      open_browser: { title: 'Use another Microsoft account' },
      no_access: { title: 'I cannot sign in with it' },
    },
  },
  undo_login_partner: {
    title: 'Two accounts swapped: sign in with the other Microsoft account too',
    lead: ({ username, person }) =>
      `${person ?? 'The first one'} opened ${username} before. A swap is undone as a whole, so the one that opened the other account before is needed as well.`,
    choices: {
      no_access: { title: 'I cannot sign in with it' },
    },
  },
  undo_login_check: {
    title: ({ username }) => `Undo the change of ${username}?`,
    lead: ({ person }) =>
      `${person ?? 'The Microsoft account from before'} opens it again. Nothing has been changed yet.`,
    choices: {
      undo_change: { title: 'Undo the change' },
    },
  },
  undo_login_contest: {
    title: ({ username }) => `What shows that ${username} is yours?`,
    lead: ({ username }) =>
      `The Microsoft account of ${username} was changed with one of its recovery codes, so signing in with the earlier one is not enough to undo it.`,
    choices: {
      use_recovery_code: { title: 'Use another recovery code', text: 'It undoes the change at once.' },
      use_mailed_code: {
        title: 'Use a code from a mail',
        text: ({ username }) =>
          `${username} is frozen until then: nobody can sign in. The code goes to the confirmed contact e-mail.`,
      },
    },
  },
  undo_login_code: {
    title: ({ username }) => `Type a recovery code of ${username}`,
    lead: 'Each works once.',
    choices: {
      undo_change: { title: ({ username }) => `Undo the change of ${username}` },
      keep_change: { title: ({ username }) => `Keep the change of ${username}` },
    },
  },
  undo_login_freeze: {
    title: ({ username }) => `Freeze ${username} until a code decides?`,
    lead: ({ username, person }) =>
      `You have shown that ${person ?? 'your Microsoft account'} opened ${username} before. Freezing signs everybody out, and nobody can sign in, you included, until the code from the mail decides whose it is.`,
  },
  undo_login_name: {
    title: 'Which account is it?',
    lead: 'Its username. A code decides instead of the Microsoft account from before.',
  },
  undo_login_which: {
    title: ({ username }) => `What about the change of ${username}?`,
    lead: 'While an account is frozen, nobody can sign in to it.',
  },
  undo_login_by: {
    title: ({ username }) => `What shows that ${username} is yours?`,
    choices: {
      use_recovery_code: {
        title: 'Use a recovery code',
        text: 'One of those that you kept. It does not undo a swap of two accounts.',
      },
      use_mailed_code: {
        title: 'Use a code from a mail',
        text: 'Only while the account is frozen. It goes to the confirmed contact e-mail.',
      },
    },
  },
  undo_login_mail: {
    title: ({ username }) => `Have a code mailed for ${username}?`,
    lead: ({ username }) =>
      `If ${username} is frozen, it goes to its confirmed contact e-mail. It works for 15 minutes and 5 tries, on this computer only.`,
  },
  undo_login_mail_code: {
    title: 'Type the code from the mail',
    lead: ({ username }) =>
      `If ${username} is frozen, a mail is on its way to its contact e-mail. Nothing came? Look into the junk folder; if the account is not frozen, no code is mailed.`,
    choices: {
      undo_change: { title: ({ username }) => `Undo the change of ${username}` },
      keep_change: { title: ({ username }) => `Keep the change of ${username}` },
      send_code: { title: 'Mail another code' },
    },
  },
  undo_login_decided: {
    title: ({ username, is }) => (is ? `The change of ${username} is undone` : `The change of ${username} is kept`),
    lead: ({ username, is }) =>
      is
        ? `The Microsoft account from before opens ${username} again. Nobody is signed in to it.`
        : `${username} is no longer frozen. The new Microsoft account opens it.`,
    choices: {
      sign_in_again: { title: ({ username }) => `Sign in to ${username}` },
    },
  },
  undo_login_done: {
    title: ({ username }) => `${username} is yours again`,
    lead: ({ is }) =>
      is
        ? 'You are signed in. If somebody else made the change, look through the activity, and make new recovery codes.'
        : 'You are signed in.',
  },
} satisfies Partial<StepTable<import('../../../contract').Step>>;

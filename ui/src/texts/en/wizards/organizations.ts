import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date } from '../numbers';

type Steps = Extract<
  Step,
  `organization_${string}` | `members_${string}` | 'answer_invitation' | `answer_invitation_${string}`
>;

/** What was done to the members. */
const did: Record<string, string> = {
  invite: 'is invited',
  role: 'has the new role',
  remove: 'is no longer a member',
  cancel: 'is not invited any more',
};

/** Organizations, their members and invitations. */
export const organizations: StepTable<Steps> = {
  organization_new: {
    title: 'What is the organization called?',
    lead: ({ username }) => `${username} is its first administrator. Nobody signs in as the organization itself.`,
    fields: {
      username: {
        label: 'Name of the organization',
        hint: 'For ever: it cannot be changed or used again. Capitals do not matter.',
      },
      email: {
        label: 'Its e-mail address',
        hint: 'A mailbox of its own, not that of another account. A code is mailed there.',
      },
    },
    choices: { create_organization: { title: 'Create the organization' } },
  },
  organization_code: {
    title: ({ organization }) => `Type the code that ${organization} was mailed`,
    lead: ({ organization, address }) =>
      `${organization} exists. The code went to ${address}; once it is typed you can invite people. It works for 15 minutes.`,
    choices: { confirm_code: { title: 'Confirm' } },
  },
  organization_done: {
    title: ({ organization }) => `${organization} is ready`,
    lead: 'Its e-mail address is confirmed. Now invite the people who belong to it.',
  },
  members_list: {
    title: ({ organization }) => `Who belongs to ${organization}?`,
    lead: 'Administrators manage it and its members; collaborators publish packages for it.',
    choices: {
      choose_leave: { title: 'Leave' },
      choose_delete: { title: 'Delete the organization' },
    },
  },
  members_invite: {
    title: ({ organization }) => `Whom do you invite to ${organization}, and as what?`,
    lead: 'They are mailed and have 30 days to accept.',
    fields: {
      username: {
        label: 'Their username',
        hint: 'The username, not the e-mail address, of a person at this gallery whose address is confirmed.',
      },
    },
  },
  members_role: {
    title: ({ member, word }) =>
      word === 'administrator' ? `Make ${member} a collaborator?` : `Make ${member} an administrator?`,
    lead: ({ organization, word, is }) =>
      word === 'administrator'
        ? `${is ? 'You' : 'They'} could still publish packages for ${organization}, and no longer manage it or its members.`
        : `They could manage ${organization}, its members and the owners of its packages, and also remove you.`,
  },
  members_remove: {
    title: ({ organization, member }) => `Remove ${member} from ${organization}?`,
    lead: ({ member }) => `${member} is told by mail. To come back they have to be invited again.`,
    choices: { remove_member: { title: ({ member }) => `Remove ${member}` } },
  },
  members_cancel: {
    title: ({ organization, member }) => `Withdraw the invitation of ${member} to ${organization}?`,
    lead: 'They cannot accept it any more. You can invite them again at any time.',
    choices: { cancel_invitation: { title: 'Withdraw the invitation' } },
  },
  members_leave: {
    title: ({ organization }) => `Leave ${organization}?`,
    lead: 'To come back, an administrator has to invite you again.',
    choices: {
      leave_organization: { title: ({ organization }) => `Leave ${organization}` },
      back_to_list: { title: 'Show the members' },
    },
  },
  members_delete: {
    title: ({ organization }) => `Delete ${organization}?`,
    lead: 'At once and for ever; there is no grace period. It must own no package alone and have no other member.',
    fields: {
      confirmation: { label: ({ organization }) => `Type ${organization} to confirm`, hint: 'Capitals do not matter.' },
    },
    choices: {
      delete_organization: { title: ({ organization }) => `Delete ${organization}` },
      back_to_list: { title: 'Show the members' },
    },
  },
  members_hand_over: {
    title: ({ word }) => `Who should own ${word}?`,
    lead: ({ organization }) =>
      `Your own account owns it at once; others are mailed, and own it as soon as they accept. ${organization} stays an owner until it is deleted.`,
    fields: {
      username: {
        label: 'Username of the new owner',
        hint: 'Your own account, another person or an organization of this gallery. Not an e-mail address.',
      },
    },
  },
  members_done: {
    title: ({ member, word }) => `${member} ${did[word ?? ''] ?? ''}`,
    lead: ({ organization, word, is }) =>
      word === 'role'
        ? `${is ? 'An administrator' : 'A collaborator'} of ${organization} from now on.`
        : word === 'invite'
          ? `As ${is ? 'an administrator' : 'a collaborator'} of ${organization}. They have 30 days to accept.`
          : word === 'cancel'
            ? 'They are told by mail, unless they want none from other people. You can invite them again at any time.'
            : `All members of ${organization} hear of it.`,
  },
  members_left: {
    title: ({ organization }) => `You have left ${organization}`,
    lead: 'Its packages stay with it.',
  },
  members_deleted: {
    title: ({ organization }) => `${organization} is deleted`,
    lead: 'It is gone for good. Below stands what became of its name.',
  },
  members_gone: {
    title: ({ username, organization }) => `${username} does not belong to ${organization}`,
    lead: 'You left it or were removed, or it does not exist any more.',
  },
  answer_invitation: {
    title: ({ organization }) => `Join ${organization}?`,
    lead: ({ organization, other, is, until }) =>
      `${other ?? 'An administrator'} invites you as ${is ? 'an administrator: you would manage it, its members and its packages' : `a collaborator: you could publish packages for ${organization}`}. ${until ? `You can answer until ${date(until)}.` : ''}`,
    choices: {
      accept_invitation: { title: ({ organization }) => `Join ${organization}` },
      decline_invitation: { title: 'Decline' },
    },
  },
  answer_invitation_accepted: {
    title: ({ organization }) => `You belong to ${organization} now`,
    lead: 'Its other members hear of it. You can leave at any time.',
  },
  answer_invitation_declined: {
    title: ({ organization }) => `You declined to join ${organization}`,
    lead: 'Its administrators are told. They can invite you again.',
  },
  answer_invitation_gone: {
    title: ({ organization }) => `${organization} does not invite you any more`,
    lead: 'The invitation was withdrawn, answered elsewhere, or its time ran out.',
  },
};

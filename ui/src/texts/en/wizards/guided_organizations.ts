import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Conversion, organizations and members, at nuget.org. */
export const guidedOrganizations = {
  guided_convert_administrator: {
    title: ({ username }) => `Who will administer ${username}?`,
    lead: 'An organization has no sign-in of its own. Another account looks after it: a second one of yours, or somebody else’s.',
  },
  guided_convert_check: {
    title: ({ username, other }) => `Before ${username} asks ${other}`,
    lead: 'nuget.org refuses unless all of this is so.',
  },
  guided_convert_confirm: {
    title: ({ username }) => `Convert ${username} for ever?`,
    lead: ({ other }) => `Nothing has been asked for. It happens when ${other} accepts.`,
    choices: { continue: { title: 'Go on to the request' } },
  },
  guided_convert_do_request: {
    title: ({ other }) => `Ask ${other}`,
    lead: ({ username }) => `Signed in as ${username}. You are signed out afterwards; that is meant so.`,
    how: [
      ({ username }) => `Open the page. At the top right it must say ${username}.`,
      ({ other }) => `Type ${other}: the username, not an e-mail address.`,
      'Read the warnings, and press “Transform”.',
    ],
    done: ({ other }) => `You asked ${other} to administer it`,
    choices: { mark_done: { title: 'I have asked' } },
  },
  guided_convert_do_accept: {
    title: ({ other }) => `Now ${other} accepts`,
    lead: ({ username }) =>
      `Until then nothing has changed, and ${username} can withdraw it on the same page. The mail is sent only if they let others mail them.`,
    how: [
      ({ other }) => `If ${other} is yours, open the page, signed in as ${other}; else send the message.`,
      ({ username }) => `Press the check mark beside ${username}.`,
      ({ username }) => `The page of ${username} opens, and says that it was transformed.`,
    ],
    done: ({ other }) => `${other} accepted`,
    choices: { mark_done: { title: 'It is accepted' } },
  },
  guided_convert_verify: {
    title: ({ username }) => `Is ${username} an organization?`,
    lead: ({ username, other }) =>
      `From outside it looks as before. Signed in as ${other}, “Manage Organizations” lists ${username}, with ${other} as administrator.`,
  },
  guided_convert_done: {
    title: ({ username }) => `${username} as an organization`,
    lead: 'This was done, and this was seen. Add a second administrator next.',
  },
  guided_answer_conversion_account: {
    title: 'Which account asks you?',
    lead: 'The mail names it, and so does “Manage Organizations”.',
  },
  guided_answer_conversion_check: {
    title: ({ other, username }) => `Should ${username} administer ${other}?`,
    lead: 'Nothing happens unless you accept.',
  },
  guided_answer_conversion_do_accept: {
    title: 'Accept it, or decline it',
    lead: ({ username }) => `Signed in as ${username}.`,
    how: [
      ({ username }) => `Open the page. At the top right it must say ${username}.`,
      ({ other }) =>
        `Beside ${other}, the check mark accepts and the cross declines. If you decline it, ${other} is mailed and stays as it is.`,
    ],
    done: ({ other }) => `You answered the request of ${other}`,
  },
  guided_answer_conversion_verify: {
    title: ({ other }) => `Does “Manage Organizations” list ${other}?`,
    lead: 'After accepting it does. After declining, the request is gone.',
  },
  guided_answer_conversion_done: {
    title: ({ other }) => `The request of ${other}`,
    lead: 'This was done, and this was seen.',
  },
  guided_organization_name: {
    title: 'What is the organization called, and where do its mails go?',
    lead: 'It shares its names with people’s accounts, and needs an address of its own.',
    fields: { email: { label: 'Its e-mail address', hint: 'One that no account at nuget.org has, yours included.' } },
  },
  guided_organization_check: {
    title: ({ organization }) => `Before you create ${organization}`,
    lead: 'You become its administrator.',
  },
  guided_organization_do_create: {
    title: ({ organization }) => `Create ${organization}`,
    lead: ({ username }) => `Signed in as ${username}.`,
    how: [
      'Open the page.',
      ({ organization, address }) => `Type ${organization} and ${address}.`,
      'Press “Add”. The page of the organization opens.',
    ],
    done: ({ organization }) => `You created ${organization}`,
  },
  guided_organization_do_confirm: {
    title: ({ address }) => `Open the link in the mail to ${address}`,
    lead: 'In the browser in which you are signed in. Nobody who opens it elsewhere should sign in with Microsoft there: that would make an account of the address.',
    how: [
      'Look for the mail of nuget.org, and open its link.',
      'If none comes, the page of the organization sends it again.',
    ],
    done: ({ organization }) => `You confirmed the address of ${organization}`,
  },
  guided_organization_verify: {
    title: ({ organization }) => `Is ${organization} there, and confirmed?`,
    lead: 'The profile page is there before the address is confirmed, too. Signed in, the page of the organization must not ask to confirm.',
  },
  guided_organization_done: {
    title: ({ organization }) => `Creating ${organization}`,
    lead: 'This was done, and this was seen. Add a second administrator next, so that it does not depend on you alone.',
  },
  guided_members_organization: {
    title: 'Which organization?',
    lead: 'Who is a member is not public. Only somebody signed in sees it.',
  },
  guided_members_what: {
    title: ({ organization }) => `What is to change in ${organization}?`,
    lead: 'Each needs an administrator, except leaving.',
    choices: {
      choose_invite: { title: 'Invite somebody', text: 'They have to accept.' },
      choose_role: { title: 'Give somebody another role', text: 'Administrator or collaborator.' },
      choose_remove: { title: 'Remove somebody', text: 'They are not mailed about it.' },
      choose_leave: { title: ({ organization }) => `Leave ${organization}`, text: 'Not as its last administrator.' },
      choose_delete: { title: ({ organization }) => `Delete ${organization}`, text: 'At once, and for ever.' },
    },
  },
  guided_members_whom: {
    title: ({ organization }) => `Who should join ${organization}?`,
    lead: 'Their username, never an e-mail address.',
  },
  guided_members_check: {
    title: ({ other, organization }) => `Before you invite ${other} to ${organization}`,
    lead: 'Whether somebody is a member already, only the page of the organization shows.',
  },
  guided_members_do_invite: {
    title: ({ other }) => `Invite ${other}`,
    lead: 'Administrators look after everything. Collaborators publish packages, and nothing else.',
    how: [
      ({ organization }) => `Open the page of ${organization}, signed in as one of its administrators.`,
      ({ other }) => `Unfold “Members”, type ${other}, choose the role, and press “Add”.`,
      ({ other }) => `${other} is listed as pending.`,
    ],
    done: ({ other }) => `You invited ${other}`,
  },
  guided_members_do_accept: {
    title: ({ other }) => `Now ${other} accepts`,
    lead: 'An invitation never runs out. The mail is sent only if they let others mail them.',
    how: [
      ({ other }) => `Send the message to ${other}.`,
      'They press the check mark on “Manage Organizations”, signed in as themselves.',
    ],
    done: ({ other }) => `${other} accepted`,
    choices: { mark_done: { title: 'They have accepted' }, says_else: { title: 'It does not work' } },
  },
  guided_members_do_role: {
    title: 'Give them the other role',
    lead: 'It counts at once. The mail about it goes to the address of the organization, not to them.',
    how: [
      ({ organization }) => `Open the page of ${organization}, signed in as one of its administrators.`,
      'Unfold “Members”, and choose the other role beside their name.',
    ],
    done: 'You gave somebody another role',
  },
  guided_members_do_remove: {
    title: 'Remove them',
    lead: 'API keys that they made for the organization stop working. The mail about it goes to the address of the organization.',
    how: [
      ({ organization }) => `Open the page of ${organization}, signed in as one of its administrators.`,
      'Unfold “Members”, and press the cross beside their name.',
    ],
    done: 'You removed somebody',
  },
  guided_members_do_leave: {
    title: ({ organization }) => `Leave ${organization}`,
    lead: 'Your API keys for it stop working, and your policies of trusted publishing for it too.',
    how: [
      ({ organization }) => `Open the page of ${organization}, signed in as yourself.`,
      'Unfold “Members”, and press the cross beside your own name: “that’s you”.',
    ],
    done: ({ organization }) => `You left ${organization}`,
  },
  guided_members_verify: {
    title: ({ organization }) => `Does ${organization} look as it should?`,
    lead: ({ organization }) =>
      `Its page lists the members and their roles. If you left, “Manage Organizations” does not list ${organization} any more.`,
  },
  guided_members_confirm: {
    title: ({ organization }) => `Delete ${organization} for ever?`,
    lead: 'Nothing has been done yet. This is what it means.',
    fields: {
      confirmation: {
        label: ({ organization }) => `Type ${organization} to confirm`,
        hint: 'Capitals do not matter.',
      },
    },
    choices: { continue: { title: 'Go on to its page' } },
  },
  guided_members_do_delete: {
    title: ({ organization }) => `Delete ${organization}`,
    lead: 'It happens at once.',
    how: [
      ({ organization }) => `Open the page, signed in as an administrator. It must name ${organization}.`,
      'Press “Delete organization”, and confirm.',
      'nuget.org says that it was successfully deleted.',
    ],
    done: ({ organization }) => `You deleted ${organization}`,
  },
  guided_members_gone: {
    title: ({ organization }) => `Is ${organization} gone?`,
    lead: 'Its profile page is then gone too.',
    choices: { continue: { title: 'Finish' } },
  },
  guided_members_done: {
    title: ({ organization }) => `The members of ${organization}`,
    lead: 'This was done, and this was seen.',
  },
  guided_answer_invitation_organization: {
    title: 'Which organization invites you?',
    lead: 'The mail names it, and so does “Manage Organizations”.',
  },
  guided_answer_invitation_do_answer: {
    title: ({ organization }) => `Join ${organization}, or decline`,
    lead: ({ username }) => `Signed in as ${username}. An invitation never runs out.`,
    how: [
      ({ username }) => `Open the page. At the top right it must say ${username}.`,
      ({ organization }) => `Beside ${organization}, the check mark accepts and the cross declines.`,
      'If its company binds it to work accounts, you cannot change your Microsoft account while you are in it.',
    ],
    done: ({ organization }) => `You answered the invitation of ${organization}`,
  },
  guided_answer_invitation_verify: {
    title: ({ organization }) => `Does “Manage Organizations” list ${organization}?`,
    lead: 'After accepting it does. After declining, the invitation is gone.',
  },
  guided_answer_invitation_done: {
    title: ({ organization }) => `The invitation of ${organization}`,
    lead: 'This was done, and this was seen.',
  },
} satisfies Partial<StepTable<Step>>;

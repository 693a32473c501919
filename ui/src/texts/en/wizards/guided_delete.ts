import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Delete an account at nuget.org. */
export const guidedDelete = {
  guided_delete_check: {
    title: ({ username }) => `Before ${username} is deleted`,
    lead: 'At nuget.org people delete accounts, when they are asked to. First, what everybody can see, and what you need.',
  },
  guided_delete_do_hand_over: {
    title: 'Hand over what nobody else owns',
    lead: 'nuget.org advises it, and the deletion is faster then. You may also go on without.',
    how: [
      'Open the page, open the management of a package there, and unfold “Owners”.',
      'Add the new owner by username. They get a mail, and have to accept.',
      'When they have accepted, look again here. Search follows within some minutes.',
    ],
    done: 'You went on from handing over packages',
    choices: { mark_done: { title: 'Go on' } },
  },
  guided_delete_confirm: {
    title: ({ username }) => `Delete ${username} for ever?`,
    lead: 'Nothing has been requested. This is what a deletion does.',
    choices: { continue: { title: 'Go on to the request' } },
  },
  guided_delete_do_request: {
    title: ({ username }) => `Request the deletion of ${username}`,
    lead: 'This is the step that counts. Until here nothing was changed.',
    how: [
      ({ username }) =>
        `Open the page. At the top right it must say ${username}; otherwise you would delete another account.`,
      'Read what it lists: packages without another owner, and organizations.',
      'Press “Submit request to delete my account”, and confirm.',
      'The page says “Request submitted”. An account that never confirmed its address is deleted at once.',
    ],
    done: ({ username }) => `You requested the deletion of ${username}`,
    choices: { mark_done: { title: 'I requested it' } },
  },
  guided_delete_verify: {
    title: ({ username }) => `Is ${username} gone?`,
    lead: 'It takes days. Close the app meanwhile: this wizard keeps its place, and looks when you come back.',
    choices: { continue: { title: 'Finish' } },
  },
  guided_delete_done: {
    title: ({ username }) => `The deletion of ${username}`,
    lead: 'This was done, and this was seen.',
  },
} satisfies Partial<StepTable<Step>>;

import type { Code, Problem } from '../../contract';
import { accountRefusals } from './account_refusals';
import type { About, RefusalText } from '../about';
import { firstGallery, theGallery } from './names';
import { duration } from './numbers';

/** One row for each code: a code without a sentence does not compile. */
export const refusals: Record<Code, (problem: Problem, about: About) => RefusalText> = {
  ...accountRefusals,
  bad_request: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} did not understand what the app sent.`,
    next: 'Nothing was changed. Look for a newer version of NuGet Accounts, then try again.',
  }),
  not_found: ({ field }, { gallery }) =>
    field === 'mailed_link'
      ? {
          what: `That is no link from a mail of ${theGallery(gallery)}.`,
          next: 'Copy the whole line from the mail. It contains “/act/”.',
        }
      : {
          what: `${firstGallery(gallery)} does not have that any more.`,
          next: 'It may have been done or withdrawn meanwhile.',
          help: 'refresh',
        },
  method_not_allowed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} does not offer this.`,
    next: 'Nothing was changed. Its version may differ from this app’s: ask the people who run it.',
  }),
  too_large: (_, { gallery }) => ({
    what: `That is longer than ${theGallery(gallery)} accepts.`,
    next: 'Shorten it and try again.',
  }),
  too_many_requests: ({ retry_after }, { gallery }) => ({
    what: `${firstGallery(gallery)} asks for a pause after so many tries.`,
    next: retry_after ? `Try again in ${duration(retry_after)}.` : 'Try again in a few minutes.',
  }),
  gallery_failed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} had a fault of its own.`,
    next: 'Try again in a moment. If it keeps happening, tell the people who run it.',
  }),
  gallery_busy: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} is busy or just starting.`,
    next: 'Try again in a moment.',
  }),
  session_required: (_, { gallery }) => ({
    what: `You are no longer signed in to ${theGallery(gallery)} on this computer.`,
    next: 'Sign in again to go on.',
    help: 'sign_in',
  }),
  full_session_required: (_, { username = 'this account' }) => ({
    what: `You came in to recover ${username}, and that does not allow this.`,
    next: `Sign in with the Microsoft account that opens ${username}.`,
    help: 'sign_in',
  }),
  proof_invalid: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} could not use this sign-in: it was used already, or was begun for something else.`,
    next: 'Start again. Signing in shows how it stands.',
    help: 'sign_in',
  }),
  proof_expired: (_, { gallery }) => ({
    what: `This sign-in waited too long, and ${theGallery(gallery)} no longer accepts it.`,
    next: 'Start again and sign in once more.',
    help: 'sign_in',
  }),
  id_token_invalid: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} could not verify what the sign-in page sent back, so nobody was signed in.`,
    next: `Start again. If it happens a second time, tell the people who run ${theGallery(gallery)}.`,
    help: 'sign_in',
  }),
  sign_in_not_fresh: () => ({
    what: 'You signed in at Microsoft too long ago for this.',
    next: 'Start again and sign in there once more.',
    help: 'sign_in',
  }),
  sign_in_time_missing: (_, { gallery }) => ({
    what: `The sign-in page did not say when you signed in, and ${theGallery(gallery)} has to know for this.`,
    next: `Tell the people who run ${theGallery(gallery)}: its sign-in needs a change of set-up.`,
  }),
  mailed_code_required: (_, { gallery }) => ({
    what: `The sign-in page did not say when you signed in, so ${theGallery(gallery)} wants to be sure that it is you.`,
    next: 'Have a code mailed to the contact e-mail and type it here.',
  }),
  provider_unreachable: (_, { gallery }) => ({
    what: `The sign-in page of ${theGallery(gallery)} cannot be reached.`,
    next: 'Check your connection and try again in a few minutes.',
  }),
  identity_not_linked: (_, { gallery }) => ({
    what: `This Microsoft account does not open an account at ${theGallery(gallery)}.`,
    next: 'Use another Microsoft account, or register.',
    help: 'another_account',
  }),
  identity_already_linked: (_, { gallery }) => ({
    what: `This Microsoft account already opens an account at ${theGallery(gallery)}.`,
    next: 'Start again to sign in with it, or register with another Microsoft account.',
    help: 'another_account',
  }),
  account_locked: (_, { gallery, username = 'This account' }) => ({
    what: `${username} was locked by the people who run ${theGallery(gallery)}.`,
    next: 'Write to them to find out why. Nothing of the account is lost.',
  }),
  registration_closed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} takes no new accounts at present.`,
    next: 'Ask the people who run it, or use a Microsoft account that opens an account there.',
    help: 'another_account',
  }),
  username_invalid: () => ({
    what: 'A username has 3 to 64 letters, digits, dots, hyphens or underscores, and begins and ends with a letter or digit.',
    next: 'Only plain letters without accents.',
  }),
  username_taken: () => ({
    what: 'That username is taken, or was once.',
    next: 'Choose another one.',
  }),
  username_is_email: () => ({
    what: 'That is an e-mail address, and no username.',
    next: 'Type a username instead, which everyone can see.',
  }),
  email_invalid: () => ({
    what: 'That is not an e-mail address as the gallery takes them.',
    next: 'Type it like ana@contoso.example, and a domain in other letters as it reads: bücher.example, not xn--bcher-kva.example.',
  }),
  email_taken: (_, { gallery }) => ({
    what: `Another account at ${theGallery(gallery)} has confirmed this address.`,
    next: 'Use another address, or sign in to the account that has it.',
  }),
  email_not_pending: () => ({
    what: 'No address waits to be confirmed.',
    next: 'It may have been confirmed or given up meanwhile.',
    help: 'refresh',
  }),
  code_wrong: ({ tries_left }) => ({
    what: 'That is not the code from the mail.',
    next:
      tries_left === 0
        ? 'This was the last try. Have a new code mailed.'
        : tries_left
          ? `Look at the latest mail. You can try ${tries_left === 1 ? 'once more' : `${tries_left} more times`}.`
          : 'Look at the latest mail and try again.',
  }),
  code_expired: () => ({
    what: 'That code no longer works.',
    next: 'Have a new one mailed.',
    help: 'resend',
  }),
  gallery_address_invalid: () => ({
    what: 'That is not the address of a gallery.',
    next: 'Type it as in a browser, for example https://packages.contoso.example.',
  }),
  gallery_address_not_secure: () => ({
    what: 'That address is not secure: it starts with http://.',
    next: 'Use the one that starts with https://. Only a gallery on this computer may do without.',
  }),
  not_a_gallery: () => ({
    what: 'Something answers there, but it is not a gallery service.',
    next: 'Check the address, or ask the people who run the gallery for the right one.',
  }),
  gallery_version_unknown: () => ({
    what: 'The gallery there speaks a version that this app does not know.',
    next: 'Update NuGet Accounts, or ask the people who run the gallery to update it.',
  }),
  gallery_address_differs: () => ({
    what: 'The gallery there says that its address is another one.',
    next: 'Ask the people who run it for the right address.',
  }),
  gallery_unreachable: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} cannot be reached.`,
    next: 'Check your connection and try again. What the app knows already stays readable.',
  }),
  gallery_not_trusted: ({ provider }, { gallery }) => ({
    what: provider
      ? `No secure connection to ${theGallery(gallery)}: this computer does not trust its certificate, signed by ${provider}.`
      : `No secure connection to ${theGallery(gallery)}: this computer does not trust its certificate.`,
    next: 'On a company network, ask the people who look after your computer.',
  }),
  provider_invalid: (_, { gallery }) => ({
    what: `The sign-in page of ${theGallery(gallery)} is not set up properly.`,
    next: `Tell the people who run ${theGallery(gallery)}. Nothing you can do here mends it.`,
  }),
  browser_not_opened: () => ({
    what: 'Your browser did not open.',
    next: 'Copy the address and open it in a browser yourself.',
    help: 'copy_address',
  }),
  sign_in_cancelled: () => ({
    what: 'You cancelled on the sign-in page.',
    next: 'Nothing was changed. Start again whenever you like.',
    help: 'sign_in',
  }),
  sign_in_expired: () => ({
    what: 'The time for this sign-in ran out.',
    next: 'Start again and sign in once more.',
    help: 'sign_in',
  }),
  sign_in_refused: () => ({
    what: 'The sign-in page refused.',
    next: 'Start again, perhaps with another account.',
    help: 'sign_in',
  }),
  unmanaged_tenant: (_, { gallery }) => ({
    what: 'Microsoft refused, because nobody manages the directory that your work address belongs to (AADSTS65005).',
    next: `This is not your fault. Someone who controls your domain’s DNS can take the directory over; until then, use another Microsoft account for ${theGallery(gallery)}.`,
    help: 'sign_in',
  }),
  domain_is_personal: () => ({
    what: 'Addresses there are personal, and in no directory of a company or school. AADSTS65005 is about another address.',
    next: 'Type the work or school address with which Microsoft refuses you.',
  }),
  sign_in_lost: () => ({
    what: 'This sign-in can no longer be finished on this computer.',
    next: 'Start again and sign in once more.',
    help: 'sign_in',
  }),
  wrong_identity: () => ({
    what: 'Another person came back than the one who was asked for.',
    next: 'Start again and choose the other Microsoft account in the browser.',
    help: 'sign_in',
  }),
  pasted_address_invalid: () => ({
    what: 'That is not the address that your browser ended on.',
    next: 'Copy the whole line from the browser’s address bar, from its first letter to its last.',
  }),
  pasted_address_foreign: () => ({
    what: 'That address belongs to another sign-in.',
    next: 'Use the page that this sign-in opened. If somebody sent you the address, do not use it.',
  }),
  loopback_unavailable: () => ({
    what: 'This computer would not open an address of its own for the way back.',
    next: 'Use the page that is already open, or paste the address below.',
  }),
  keyring_locked: () => ({
    what: 'The keyring of this computer is locked.',
    next: 'Unlock it, then let the app look again.',
    help: 'probe_keyring',
  }),
  keyring_unavailable: () => ({
    what: 'This computer has no keyring that the app can use.',
    next: 'You stay signed in until the app closes.',
    help: 'probe_keyring',
  }),
  keyring_corrupt: () => ({
    what: 'The app cannot read what the keyring keeps for it.',
    next: 'Sign in again; that replaces it.',
    help: 'sign_in',
  }),
  keyring_not_cleared: () => ({
    what: 'The sign-in is still in the keyring of this computer.',
    next: 'Open your keyring and remove the entry named NuGet Accounts.',
  }),
  clock_skewed: (_, { gallery }) => ({
    what: `The clock of this computer differs from ${theGallery(gallery)}’s by minutes.`,
    next: 'Set the clock right, then start again.',
    help: 'sign_in',
  }),
  app_failed: () => ({
    what: 'The app had a fault. Nothing was lost.',
    next: 'Try again. If it keeps happening, close the app and open it again.',
  }),
  // nuget.org
  file_not_saved: () => ({
    what: 'The file could not be saved in your downloads folder.',
    next: 'Check whether the disk is full or the folder is protected, then try again.',
  }),
  state_not_saved: () => ({
    what: 'What is under way could not be saved on this computer, so nothing was sent.',
    next: 'Check whether the disk is full, then press the button again.',
  }),
  site_unreachable: () => ({
    what: 'nuget.org cannot be reached.',
    next: 'Check the connection, then try again. What was seen before stays here.',
  }),
  site_busy: ({ retry_after }) => ({
    what: 'nuget.org asks for a pause.',
    next: retry_after ? `Try again in ${duration(retry_after)}.` : 'Try again in a few minutes.',
  }),
  site_changed: () => ({
    what: 'nuget.org answered in a form that this app does not know.',
    next: 'Nothing was changed. Go on in the browser, and look for a newer version of NuGet Accounts.',
  }),
  site_intercepted: () => ({
    what: 'Something other than nuget.org answered: the sign-in page of a network, or a check for robots.',
    next: 'Open nuget.org in the browser, pass what it asks, then try again.',
  }),
  site_account_unknown: (_, { username = 'this name' }) => ({
    what: `nuget.org has no account named ${username}.`,
    next: 'Check the spelling; upper and lower case make no difference. A deleted account’s name stays reserved.',
  }),
  site_address_wrong: () => ({
    what: 'nuget.org has another contact e-mail for this account.',
    next: 'Compare with the masked address: its first and last letter and its domain must fit.',
  }),
  site_limited: ({ retry_after }) => ({
    what: 'The app waits a little before it asks nuget.org again.',
    next: retry_after ? `Try again in ${duration(retry_after)}.` : 'Try again in a few minutes.',
  }),
  site_no_address: () => ({
    what: 'nuget.org has no contact e-mail for this account that it could write to.',
    next: 'Only the support of nuget.org can help: write to support@nuget.org.',
  }),
  site_same_account: (_, { username = 'this account' }) => ({
    what: `That is ${username} itself.`,
    next: 'Type the username of the other account.',
  }),
};

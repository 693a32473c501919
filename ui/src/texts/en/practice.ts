import { ACCOUNTS, OLD, type PEOPLE } from '../../lib/cast';
import { list } from './numbers';

export const practice = {
  title: 'Practice gallery',
  text: 'Nothing real is touched.',
  mailbox: 'Mailbox',
  who: {
    open: 'Who is who',
    title: 'Who is who in the practice gallery',
    lead: 'As it is at the beginning; “Start over” brings it back. Choose one of them on the sign-in page.',
    people: {
      maya: `Opens ${ACCOUNTS.maya}. ${ACCOUNTS.ben} asks it to administer an organization.`,
      jonas: `Opens ${ACCOUNTS.jonas}, which an organization invites. Signs in with a second factor: the code is on the phone beside the page.`,
      priya: 'Opens no account yet. Register as Priya, or let another account change to hers.',
      ana: `Opens ${ACCOUNTS.ana}, which administers the organizations contoso-tools and contoso-labs.`,
      ben: `Opens ${ACCOUNTS.ben}, which waits to become an organization.`,
      sam: `Cannot sign in: nobody manages the directory of the address. The packages stand in ${ACCOUNTS.sam}, to be recovered by a mail.`,
    } satisfies Record<(typeof PEOPLE)[number]['id'], string>,
    old: `An old account that nobody opens yet. Its password is ${OLD.password}: recover access with it.`,
    close: 'Close',
  },
  time: {
    text: 'In the practice gallery you need not wait.',
    pass: (until: string) => `Let the time pass until ${until}`,
  },
  startOver: 'Start over…',
  dialog: {
    title: 'Start over in the practice gallery?',
    text: 'The practice gallery goes back to its beginning: accounts that you registered there are gone, and so are its mails.',
    signedOut: (names: string[]) => `${list(names)} will be gone from this app.`,
    safe: 'Accounts at other galleries stay as they are.',
    confirm: 'Start over',
    keep: 'Keep everything',
  },
};

export const mailbox = {
  title: 'Practice mailbox',
  lead: 'Mails of the practice gallery land here. None ever leaves this computer.',
  to: (address: string) => `to ${address}`,
  copyCode: 'Copy the code',
  copyLink: 'Copy the link',
  openLink: 'Open the page',
  open: (address: string) => `Open the page ${address}`,
  none: 'No mails yet',
  noneText: 'Register an account or ask for a new code, and the mail appears here.',
};

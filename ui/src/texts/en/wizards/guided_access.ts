import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Ways back in, a Microsoft account that opens another account, and second factors, at nuget.org. */
export const guidedAccess = {
  guided_conflict_start: {
    title: 'The Microsoft account opens another account',
    lead: ({ username }) =>
      `Each opens one. Before ${username} can have it, the other account has to let go of it. Which one is that?`,
    choices: {
      choose_find: { title: 'I do not know which', text: 'You sign in with that Microsoft account, and look.' },
      choose_known: { title: 'I know it', text: 'You type its username.' },
    },
  },
  guided_conflict_do_look: {
    title: 'Sign in with that Microsoft account, and look',
    lead: 'Nothing is changed by that.',
    how: [
      'Open the page, best in a private window, and sign in with the Microsoft account that was refused.',
      'The username stands at the top right. Note it.',
      'Press it, then “Manage Packages”: is there anything that you or others need?',
    ],
    done: 'You looked at what that Microsoft account opens',
  },
  guided_conflict_other: {
    title: 'What is the username of the other account?',
    lead: 'As it stands at the top right when you are signed in with that Microsoft account.',
  },
  guided_conflict_check: {
    title: ({ username, other }) => `${username} and ${other}`,
    lead: 'This is what everybody sees of both.',
  },
  guided_conflict_which: {
    title: ({ other }) => `Do you need ${other}?`,
    lead: 'nuget.org cannot swap two accounts. If you need both, a third Microsoft account makes room.',
    choices: {
      choose_move: {
        title: ({ other }) => `No: delete ${other}`,
        text: 'It takes days, is final, and its name is gone for ever. Then its Microsoft account is free.',
      },
      choose_third: {
        title: 'Yes: use a third Microsoft account',
        text: ({ username, other }) =>
          `${other} gets the third one, and ${username} the one that is free then. It takes half an hour, and nothing is deleted.`,
      },
    },
  },
  guided_conflict_do_delete: {
    title: ({ other }) => `Have ${other} deleted`,
    lead: 'That is a wizard of its own; this one waits for you.',
    how: [
      ({ other }) => `Begin “Delete account” for ${other}, and go as far as its request.`,
      'Come back here when the request is made.',
    ],
    done: ({ other }) => `You had ${other} deleted, or requested it`,
    choices: { mark_done: { title: 'It is requested' } },
  },
  guided_conflict_gone: {
    title: ({ other }) => `Is ${other} gone?`,
    lead: 'Only then its Microsoft account is free. Close the app meanwhile; this wizard keeps its place.',
  },
  guided_conflict_third: {
    title: 'Before you begin',
    lead: 'Five sign-ins, in the right order. Between them you can stop at any time; both accounts can be opened throughout.',
  },
  guided_conflict_do_third: {
    title: ({ other }) => `First ${other} gets the third Microsoft account`,
    lead: ({ other }) => `Signed in as ${other}, with the Microsoft account that opens it now.`,
    how: [
      ({ other }) => `Open the page in a private window, and sign in as ${other}. It must stand at the top right.`,
      'Unfold “Login Account”, press “Change Account”, and confirm.',
      'At Microsoft choose “Use another account”, and sign in with the third one, with its second factor.',
      ({ other }) => `Sign out, and sign in with the third one: it must open ${other}.`,
    ],
    done: ({ other }) => `You gave ${other} the third Microsoft account`,
  },
  guided_conflict_do_change: {
    title: ({ username }) => `Now ${username} gets the Microsoft account that is free`,
    lead: ({ username }) => `Signed in as ${username}, with the Microsoft account that opens it until now.`,
    how: [
      ({ username }) => `Open the page, and sign in as ${username}. It must stand at the top right.`,
      'Unfold “Login Account”, press “Change Account”, and confirm.',
      'At Microsoft choose “Use another account”, and sign in with the one that is free now, with its second factor.',
      'The settings say “Successfully linked the Microsoft account”.',
    ],
    done: ({ username }) => `You gave ${username} the Microsoft account`,
  },
  guided_conflict_verify: {
    title: ({ username }) => `Does it open ${username} now?`,
    lead: ({ username }) =>
      `Sign out, and sign in with it: ${username} must stand at the top right. Beside that, nuget.org mails the linked Microsoft account to the contact e-mail when it is asked.`,
  },
  guided_conflict_done: {
    title: ({ username }) => `Another Microsoft account for ${username}`,
    lead: 'This was done, and this was seen.',
  },
  guided_recover_start: {
    title: ({ username }) => `What opens ${username}?`,
    lead: 'If you are not sure which Microsoft account it is, find that out first.',
    choices: {
      choose_personal: {
        title: 'A personal Microsoft account that I cannot use any more',
        text: 'Outlook, Hotmail, or your own address. Microsoft recovers those.',
      },
      choose_work: {
        title: 'An account of work or school that I cannot use any more',
        text: 'The company’s administrators can restore it, also for a day.',
      },
      choose_password: {
        title: 'A password from years ago',
        text: 'Passwords ended in 2022. Only the people of nuget.org can help, with proof.',
      },
      choose_support: {
        title: 'Neither Microsoft nor an administrator can help',
        text: 'A message to the people of nuget.org, ready to send.',
      },
    },
  },
  guided_recover_do_microsoft: {
    title: 'Recover the Microsoft account',
    lead: 'When it works again, nuget.org opens as before; nothing has to be changed there.',
    how: [
      'Open the page, and look for “Can’t sign in”.',
      'Do it on a computer and in a place where you used the account before.',
      'Give as much as you remember: former passwords, subjects of mails, other addresses of the account.',
      'It can take a day until Microsoft answers.',
    ],
    done: 'You asked Microsoft for help',
  },
  guided_recover_do_administrator: {
    title: 'Ask the company’s administrators',
    lead: 'Also where you left: a restored sign-in of ten minutes is enough to link another Microsoft account.',
    how: [
      'Copy the text, and send it to the IT department; without a mailbox, by telephone.',
      'When you can sign in, do it at once, with the second factor that nuget.org demands, and change the Microsoft account.',
    ],
    done: 'You asked the company’s administrators',
    choices: { mark_done: { title: 'I have asked' } },
  },
  guided_recover_do_support: {
    title: 'Write to the people of nuget.org',
    lead: 'They promise nothing, and want proof. For packages they may instead invite you as an owner with another account.',
    how: [
      'Copy the text, and fill in what is open. Never send passwords, codes or keys.',
      'Send it to support@nuget.org, from the contact e-mail if you can read that.',
      'Ask co-owners of the packages too: each of them can add another account of yours as an owner today.',
    ],
    done: 'You wrote to support@nuget.org',
    choices: { mark_done: { title: 'I have sent it' }, says_else: { title: 'It does not work' } },
  },
  guided_recover_do_sign_in: {
    title: ({ username }) => `Sign in to ${username} again`,
    lead: 'When the help has come. Close the app meanwhile; this wizard keeps its place.',
    how: [
      'Open the page, and press “Sign in with Microsoft”.',
      'Give the second factor. nuget.org demands one: if yours is lost, Microsoft or the company’s administrators set it up anew.',
      ({ username }) => `Look at the top right: it must say ${username}.`,
    ],
    done: ({ username }) => `You signed in as ${username}`,
  },
  guided_recover_verify: {
    title: ({ username }) => `Can you open ${username} again?`,
    lead: 'If so, link a Microsoft account next that you will not lose, and add a second owner to the packages.',
  },
  guided_recover_done: {
    title: ({ username }) => `Back into ${username}`,
    lead: 'This was done, and this was seen.',
  },
  guided_two_factor_start: {
    title: 'Which kind of Microsoft account is it?',
    lead: 'A personal address can be a work account too. If Microsoft asks “Work or school, or personal?”, there are both.',
    choices: {
      choose_personal: { title: 'A personal one', text: 'You set the second factor up yourself.' },
      choose_work: { title: 'One of work or school', text: 'The company decides what there is.' },
    },
  },
  guided_two_factor_do_personal: {
    title: 'Add a second factor at Microsoft',
    lead: 'Add two, so that losing one does not lock you out.',
    how: [
      'Open the page, sign in, and open “Advanced security options”.',
      'Add a way to prove who you are: an app, a phone, another mailbox.',
      'Switch “Two-step verification” on, and keep the recovery code that Microsoft shows, on paper.',
    ],
    done: 'You added a second factor at Microsoft',
  },
  guided_two_factor_do_work: {
    title: 'Add a second factor to the work or school account',
    lead: 'The company may have chosen which ones. If nothing can be added, its IT department does it.',
    how: ['Open the page, and sign in.', 'Press “Add sign-in method”, and follow Microsoft.'],
    done: 'You added a second factor to the work or school account',
  },
  guided_two_factor_do_sign_in: {
    title: 'Sign in to nuget.org with it',
    lead: 'Signing in once with a second factor switches two-factor on for the account, by itself.',
    how: [
      'Sign out of nuget.org, at the top right.',
      'Open the page, sign in with Microsoft, and give the second factor.',
    ],
    done: 'You signed in with the second factor',
  },
  guided_two_factor_verify: {
    title: 'Does nuget.org know it?',
    lead: 'In the account settings, “Login Account” says “2FA enabled”. With a work or school account it only reports how you signed in.',
  },
  guided_two_factor_done: { title: 'A second factor', lead: 'This was done, and this was seen.' },
  guided_tenant_domain: {
    title: 'With which address does Microsoft refuse you?',
    lead: 'The error says AADSTS65005 or “unmanaged”. It is about the domain: what stands after the @.',
  },
  guided_tenant_why: {
    title: ({ domain }) => `Nobody manages the directory of ${domain}`,
    lead: ({ domain }) =>
      `Somebody once signed up for a Microsoft service with an address at ${domain}. Microsoft then made a directory for the whole domain, without an administrator. Such a directory cannot allow an app, so every sign-in at nuget.org fails. It is not your fault, and your account is untouched.`,
  },
  guided_tenant_do_text: {
    title: ({ domain }) => `A message for whoever looks after ${domain}`,
    lead: 'Usually the IT department, or whoever pays for the domain name.',
    how: ['Copy the text, and send it to them.', 'It says what they do, and that it costs nothing.'],
    done: ({ domain }) => `You wrote to whoever looks after ${domain}`,
    choices: { mark_done: { title: 'I have sent it' } },
  },
  guided_tenant_do_record: {
    title: ({ domain }) => `Take over the directory of ${domain}`,
    lead: 'Microsoft believes whoever can add a TXT record to the domain. The value is made by Microsoft and shown on its own page.',
    how: [
      ({ domain }) => `Sign up or in at Microsoft with an address at ${domain}, and open admin.microsoft.com.`,
      'Choose to become the administrator. Microsoft shows the TXT record.',
      ({ domain }) => `Add it to the DNS of ${domain}, and let Microsoft check it. It can take up to 72 hours.`,
      'As the administrator, allow NuGet.org, or sign in with it once. The page of this step describes it all.',
    ],
    done: ({ domain }) => `You took over the directory of ${domain}`,
  },
  guided_tenant_do_sign_in: {
    title: ({ domain }) => `Sign in again with your address at ${domain}`,
    lead: 'If Microsoft still refuses, nothing is lost: this wizard keeps its place for days.',
    how: [
      'Open the page, and press “Sign in with Microsoft”.',
      ({ domain }) => `Choose your address at ${domain}, and give the second factor, which nuget.org demands.`,
    ],
    done: ({ domain }) => `You signed in with your address at ${domain}`,
  },
  guided_tenant_verify: {
    title: 'Does it work?',
    lead: 'Your username stands at the top right of nuget.org. Whoever took the directory over decides about its sign-ins from now on.',
  },
  guided_tenant_done: {
    title: ({ domain }) => `The directory of ${domain}`,
    lead: 'This was done, and this was seen.',
  },
} satisfies Partial<StepTable<Step>>;

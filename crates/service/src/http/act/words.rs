//! What the pages say: plain words about each kind of link.

use super::page::Page;
use accounts::mailed_act::ActKind;
use contract::{Code, Problem};

/// What a page about one kind of link says. `{account}` and `{gallery}` stand for the names.
pub struct Words {
    /// The heading.
    pub heading: &'static str,
    /// What it is about, and what can be done in the app.
    told: &'static [&'static str],
    /// What the button says, where something can be done here ([`ActKind::can_be_done_on_page`]).
    pub button: Option<&'static str>,
    /// Whether what the button does is grave.
    pub is_grave: bool,
    /// The heading once it was done.
    pub done_heading: &'static str,
    /// What happens then.
    done: &'static str,
}

impl Words {
    /// The sentences of the page.
    pub fn told(&self, account: &str, gallery: &str) -> Vec<String> {
        self.told.iter().map(|text| filled(text, account, gallery)).collect()
    }

    /// The sentences once it was done.
    pub fn done(&self, account: &str, gallery: &str) -> String {
        filled(self.done, account, gallery)
    }
}

fn filled(text: &str, account: &str, gallery: &str) -> String {
    // The account's name has no braces, so what the gallery is called cannot be taken for a place to fill.
    text.replace("{account}", account).replace("{gallery}", gallery)
}

/// The words for a kind of link.
pub fn of(kind: ActKind) -> Words {
    match kind {
        ActKind::FreezeAccount => FREEZE,
        ActKind::ConfirmAddress => CONFIRM,
        ActKind::UndoAddress => UNDO_ADDRESS,
        ActKind::Recover => RECOVER,
        ActKind::StopRecovery => STOP_RECOVERY,
        ActKind::Invitation => INVITATION,
        ActKind::Conversion => CONVERSION,
        ActKind::StopConversion => STOP_CONVERSION,
        ActKind::KeepAccount => KEEP,
        ActKind::OwnershipOffer => OWNERSHIP,
    }
}

const FREEZE: Words = Words {
    heading: "Was this you?",
    told: &[
        "Another Microsoft account was linked to the account {account} at {gallery}.",
        "If that was you, there is nothing to do here.",
        "If it was not you, freeze the account. Everybody is signed out at once, and nobody can sign in until it is \
         decided whose it is. Then open the app NuGet Accounts and sign in with the Microsoft account from before (after \
         an exchange, with both as they were before), or use a recovery code, to get everything back.",
    ],
    button: Some("It was not me: freeze the account"),
    is_grave: true,
    done_heading: "The account is frozen",
    done: "Nobody can sign in to {account} now. Open the app NuGet Accounts and sign in with the Microsoft account that \
           you used before (after an exchange, with both as they were before), or use a recovery code. If you have neither, \
           have a code mailed to this address there.",
};

const CONFIRM: Words = Words {
    heading: "Confirm an e-mail address",
    told: &[
        "Somebody gave this address as the contact e-mail of the account {account} at {gallery}.",
        "If that was you, open the app NuGet Accounts, sign in to that account, and type the code from the mail there, or \
         paste the address of this page. It cannot be confirmed on this page.",
        "If it was not you, there is nothing to do. Without the code the address is not used.",
    ],
    button: None,
    is_grave: false,
    done_heading: "",
    done: "",
};

const UNDO_ADDRESS: Words = Words {
    heading: "Put your e-mail address back?",
    told: &[
        "The contact e-mail of the account {account} at {gallery} was changed, and is no longer this address.",
        "If that was you, there is nothing to do here. If it was not you, put this address back.",
    ],
    button: Some("Put this address back"),
    is_grave: false,
    done_heading: "The address is back",
    done: "The contact e-mail of {account} is this address again. Open the app NuGet Accounts and look at the activity of \
           the account: whoever changed the address may have changed something else.",
};

const RECOVER: Words = Words {
    heading: "Get back into your account",
    told: &[
        "Somebody asked to get back into the account {account} at {gallery}.",
        "If that was you, go back to the app NuGet Accounts, on the computer where you asked, and type the code from the \
         mail there.",
        "If it was not you, do not give the code to anybody. Without it nothing happens.",
    ],
    button: None,
    is_grave: false,
    done_heading: "",
    done: "",
};

const STOP_RECOVERY: Words = Words {
    heading: "Stop this recovery?",
    told: &[
        "Somebody is getting back into the account {account} at {gallery}, and has to wait before another Microsoft account \
         can be linked to it.",
        "If that is you, there is nothing to do here. If it is not you, stop it.",
    ],
    button: Some("It is not me: stop the recovery"),
    is_grave: true,
    done_heading: "The recovery is stopped",
    done: "Nothing about {account} was changed. The app NuGet Accounts shows it in the account's activity.",
};

const INVITATION: Words = Words {
    heading: "You are invited to an organization",
    told: &[
        "An organization at {gallery} invited the account {account} to become a member.",
        "To see which one and to accept, open the app NuGet Accounts and sign in to {account}. You can decline there, too.",
    ],
    button: Some("Decline the invitation"),
    is_grave: false,
    done_heading: "You declined the invitation",
    done: "{account} does not become a member. The organization's administrators are told.",
};

const OWNERSHIP: Words = Words {
    heading: "You are offered a package",
    told: &[
        "An owner of a package at {gallery} wants the account {account} to own it. The mail says which package and who.",
        "To accept, open the app NuGet Accounts and sign in: to {account}, or, where that is an organization, to the \
         account of one of its administrators. You can decline there, too.",
    ],
    button: Some("Decline the offer"),
    is_grave: false,
    done_heading: "You declined the offer",
    done: "{account} does not become an owner. Who offered it sees that in their activity.",
};

const CONVERSION: Words = Words {
    heading: "An account wants to become an organization",
    told: &[
        "The account {account} at {gallery} asks you to administer the organization that it wants to become.",
        "To see what would change and to accept, open the app NuGet Accounts and sign in to your own account. You can \
         reject it there, too.",
    ],
    button: Some("Reject the request"),
    is_grave: false,
    done_heading: "You rejected the request",
    done: "{account} stays what it is. Its owner is told.",
};

const STOP_CONVERSION: Words = Words {
    heading: "Stop this conversion?",
    told: &[
        "The account {account} at {gallery} is about to become an organization. Nobody can sign in to it after that, and it \
         cannot be taken back.",
        "If you want that, there is nothing to do here. If you do not, stop it.",
    ],
    button: Some("Stop the conversion"),
    is_grave: true,
    done_heading: "The conversion is stopped",
    done: "{account} stays an individual account.",
};

const KEEP: Words = Words {
    heading: "Keep your account?",
    told: &[
        "The account {account} at {gallery} is going to be deleted.",
        "If you want that, there is nothing to do here. If you do not, keep it.",
        "Where the Microsoft account that signed in to it was moved to another account, {account} needs another one. Without \
         two-factor it is not kept on this page then: open the app NuGet Accounts instead, choose “I cannot sign in”, then \
         “My account is being deleted, and I want to keep it”, and paste the address of this page there. With two-factor on, \
         this page keeps it, and you get back in with a recovery afterwards.",
    ],
    button: Some("Keep the account"),
    is_grave: false,
    done_heading: "The account is kept",
    done: "{account} is not going to be deleted. Open the app NuGet Accounts to sign in to it again. Where no Microsoft account \
           opens it any more, as its own was moved to another account, choose “I cannot sign in” there and recover it.",
};

/// What is said where nothing can be shown or done.
pub fn refused(problem: &Problem) -> Page {
    let (heading, text) = match problem.code {
        Code::NotFound | Code::InvitationNotFound | Code::ConversionNotFound | Code::OwnershipRequestNotFound => (
            "This link does not work",
            "It may have been used already, its time may have passed, or it was not copied as a whole. Open the app NuGet \
             Accounts to see how things stand.",
        ),
        Code::TooManyRequests => (
            "One moment, please",
            "There were too many requests from your network. Wait a minute and open the link again.",
        ),
        Code::LoginMissing => (
            "This needs the app",
            "The Microsoft account that signed in to this account was moved to another one. Open the app NuGet Accounts to \
             keep the account with a Microsoft account that is free.",
        ),
        Code::EmailTaken => (
            "The address cannot be put back",
            "Another account has confirmed it meanwhile. Nothing was changed.",
        ),
        // Whether it was done is not known where the disk failed in the middle (rule 8.1).
        Code::GalleryBusy => (
            "That did not work",
            "The gallery cannot do it at the moment. Wait a minute and open the link again. Should it have been done after \
             all, the page says that the link does not work.",
        ),
        Code::GalleryFailed => (
            "That did not work",
            "The gallery cannot do it at the moment. Nothing was changed. Wait a minute and open the link again.",
        ),
        _ => (
            "That is no longer possible",
            "Things have changed since the mail was sent. Nothing was changed now. Open the app NuGet Accounts to see how \
             they stand.",
        ),
    };
    Page {
        heading: heading.to_owned(),
        paragraphs: vec![text.to_owned()],
        button: None,
        is_grave: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_link_is_explained_with_the_names_in_it() {
        for kind in ActKind::ALL {
            let words = of(kind);
            let told = words.told("anna", "The Gallery").join(" ");
            assert!(told.contains("anna") && told.contains("The Gallery"), "{kind:?}");
            assert!(told.contains("NuGet Accounts") || words.button.is_some(), "{kind:?}");
            assert_eq!(words.button.is_some(), !words.done_heading.is_empty(), "{kind:?}");
            assert_eq!(words.button.is_some(), kind.can_be_done_on_page(), "{kind:?}");
        }
    }

    #[test]
    fn a_name_cannot_be_taken_for_a_place_to_fill() {
        assert_eq!(filled("{account} {gallery}", "a", "{account}"), "a {account}");
    }
}

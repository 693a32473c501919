//! The words of mails: a subject and blocks, from which text and HTML are made.
//!
//! Every mail says which account it is about, what happened, what to do if it was not you, and nothing that a mail
//! scanner could set off: links lead to pages that only explain.

mod contact;
mod conversion;
mod deletion;
mod frozen;
mod html;
mod login;
mod organization;
mod package;
mod recovery;

use accounts::letter::{Letter, LetterKind};
use contract::{Secret, Timestamp};

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A code to type, in two groups.
    Code(String),
    /// A link on a line of its own.
    Link {
        /// What it does.
        label: String,
        /// Where to.
        url: String,
    },
    /// A list of short texts.
    List(Vec<String>),
}

/// Who writes: the gallery's name and origin.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The gallery's name.
    pub gallery: &'a str,
    /// Its origin, without a trailing slash.
    pub origin: &'a str,
}

impl Sender<'_> {
    /// A mail that begins by greeting who reads it: mostly the owner of the account that it is about.
    fn to(self, username: &str, subject: &str) -> Words {
        Words {
            subject: format!("[{}] {subject}", self.gallery),
            blocks: vec![Block::Text(format!("Hello {username},"))],
        }
    }

    /// Where the page of a mailed link is.
    fn page(self, reference: &Secret) -> String {
        format!("{}/act/{}", self.origin, reference.expose())
    }
}

impl Words {
    fn say(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Text(text.into()));
        self
    }

    fn code(mut self, code: &Secret) -> Self {
        self.blocks.push(Block::Code(code.expose().to_owned()));
        self
    }

    fn link(mut self, label: impl Into<String>, url: String) -> Self {
        let label = label.into();
        self.blocks.push(Block::Link { label, url });
        self
    }

    fn list(mut self, items: &[String]) -> Self {
        self.blocks.push(Block::List(items.to_vec()));
        self
    }

    /// As plain text: paragraphs with an empty line between them, codes indented by four spaces.
    pub fn text(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::text).collect();
        format!("{}\n", blocks.join("\n\n"))
    }

    /// The same as a page of HTML without pictures, scripts or anything to load.
    pub fn html(&self) -> String {
        html::render(self)
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Code(code) => format!("    {}", grouped(code)),
            Self::Link { label, url } => format!("{label}\n{url}"),
            Self::List(items) => items
                .iter()
                .map(|item| format!("- {item}"))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

/// A code in two groups, as people read it aloud.
fn grouped(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first} {second}")
}

/// A moment in words, always in UTC: who reads it may be anywhere.
fn moment(at: Timestamp) -> String {
    let zoned = jiff::Timestamp::from_microsecond(at.as_micros())
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC);
    zoned.strftime("%A, %-d %B %Y, %H:%M UTC").to_string()
}

fn role(administrator: bool) -> &'static str {
    if administrator {
        "an administrator"
    } else {
        "a collaborator"
    }
}

/// The words of a letter.
pub fn of(sender: Sender<'_>, letter: &Letter) -> Words {
    let username = letter.username.as_str();
    use LetterKind as Kind;
    match &letter.kind {
        kind @ (Kind::ConfirmAddress { .. }
        | Kind::AddressChanged { .. }
        | Kind::AddressChangeUndone
        | Kind::Renamed { .. }) => contact::words(sender, username, kind),
        kind @ (Kind::LoginChanged { .. }
        | Kind::LoginReplaced { .. }
        | Kind::LoginChangeUndone { .. }
        | Kind::LoginChangeKept { .. }
        | Kind::AccountFrozen { .. }
        | Kind::DecideCode { .. }
        | Kind::ProofCode { .. }
        | Kind::RecoveryCodes { .. }
        | Kind::TwoFactorSwitched { .. }
        | Kind::TwoFactorFeedback { .. }
        | Kind::CredentialAdded { .. }
        | Kind::CredentialRemoved { .. }) => login::words(sender, username, kind),
        kind @ (Kind::Assistance { .. }
        | Kind::PasswordReset { .. }
        | Kind::RecoverCode { .. }
        | Kind::RecoveryWaits { .. }) => recovery::words(sender, username, kind),
        kind @ (Kind::OwnershipOffered { .. }
        | Kind::OwnersChanged { .. }
        | Kind::OwnerDeleted { .. }
        | Kind::PackageRegistered { .. }
        | Kind::KeyRevokedBy { .. }
        | Kind::KeyFoundInPublic { .. }
        | Kind::KeyWidened { .. }
        | Kind::KeyEnds { .. }) => package::words(sender, username, kind),
        kind @ (Kind::DeletionRequested { .. }
        | Kind::DeletionEnded { .. }
        | Kind::LoginGivenBack { .. }
        | Kind::Deleted) => deletion::words(sender, username, kind),
        Kind::Invited { .. }
        | Kind::InvitationMade { .. }
        | Kind::InvitationDeclined { .. }
        | Kind::InvitationCancelled { .. }
        | Kind::MemberUpdated { .. }
        | Kind::MemberRemoved { .. } => organization::words(sender, letter),
        _ => conversion::words(sender, letter),
    }
}

#[cfg(test)]
mod tests;

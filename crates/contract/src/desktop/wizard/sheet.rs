//! What stands on a wizard's page: the step, its facts, blocks, lines and the receipt.

use super::{Deed, FieldName, KeyCard, ListName, Offer, Saying, SitePage, Step};
use crate::{Problem, Timestamp, consequence::Consequence, desktop::view::UsernameCheck, identity::Identity};
use serde::{Deserialize, Serialize};

/// One step: a question, what there is to know about it, and what can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Sheet {
    /// Which step; its words are found by it.
    pub step: Step,
    /// The names, times and counts of its sentences.
    pub facts: Facts,
    /// What stands between the question and the answers, in this order.
    pub blocks: Vec<Block>,
    /// What can be typed.
    pub fields: Vec<Field>,
    /// What can be chosen, the first first.
    pub offers: Vec<Offer>,
    /// Whether there is a step before it.
    pub back: bool,
    /// Why the last answer was refused.
    pub refusal: Option<Problem>,
    /// What helps against that.
    pub helps: Vec<Offer>,
}

impl Sheet {
    /// An empty page for a step.
    #[must_use]
    pub fn new(step: Step) -> Self {
        Self {
            step,
            facts: Facts::default(),
            blocks: Vec::new(),
            fields: Vec::new(),
            offers: Vec::new(),
            back: false,
            refusal: None,
            helps: Vec::new(),
        }
    }
}

/// The names, times and counts of a step's sentences; which of them a step has, its words know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
#[ts(export, optional_fields)]
pub struct Facts {
    /// The account that the wizard is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Another account that is spoken of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// An organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// A member, or somebody invited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// An e-mail address, masked where the gallery masks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Another address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_address: Option<String>,
    /// Who is meant to be at the keyboard, as people know them: an address or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Who came back from the browser, or who signs in from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_person: Option<String>,
    /// A domain name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// A time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The end of a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Out of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// Whether it is so; which question this answers, the step's words know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<bool>,
    /// A word of the gallery or of Microsoft, as it came: a role, an error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
}

/// Something that stands on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A Microsoft identity.
    Identity {
        /// Who.
        identity: Identity,
        /// Who that is on this page.
        list: ListName,
    },
    /// What an act will change, or has changed, in the order in which the gallery told it.
    Consequences {
        /// Of which act.
        list: ListName,
        /// The lines.
        items: Vec<Consequence>,
    },
    /// Lines, each with what can be done about it.
    Lines {
        /// What they are.
        list: ListName,
        /// The lines.
        items: Vec<Line>,
    },
    /// A text to copy: a record for a domain, a message to send.
    Text {
        /// What it is.
        list: ListName,
        /// The text; absent where the words are the window's.
        text: Option<String>,
    },
    /// A note.
    Note {
        /// Which.
        list: ListName,
        /// Whether it warns.
        warns: bool,
    },
    /// Recovery codes, which the page carries beside the sheet.
    Codes,
    /// API keys, each with what can be done about it.
    Keys {
        /// Which they are.
        list: ListName,
        /// The keys.
        items: Vec<KeyCard>,
    },
    /// The text of an API key that was just made. It can be copied without being seen; where it is seen, the page carries
    /// it beside the sheet.
    NewKey {
        /// Its last characters.
        ending: String,
        /// Whether it is seen.
        shown: bool,
        /// What can be done with it.
        offers: Vec<Offer>,
    },
    /// The page that the step is about. Its address stands beside the sheet.
    Page {
        /// Which.
        page: SitePage,
        /// Whose, where there is one for each account.
        about: Option<String>,
    },
    /// When it was done, what changed and who was told.
    Receipt(Receipt),
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Line {
    /// What it is about.
    pub facts: Facts,
    /// What it says, where the list has several kinds of lines.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Saying>,
    /// Why it stands in the way, where it does.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<crate::Code>,
    /// Whether it holds: a check that passed.
    pub good: bool,
    /// What can be done about it.
    pub offers: Vec<Offer>,
}

/// What was done. It can be copied without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Receipt {
    /// When the gallery said that it is done.
    pub at: Timestamp,
    /// The key under which the gallery knows the request, where it has one.
    pub reference: Option<String>,
    /// What was done, where nothing was computed before it.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
    /// What changed.
    pub changed: Vec<Consequence>,
    /// Until when it can be taken back, where it can.
    pub undo_until: Option<Timestamp>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Field {
    /// Which.
    pub name: FieldName,
    /// What was typed; always empty where that is secret.
    pub text: String,
    /// What is known of a username.
    pub check: UsernameCheck,
}

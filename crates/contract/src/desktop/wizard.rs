//! What the window shows of a guided wizard: one question per page. The machines in the package `wizards` say which step
//! it is and what stands on it; the words are the window's, in one place for each language.

use crate::{
    Timestamp,
    desktop::view::{AccountRow, GalleryRow, SignIn},
};
use serde::{Deserialize, Serialize};

mod choice;
mod deed;
mod field;
mod guided;
mod key;
mod kind;
mod list;
mod offer;
mod sheet;
mod step;

pub use choice::Choice;
pub use deed::Deed;
pub use field::FieldName;
pub use guided::{Saying, SitePage};
pub use key::KeyCard;
pub use kind::WizardKind;
pub use list::ListName;
pub use offer::{Offer, OfferStyle};
pub use sheet::{Block, Facts, Field, Line, Receipt, Sheet};
pub use step::Step;

/// A wizard's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct WizardPage {
    /// The wizard's id.
    pub id: String,
    /// Which wizard.
    pub kind: WizardKind,
    /// Where.
    pub gallery: GalleryRow,
    /// The account that it is for, where it is for one that is known here.
    pub account: Option<AccountRow>,
    /// What stands on the page.
    pub sheet: Sheet,
    /// The sign-in in the browser that the step waits for.
    pub sign_in: Option<SignIn>,
    /// Recovery codes that were just made: here, once, and nowhere else.
    pub codes: Vec<String>,
    /// The text of an API key that was just made, once the person asks to see it: here, once, and nowhere else.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_text: Option<String>,
    /// Whether the gallery is being asked.
    pub busy: bool,
    /// The address of the page that the step is about, where it is about one.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What a wizard that is under way waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WaitsFor {
    /// The person's answer.
    Answer,
    /// The browser.
    Browser,
    /// The gallery's answer.
    Gallery,
    /// A code from a mail.
    Mail,
    /// The gallery's operator.
    Operator,
    /// Another person.
    Somebody {
        /// Their username.
        username: String,
    },
    /// A time.
    Time {
        /// Its end.
        until: Timestamp,
    },
    /// Nothing more: it ended while another page was shown, and how it ended was not looked at yet.
    Look,
}

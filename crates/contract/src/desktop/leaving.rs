//! "I am leaving my job": what has to be done before a work address is lost, in order, and the dates of it as a calendar
//! file.

use crate::{
    Timestamp,
    desktop::{view::AccountRow, wizard::WizardKind},
};
use serde::{Deserialize, Serialize};

/// What has to be done before a work address is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct LeavingPage {
    /// The account.
    pub row: AccountRow,
    /// The steps, in the order in which they should be done.
    pub steps: Vec<LeavingStep>,
    /// The last day at work, as `YYYY-MM-DD`; empty where none was said.
    pub last_day: String,
    /// What stands in the calendar file, the earliest first.
    pub dates: Vec<CalendarDate>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct LeavingStep {
    /// What.
    pub what: LeavingStepKind,
    /// How it stands.
    pub state: LeavingState,
    /// Whom or what it is about; not more than a page can show.
    pub subjects: Vec<String>,
    /// How many more there are than are named.
    pub more: u32,
    /// A time, where it has one.
    pub until: Option<Timestamp>,
    /// The wizard that does it, where one does.
    pub mends: Option<WizardKind>,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum LeavingStepKind {
    /// A contact address that stays: first, because it is not changed while a change of the login can be undone.
    ContactAddress,
    /// Recovery codes, kept outside the company: not made while a change of the login can be undone either.
    RecoveryCodes,
    /// A personal Microsoft account that signs in.
    Login,
    /// Until the change of the login is final.
    UndoWindow,
    /// Another administrator for each organization.
    Administrators,
    /// Another owner for each package, or one that the company keeps.
    Owners,
    /// API keys that stand in the company's systems.
    Keys,
    /// Sessions on the company's computers.
    Sessions,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum LeavingState {
    /// Nothing is left to do.
    Done,
    /// To be done.
    Open,
    /// The app cannot see it, or only the person knows.
    Unknown,
    /// It becomes done by itself.
    Waits,
}

/// A date of the calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct CalendarDate {
    /// When.
    pub when: CalendarTime,
    /// What.
    pub what: CalendarKind,
    /// Whom or what it is about: a key, an organization.
    pub subject: Option<String>,
}

/// When something is: at a moment, or on a day wherever the person is then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CalendarTime {
    /// At a moment.
    Moment {
        /// Which.
        at: Timestamp,
    },
    /// On a day.
    Day {
        /// Which, as `YYYY-MM-DD`.
        day: String,
    },
}

/// What a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum CalendarKind {
    /// Begin with the checklist.
    Begin,
    /// Look through the checklist once more.
    LookAgain,
    /// The last day: what is not done now cannot be done any more.
    LastDay,
    /// A change of the login becomes final.
    LoginChangeFinal,
    /// An API key ends.
    KeyEnds,
    /// An invitation to an organization ends.
    InvitationEnds,
    /// The account is deleted.
    Deletion,
}

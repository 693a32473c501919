//! An answer that the person can give, and how it looks.

use super::{Choice, WizardKind};
use serde::{Deserialize, Serialize};

/// An answer that the person can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Offer {
    /// Which. Where another wizard is begun, what for; [`Choice::Start`] where its name says so.
    pub choice: Choice,
    /// How it looks.
    pub style: OfferStyle,
    /// Whom or what it is about, where the same choice stands there several times.
    pub target: Option<String>,
    /// The wizard that it begins, where it begins one.
    pub starts: Option<WizardKind>,
}

impl Offer {
    /// The answer that the page leads to.
    #[must_use]
    pub fn primary(choice: Choice) -> Self {
        Self::of(choice, OfferStyle::Primary)
    }

    /// Another answer.
    #[must_use]
    pub fn plain(choice: Choice) -> Self {
        Self::of(choice, OfferStyle::Plain)
    }

    /// An answer that takes something away.
    #[must_use]
    pub fn danger(choice: Choice) -> Self {
        Self::of(choice, OfferStyle::Danger)
    }

    /// One of several ways, with a sentence about it.
    #[must_use]
    pub fn card(choice: Choice) -> Self {
        Self::of(choice, OfferStyle::Card)
    }

    /// The beginning of another wizard; this one stays where it is.
    #[must_use]
    pub fn starting(kind: WizardKind) -> Self {
        Self {
            starts: Some(kind),
            ..Self::of(Choice::Start, OfferStyle::Plain)
        }
    }

    /// The same, called by what the other wizard is begun for.
    #[must_use]
    pub fn called(self, choice: Choice) -> Self {
        Self { choice, ..self }
    }

    /// The same, about something.
    #[must_use]
    pub fn about(self, target: impl Into<String>) -> Self {
        Self {
            target: Some(target.into()),
            ..self
        }
    }

    /// The same, looking like this.
    #[must_use]
    pub fn styled(self, style: OfferStyle) -> Self {
        Self { style, ..self }
    }

    pub(super) fn of(choice: Choice, style: OfferStyle) -> Self {
        Self {
            choice,
            style,
            target: None,
            starts: None,
        }
    }
}

/// How an answer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum OfferStyle {
    /// The one that the page leads to.
    Primary,
    /// Another.
    Plain,
    /// One that takes something away.
    Danger,
    /// One of several ways, with a sentence about it.
    Card,
}

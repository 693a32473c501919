//! The masked contact address, which nuget.org's sign-in assistance tells when it is given a username. It is asked for
//! only by a press, and never again by itself: it is personal data.

use accounts::email::EmailAddress;
use contract::{Problem, Timestamp};
use serde::{Deserialize, Serialize};

/// The mask, before and after a change of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mask {
    asked: bool,
    /// As it was before.
    pub before: Option<String>,
    /// As it was seen last, on the page that verifies.
    pub after: Option<(String, Timestamp)>,
    /// Why it could not be asked for.
    pub refusal: Option<Problem>,
}

impl Mask {
    /// The person pressed.
    pub fn press(&mut self) {
        self.asked = true;
        self.refusal = None;
    }

    /// Whether it is being asked for.
    pub fn is_asked(&self) -> bool {
        self.asked
    }

    /// What was being asked for when the app ended is not asked for without another press.
    pub fn forget_press(&mut self) {
        self.asked = false;
    }

    pub fn fail(&mut self, problem: Problem) {
        self.asked = false;
        self.refusal = Some(problem);
    }

    /// It is as it was before the change.
    pub fn take_before(&mut self, mask: String) {
        self.asked = false;
        self.before = Some(mask);
    }

    /// It is as it is after the change.
    pub fn take_after(&mut self, mask: String, now: Timestamp) {
        self.asked = false;
        self.after = Some((mask, now));
    }
}

/// Whether an address can be the one behind a mask. Nothing where the mask has another form than it has today: then only
/// nuget.org can say.
#[must_use]
pub(crate) fn fits(mask: &str, address: &str) -> Option<bool> {
    let (shown, _) = mask.trim().split_once('@')?;
    let bare = |text: &str| text.replace('*', "").to_lowercase();
    let is_mask = shown.contains('*') && bare(shown).chars().count() <= 2;
    let address = EmailAddress::parse_kept(address.trim()).ok()?;
    is_mask.then(|| bare(&address.masked()) == bare(mask.trim()))
}

//! How a request ends without effect, whoever ends it.

use super::{Conversion, no_conversion};
use crate::{account::AccountRow, draft::Draft, refusal::Refusal};
use contract::{consequence::Consequence, event::EventKind};

/// One side of a conversion: the account that asked, or its future administrator.
pub(super) struct Side<'a> {
    /// Whose side it is.
    pub of: &'a AccountRow,
    /// The other side.
    pub other: &'a AccountRow,
    /// The account that asked.
    pub account: &'a AccountRow,
}

/// Removes a request with its links, and has both sides told as `tell` says.
pub(super) fn remove(
    draft: &mut Draft<'_>,
    conversion: &Conversion,
    tell: impl Fn(&mut Draft<'_>, Side<'_>),
) -> Result<(), Refusal> {
    let snapshot = draft.snapshot;
    let find = |id| snapshot.account(id).ok_or_else(no_conversion);
    let (account, administrator) = (find(conversion.account)?, find(conversion.administrator)?);
    draft.writes(conversion.removed());
    for (of, other) in [(account, administrator), (administrator, account)] {
        draft.changes_part(of.id);
        draft.event(of.id, &EventKind::AccountChanged);
        tell(draft, Side { of, other, account });
    }
    draft.consequence(Consequence::RequestsWithdrawn { count: 1 });
    Ok(())
}

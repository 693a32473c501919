//! The links in mails, found by their references (rule 9.33).

use crate::gallery::Gallery;
use accounts::{
    Need, Refusal, Snapshot,
    mailed_act::{self, MailedAct},
};
use contract::Problem;

/// A link that was mailed, whether or not it still works: what it is for judges that in the moment in which it is done.
pub struct MailedLink {
    /// The link.
    pub act: MailedAct,
    /// What was loaded with it: the account that it is about, and what its address was changed from.
    pub rows: Snapshot,
}

/// The link with this reference.
///
/// # Errors
/// `none` where there is no such link, or the store is busy.
pub async fn find(gallery: &Gallery, reference: &str, none: Refusal) -> Result<MailedLink, Problem> {
    let hash = mailed_act::hash_of(reference);
    let needs = vec![Need::MailedAct(hash), Need::AddressChangesOfLoaded];
    let rows = gallery.load(needs).await?;
    let act = rows.mailed_acts.iter().find(|act| act.hash == hash).cloned();
    let act = act.ok_or(none)?;
    Ok(MailedLink { act, rows })
}

//! How often callers may ask (rule 7.5): what is taken, and by whom it is counted.

use super::{caller::Remote, problem::Failure};
use crate::{
    gallery::Gallery,
    rate::{Bucket, Counted, Limited},
};
use accounts::session::Caller;
use contract::AccountId;

impl Remote {
    /// Takes one from what this address may ask.
    pub fn limit(&self, gallery: &Gallery, what: Limited) -> Result<(), Failure> {
        let (by, key) = (Counted::Address, self.0);
        take(gallery, Bucket { what, by, key })
    }
}

/// Takes one from what the caller's account may ask, whichever address it asks from.
pub fn limit_account(gallery: &Gallery, caller: &Caller, what: Limited) -> Result<(), Failure> {
    take(gallery, account_bucket(gallery, caller.account, what))
}

/// Where it is counted what an account asks.
pub fn account_bucket(gallery: &Gallery, account: AccountId, what: Limited) -> Bucket {
    Bucket {
        what,
        by: Counted::Account,
        key: gallery.limit_key(account.as_bytes()),
    }
}

/// Takes one from what may be asked about this name or address, folded, whether it exists or not: by this network address,
/// and by all together.
pub fn limit_named(gallery: &Gallery, what: Limited, remote: &Remote, folded: &str) -> Result<(), Failure> {
    let from_here = [&remote.0, folded.as_bytes()].concat();
    take_by(gallery, what, Counted::NameFromAddress, &from_here)?;
    take_by(gallery, what, Counted::Name, folded.as_bytes())
}

/// The same where an installation asks that the account of this name knows: what strangers ask holds it up in nothing.
pub fn limit_known(gallery: &Gallery, what: Limited, installation: &str, folded: &str) -> Result<(), Failure> {
    // No id of an installation has a line break in it.
    let from_here = format!("{installation}\n{folded}");
    take_by(gallery, what, Counted::KnownPlace, from_here.as_bytes())?;
    take_by(gallery, what, Counted::KnownPlaces, folded.as_bytes())
}

/// The invitations that an organization mails to one account, whoever of its administrators invites.
pub fn mailed_invitations(gallery: &Gallery, organization: AccountId, invited: AccountId) -> Bucket {
    let pair = [organization.as_bytes().as_slice(), invited.as_bytes()].concat();
    Bucket {
        what: Limited::Invited,
        by: Counted::Name,
        key: gallery.limit_key(&pair),
    }
}

fn take_by(gallery: &Gallery, what: Limited, by: Counted, whose: &[u8]) -> Result<(), Failure> {
    let key = gallery.limit_key(whose);
    take(gallery, Bucket { what, by, key })
}

/// Takes one of a bucket, and counts who is refused it.
pub fn take(gallery: &Gallery, bucket: Bucket) -> Result<(), Failure> {
    let taken = gallery.limits.take(bucket, gallery.now());
    taken.map_err(|problem| {
        gallery.metrics.limited(bucket.what, bucket.by);
        Failure(problem)
    })
}

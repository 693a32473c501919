//! May a key do something to a package (rules 13.29 to 13.33)? Everything is judged as it is now: a key gives no right
//! that its holder or its owner does not have.

use crate::{
    Snapshot,
    account::AccountRow,
    digest::Hash,
    key::{ApiKey, Scopes, pattern, secret_text},
    package::{Needed, PackageId, may_act, owner_names},
    snapshot::Need,
};
use contract::{
    AccountId, Timestamp,
    feed::{Authorize, Authorized, Denial, FeedAction},
};

/// What a feed asks, read.
#[derive(Clone, Debug)]
pub struct Request {
    /// Hash of the key.
    pub hash: Hash,
    /// The package.
    pub package: PackageId,
    /// What the client wants to do.
    pub action: FeedAction,
    /// Whether a push may register a package that nobody has.
    pub register: bool,
    /// What the feed says about versions.
    pub has_versions: Option<bool>,
}

/// What is answered, and what there is to do beside it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The answer.
    pub answer: Authorized,
    /// Where it may register the package: for this owner.
    pub registers_for: Option<AccountId>,
    /// Where the feed's word about versions is new: that word.
    pub versions: Option<bool>,
    /// The key whose use is to be noted.
    pub used: Option<ApiKey>,
}

impl Request {
    /// Reads a request. A text that cannot be a key costs no look into the store.
    ///
    /// # Errors
    /// The denial where key or package are not of their forms.
    pub fn read(request: &Authorize) -> Result<Self, Denial> {
        let hash = secret_text::hash(request.key.expose()).ok_or(Denial::KeyUnknown)?;
        let package = PackageId::parse(&request.package).map_err(|_| Denial::PackageInvalid)?;
        Ok(Self {
            hash,
            package,
            action: request.action,
            register: request.register,
            has_versions: request.has_versions,
        })
    }

    /// What judging it has to see.
    #[must_use]
    pub fn needs(&self) -> Need {
        Need::KeyAtPackage {
            hash: self.hash,
            package: self.package.folded(),
        }
    }

    /// Whether the package has a version once this is done, as far as the feed says.
    pub(super) fn leaves_versions(&self) -> Option<bool> {
        self.has_versions.or((self.action == FeedAction::Push).then_some(true))
    }
}

/// The answer where nothing is known about key and package.
#[must_use]
pub fn denied(reason: Denial) -> Authorized {
    Authorized {
        allowed: false,
        reason: Some(reason),
        holder: None,
        owner: None,
        package: None,
        owners: Vec::new(),
        registered: false,
    }
}

/// Judges a request on what it needs to see.
#[must_use]
pub fn judge(request: &Request, snapshot: &Snapshot, now: Timestamp) -> Verdict {
    let mut verdict = Verdict {
        answer: denied(Denial::KeyUnknown),
        registers_for: None,
        versions: None,
        used: None,
    };
    let key = snapshot.keys.iter().find(|key| key.hash == request.hash);
    let Some((key, holder)) = key.and_then(|key| Some((key, snapshot.account(key.holder)?))) else {
        return verdict;
    };
    let folded = request.package.folded();
    let package = snapshot.package(&folded);
    let answer = &mut verdict.answer;
    answer.holder = Some(holder.username.as_str().to_owned());
    answer.package = package.map(|package| package.id.clone());
    answer.owners = owner_names(snapshot, &folded);
    match allowed_owner(request, key, holder, snapshot, now) {
        Err(reason) => answer.reason = Some(reason),
        Ok(owner) => {
            answer.allowed = true;
            answer.reason = None;
            answer.owner = Some(owner.username.as_str().to_owned());
            verdict.registers_for = package.is_none().then_some(owner.id);
            let new = |said: &bool| package.is_some_and(|package| package.has_versions != *said);
            verdict.versions = request.leaves_versions().filter(new);
            verdict.used = key.is_used_late(now).then(|| key.clone());
        }
    }
    verdict
}

/// The owner in whose name the key may do it.
fn allowed_owner<'a>(
    request: &Request,
    key: &ApiKey,
    holder: &'a AccountRow,
    snapshot: &'a Snapshot,
    now: Timestamp,
) -> Result<&'a AccountRow, Denial> {
    judge_key(key, holder, now)?;
    must_be_fit(holder)?;
    let folded = request.package.folded();
    let exists = snapshot.package(&folded).is_some();
    judge_scope(request, key.may(), exists)?;
    let is_for = || key.packages.iter().any(|pattern| pattern::matches(pattern, &folded));
    if key.owner.is_some() && !is_for() {
        return Err(Denial::PackageNotInKey);
    }
    let owner = acting(key, holder, snapshot, &folded, exists)?;
    must_be_fit(owner)?;
    if exists && !snapshot.owners_of(&folded).any(|row| row.account == owner.id) {
        return Err(Denial::NotOwner);
    }
    Ok(owner)
}

fn judge_key(key: &ApiKey, holder: &AccountRow, now: Timestamp) -> Result<(), Denial> {
    if key.revoked_at.is_some() {
        return Err(Denial::KeyRevoked);
    }
    if !key.is_live(now) {
        return Err(Denial::KeyExpired);
    }
    if key.held_until(holder, now).is_some() {
        return Err(Denial::KeyHeld);
    }
    Ok(())
}

fn must_be_fit(account: &AccountRow) -> Result<(), Denial> {
    let refused = [
        (account.locked, Denial::AccountLocked),
        (account.frozen_at.is_some(), Denial::AccountFrozen),
        (account.deletion_at.is_some(), Denial::AccountInDeletion),
        (account.confirmed_email.is_none(), Denial::AccountUnconfirmed),
    ];
    let first = refused.into_iter().find_map(|(holds, reason)| holds.then_some(reason));
    first.map_or(Ok(()), Err)
}

/// Pushing a new package takes the scope for new ones; a version of one that exists takes either scope for pushing.
fn judge_scope(request: &Request, scopes: Scopes, exists: bool) -> Result<(), Denial> {
    let has = match request.action {
        FeedAction::Push if exists => scopes.push_new || scopes.push_version,
        FeedAction::Push => scopes.push_new || (scopes.push_version && !request.register),
        FeedAction::List | FeedAction::Unlist => scopes.unlist,
    };
    if !has {
        return Err(Denial::ScopeMissing);
    }
    let registers = request.action == FeedAction::Push && request.register;
    if exists || registers {
        Ok(())
    } else {
        Err(Denial::PackageUnknown)
    }
}

/// The owner that the key is for, where its holder still belongs to it. A full-access key is for the owner of the package
/// that its holder belongs to, of several for one that is fit (rule 13.3), and for the holder where the package is new.
fn acting<'a>(
    key: &ApiKey,
    holder: &'a AccountRow,
    snapshot: &'a Snapshot,
    folded: &str,
    exists: bool,
) -> Result<&'a AccountRow, Denial> {
    match key.owner {
        Some(owner) if may_act(snapshot, holder.id, owner, Needed::Member) => {
            snapshot.account(owner).ok_or(Denial::NotMember)
        }
        Some(_) => Err(Denial::NotMember),
        None if !exists => Ok(holder),
        None => {
            let mut owners: Vec<_> = snapshot.owners_of(folded).collect();
            owners.retain(|row| may_act(snapshot, holder.id, row.account, Needed::Member));
            owners.sort_by_key(|row| (row.account != holder.id, row.since, row.account));
            let theirs = || owners.iter().filter_map(|row| snapshot.account(row.account));
            let fit = theirs().find(|account| must_be_fit(account).is_ok());
            fit.or_else(|| theirs().next()).ok_or(Denial::NotOwner)
        }
    }
}

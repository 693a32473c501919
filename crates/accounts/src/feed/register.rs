//! Registering a package at its first push (rule 13.34), and noting that a package has versions (rule 13.35).

use super::judge::{Request, Verdict, judge};
use crate::{
    command::{Changes, Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    package::{FeedChange, Owner, Package},
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{AccountId, Timestamp, account::AuditKind, event::EventKind, feed::Authorized};

/// Register the package of a push that may. Of several at once one registers it; the others are judged again on what is
/// there then.
#[derive(Debug)]
pub struct RegisterPackage {
    /// What the feed asks.
    pub request: Request,
    /// The owner that the key was found to act for, whose members are told.
    pub owner: AccountId,
}

impl Command for RegisterPackage {
    type Answer = Authorized;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![self.request.needs(), Need::MembersOf(self.owner)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Authorized> {
        let Verdict {
            mut answer,
            registers_for,
            ..
        } = judge(&self.request, snapshot, now);
        let key = snapshot.keys.iter().find(|key| key.hash == self.request.hash);
        let Some((key, owner)) = key.zip(registers_for) else {
            return Ok((Changes::default(), answer));
        };
        let mut draft = Draft::by_key_of(key.holder, snapshot, now, entropy);
        register(&self.request, key.holder, owner, &mut draft);
        answer.registered = true;
        answer.package = Some(self.request.package.as_str().to_owned());
        answer.owners = answer.owner.iter().cloned().collect();
        Ok((draft.finish(), answer))
    }
}

fn register(request: &Request, holder: AccountId, owner: AccountId, draft: &mut Draft<'_>) {
    let (snapshot, now) = (draft.snapshot, draft.now);
    let package = Package {
        id: request.package.as_str().to_owned(),
        folded: request.package.folded(),
        listed: true,
        has_versions: request.leaves_versions().unwrap_or(true),
        registered_at: now,
    };
    draft.touches(owner);
    draft.write(Write::InsertPackage(package.clone()));
    draft.write(Write::InsertOwner(Owner {
        package: package.folded.clone(),
        account: owner,
        since: now,
    }));
    let Some(row) = snapshot.account(owner) else { return };
    let owners = vec![row.username.as_str().to_owned()];
    let change = FeedChange::new(&package, owners, now, draft.entropy);
    draft.write(Write::TellFeeds(change));
    draft.audit(owner, AuditKind::PackageRegistered, &package.id);
    draft.event(
        owner,
        &EventKind::PackageRegistered {
            package: package.id.clone(),
        },
    );
    if row.mail.package_published {
        let package = package.id.clone();
        draft.mail(row, LetterKind::PackageRegistered { package });
    }
    if holder != owner {
        draft.audit(holder, AuditKind::PackageRegistered, &package.id);
    }
}

/// Note that a package has versions, or has none any more, as the feed says with a request that may do what it asks.
#[derive(Debug)]
pub struct NoteVersions {
    /// What the feed asks.
    pub request: Request,
}

impl Command for NoteVersions {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![self.request.needs()]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let said = judge(&self.request, snapshot, now).versions;
        let package = snapshot.package(&self.request.package.folded());
        let mut draft = Draft::by_nobody(snapshot, now, entropy);
        if let Some((has_versions, package)) = said.zip(package) {
            // Each owner counts as changed, so that an unlisting at the same moment is not undone by this row.
            for owner in snapshot.owners_of(&package.folded) {
                draft.touches(owner.account);
            }
            draft.write(Write::UpdatePackage(Package {
                has_versions,
                ..package.clone()
            }));
        }
        Ok((draft.finish(), ()))
    }
}

//! What holds in every gallery, whatever was done.

use super::{act::Act, compare::Lines, plain::Plain, world::World};
use accounts::Snapshot;
use contract::{AccountId, account::AccountKind};
use std::collections::{BTreeMap, BTreeSet};

/// What is remembered between two steps: how long each trail is, whose each name was, and what was stored.
#[derive(Default)]
pub struct Watched {
    trails: Vec<usize>,
    used: BTreeMap<String, AccountId>,
    lines: Lines,
}

impl Watched {
    /// Panics where an invariant does not hold.
    pub async fn look(
        &mut self,
        found: &Snapshot,
        lines: Lines,
        (world, plain): (&World, &Plain),
        (act, story): (&Act, &str),
    ) {
        let broken = world.gallery.store.check().await.unwrap();
        assert_eq!(broken, Vec::<String>::new(), "after\n{story}");
        has_administrators(found);
        has_a_way_in(found);
        identities_are_unique(found);
        self.names_are_not_reused(found);
        self.changes_are_heard_of(&lines, (world, plain), (act, story));
        self.changes_are_in_trails(lines, world, (act, story)).await;
    }

    /// A name of somebody whose address was confirmed is theirs or nobody's, for ever.
    fn names_are_not_reused(&mut self, found: &Snapshot) {
        for name in &found.names {
            let folded = name.username.folded();
            let holder = name.account.and_then(|id| found.account(id));
            if let Some(before) = self.used.get(&folded) {
                assert!(name.account.is_none_or(|now| now == *before), "{folded} was another's");
            } else if let Some(row) = holder.filter(|row| row.confirmed_email.is_some()) {
                self.used.insert(folded, row.id);
            }
        }
        for name in self.used.keys() {
            assert!(found.name(name).is_some(), "{name} is free again");
        }
    }

    /// Whose account, membership, invitation, package or key is another than before has a new row in the trail. Time
    /// alone changes some lines, and sign-ins open sessions, so waiting is judged by its accounts alone.
    async fn changes_are_in_trails(&mut self, lines: Lines, world: &World, (act, story): (&Act, &str)) {
        let before = std::mem::replace(&mut self.trails, trails(world).await);
        let changed: BTreeSet<usize> = lines
            .symmetric_difference(&self.lines)
            .filter_map(|line| subject(line))
            .collect();
        for who in changed {
            let earlier = before.get(who).copied().unwrap_or_default();
            assert!(
                self.trails[who] > earlier || matches!(act, Act::Wait { .. }),
                "account {who} changed without a row in its trail, after\n{story}"
            );
        }
        self.lines = lines;
    }

    /// The apps of whoever's account, sessions, memberships or keys are others than before hear of it, and so do the
    /// members of an organization (rules 6.3, 11.22). Wrong passwords are nothing that an app shows.
    fn changes_are_heard_of(&self, lines: &Lines, (world, plain): (&World, &Plain), (act, story): (&Act, &str)) {
        if matches!(act, Act::Wait { .. }) {
            return;
        }
        let hear: BTreeSet<usize> = world.events.iter().map(|(_, who)| *who).collect();
        for line in lines
            .symmetric_difference(&self.lines)
            .filter(|line| !line.starts_with("failed"))
        {
            let concerned = subject(line).into_iter().chain(organization(line));
            let listening = concerned.flat_map(|who| plain.listeners(who));
            for who in listening.filter(|who| !self.was_frozen(*who) || !plain.account(*who).frozen) {
                assert!(
                    hear.contains(&who),
                    "account {who} does not hear of: {line}, after\n{story}"
                );
            }
        }
    }

    /// Nobody is signed in to an account that is frozen and stays so.
    fn was_frozen(&self, who: usize) -> bool {
        let account = format!("account {who} ");
        let mut own = self.lines.iter().filter(|line| line.starts_with(&account));
        own.any(|line| line.contains(" frozen true "))
    }
}

/// The organization whose members or invitations a line is about.
fn organization(line: &str) -> Option<usize> {
    let mut words = line.split(' ');
    let about = words.next().filter(|word| ["member", "invited"].contains(word));
    about.and_then(|_| words.nth(2)?.parse().ok())
}

/// The account that a line is about.
fn subject(line: &str) -> Option<usize> {
    let mut words = line.split(' ');
    match words.next()? {
        "account" | "member" | "invited" | "failed" => words.next()?.parse().ok(),
        "conversion" | "change" | "safety" => words.nth(1)?.parse().ok(),
        "session" | "address" | "key" => words.nth(2)?.parse().ok(),
        _ => None,
    }
}

async fn trails(world: &World) -> Vec<usize> {
    let mut trails = Vec::new();
    for account in world.accounts.iter().copied() {
        let page = world
            .gallery
            .store
            .activity(account, None, 1000)
            .await
            .unwrap()
            .unwrap();
        trails.push(page.entries.len());
    }
    trails
}

fn has_administrators(found: &Snapshot) {
    for row in found
        .accounts
        .iter()
        .filter(|row| row.kind == AccountKind::Organization)
    {
        let mut members = found.members_of(row.id);
        assert!(
            members.any(|member| member.administrator),
            "{} has no administrator",
            row.username.as_str()
        );
    }
}

/// A live login, or an address by which the account can be recovered.
fn has_a_way_in(found: &Snapshot) {
    for row in found.accounts.iter().filter(|row| row.kind == AccountKind::Individual) {
        let way = found.login_of(row.id).is_some() || row.confirmed_email.is_some();
        assert!(way, "nobody can sign in to {}", row.username.as_str());
    }
}

fn identities_are_unique(found: &Snapshot) {
    let mut seen = BTreeSet::new();
    for login in &found.logins {
        let key = (&login.key.issuer, &login.key.tenant, &login.key.subject);
        assert!(seen.insert(key), "{key:?} signs in to two accounts");
    }
}

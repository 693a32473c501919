//! What the operator does about names.

use super::Username;
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    contact::notice_addresses,
    deletion,
    entropy::Entropy,
    letter::LetterKind,
    operator,
    outbound::{AuditRow, Mail, account_changed},
    package::{FeedChange, Package},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
};

/// Give an account another username (rules 16.4 to 16.7). The operator does it, on the command line; the account is
/// looked up by its name before.
#[derive(Debug)]
pub struct RenameAccount {
    /// The account that has the name `from`.
    pub account: AccountId,
    /// The name that it has, as the operator typed it (rule 16.13).
    pub from: String,
    /// The name that it gets.
    pub to: String,
}

fn unknown() -> Refusal {
    Refusal::new(Code::AccountUnknown, "16.4", "no account has this name").about("from")
}

impl RenameAccount {
    /// The account, if it may get that name.
    fn check<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<(&'a AccountRow, Username), Refusal> {
        let from = operator::named(&self.from);
        let account = snapshot
            .account(self.account)
            .filter(|row| row.username.folded() == from)
            .ok_or_else(unknown)?;
        let to = Username::parse(&self.to).map_err(|refusal| refusal.about("to"))?;
        if snapshot.name(&to.folded()).is_some() || to.folded() == from {
            return Err(Refusal::new(Code::UsernameTaken, "16.5", "the name is taken or was once").about("to"));
        }
        // Its owner was shown which names the deletion uses up.
        account.must_not_be_in_deletion()?;
        // Whose account it is must be certain: the old name comes back to nobody.
        account.must_not_be_frozen()?;
        account.must_have_no_open_change(now)?;
        Ok((account, to))
    }

    /// What gives the account this name, and settles what it asked for.
    fn renamed(account: &AccountRow, to: &Username, now: Timestamp, entropy: &mut Entropy) -> Changes {
        let (kind, old) = (AuditKind::Renamed, account.username.as_str());
        Changes {
            guards: vec![Guard::changes_part(account)],
            writes: vec![
                Write::RenameAccount {
                    account: account.id,
                    from: account.username.clone(),
                    to: to.clone(),
                },
                Write::RemoveRenameRequest(account.id),
            ],
            audit: vec![AuditRow::new(account.id, kind, None, Some(old), now, entropy)],
            consequences: vec![Consequence::NameReserved {
                username: old.to_owned(),
            }],
            ..Changes::default()
        }
    }

    /// Feeds show owners by name.
    fn tell_feeds(snapshot: &Snapshot, renamed: &AccountRow, now: Timestamp, entropy: &mut Entropy) -> Vec<Write> {
        let name_of = |owner: AccountId| match snapshot.account(owner) {
            _ if owner == renamed.id => Some(renamed.username.as_str().to_owned()),
            Some(row) => Some(row.username.as_str().to_owned()),
            None => None,
        };
        let mut owners = std::collections::BTreeMap::<&str, Vec<AccountId>>::new();
        for owner in &snapshot.owners {
            owners.entry(&owner.package).or_default().push(owner.account);
        }
        let of = |package: &Package| owners.get(package.folded.as_str()).cloned().unwrap_or_default();
        let owned = snapshot
            .packages
            .iter()
            .filter(|package| of(package).contains(&renamed.id));
        let change = |package: &Package| FeedChange {
            id: entropy.id(now),
            package: package.folded.clone(),
            at: now,
            listed: package.listed,
            owners: of(package).into_iter().filter_map(name_of).collect(),
        };
        owned.map(change).map(Write::TellFeeds).collect()
    }
}

impl Command for RenameAccount {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let to = Username::parse(&self.to).ok();
        let name = to.map(|name| Need::Name(name.folded()));
        let own = [
            Need::Account(self.account),
            Need::Deletion(self.account),
            Need::MembersOf(self.account),
            Need::PackagesOf(self.account),
            Need::AddressChangesOf(self.account),
            Need::DeletionsNaming(self.account),
        ];
        own.into_iter().chain(name).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let (account, to) = self.check(snapshot, now)?;
        let old = account.username.as_str();
        let renamed = AccountRow {
            username: to.clone(),
            ..account.clone()
        };
        let mut changes = Self::renamed(account, &to, now, entropy);
        changes
            .writes
            .extend(Self::tell_feeds(snapshot, &renamed, now, entropy));
        // Who was shown what their deletion does to this account reads its name of today, and nothing of it is new (rule 14.19).
        changes.absorb(deletion::renamed(snapshot, old, to.as_str()));
        changes.events = account_changed(snapshot, account.id, now, entropy);
        let letter = LetterKind::Renamed { from: old.to_owned() };
        for address in notice_addresses(snapshot, account, now) {
            let mail = Mail::new(address.as_str(), to.as_str(), letter.clone(), now, entropy);
            changes.mails.push(mail);
        }
        Ok((changes, renamed.view(snapshot.login_of(account.id))))
    }
}

/// Refuse a request for another username, with words that its owner reads (rule 16.8).
#[derive(Debug)]
pub struct RefuseRename {
    /// The account that asked.
    pub account: AccountId,
    /// Why not.
    pub reason: String,
}

impl Command for RefuseRename {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Account(self.account),
            Need::MembersOf(self.account),
            Need::RenameRequest(self.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let account = snapshot.account(self.account).ok_or_else(unknown)?;
        let mut requests = snapshot.rename_requests.iter();
        let request = requests
            .find(|request| request.account == account.id)
            .ok_or_else(|| Refusal::new(Code::NotFound, "16.8", "the account asked for no other name"))?;
        let reason = super::request::reason_of(&self.reason)?;
        let subject = format!("{}: {reason}", request.wanted.as_str());
        let kind = AuditKind::RenameRequestEnded;
        let changes = Changes {
            guards: vec![Guard::changes_part(account)],
            writes: vec![Write::RemoveRenameRequest(account.id)],
            audit: vec![AuditRow::new(account.id, kind, None, Some(&subject), now, entropy)],
            events: account_changed(snapshot, account.id, now, entropy),
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}

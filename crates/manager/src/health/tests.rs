mod dates;
mod findings;
mod leaving;

use super::{Belongings, Extent, Known, of_account};
use contract::{
    Timestamp,
    account::{Account, AccountKind, Login, MailChoices},
    desktop::{nuget_org::FindingKind, view::AccountStanding},
    identity::{Identity, IdentityKind},
    key::Key,
    organization::{Membership, Role},
    package::Package,
    session::Session,
};

/// An account, and all that is known of it.
struct Person {
    account: Account,
    standing: AccountStanding,
    belongings: Belongings,
    sessions: Vec<Session>,
    extent: Extent,
}

fn at(days: i64) -> Timestamp {
    Timestamp::from_secs(1_800_000_000 + days * 86_400)
}

/// Somebody whom nothing locks out: a personal login with two-factor, codes, and a contact address of another provider.
fn sound() -> Person {
    let account = Account {
        id: "01890a5d-ac96-774b-bcce-000000000001".parse().unwrap(),
        username: "Ana".to_owned(),
        kind: AccountKind::Individual,
        opened_at: at(-900),
        confirmed_email: Some("ana@okafor.example".to_owned()),
        pending_email: None,
        login: Some(login("ana@outlook.com", IdentityKind::Personal)),
        two_factor: true,
        locked: false,
        has_password: false,
        recovery_codes_left: 10,
        frozen_at: None,
        required_tenant: None,
        mail: MailChoices {
            from_others: true,
            package_published: true,
        },
        login_change_until: None,
        deletion_at: None,
        revision: "revision-1".to_owned(),
    };
    Person {
        account,
        standing: AccountStanding::default(),
        belongings: Belongings::default(),
        extent: Extent {
            sessions: true,
            organizations: true,
            packages: true,
            keys: true,
        },
        sessions: Vec::new(),
    }
}

/// The same at work: a work login, and a contact address of the company.
fn at_work() -> Person {
    let mut known = sound();
    known.account.login = Some(login("ana@contoso.example", IdentityKind::WorkOrSchool));
    known.account.confirmed_email = Some("Ana.Okafor@Contoso.example".to_owned());
    known.account.recovery_codes_left = 0;
    known
}

fn login(address: &str, kind: IdentityKind) -> Login {
    Login {
        identity: Identity {
            name: None,
            address: Some(address.to_owned()),
            kind,
            second_factor: true,
        },
        linked_at: at(-900),
        personal_id: None,
    }
}

fn package(id: &str, owners: &[&str]) -> Package {
    Package {
        id: id.to_owned(),
        listed: true,
        registered_at: at(-100),
        owners: owners.iter().map(|owner| (*owner).to_owned()).collect(),
    }
}

fn key(description: &str, ends_in_days: i64) -> Key {
    Key {
        id: "01890a5d-ac96-774b-bcce-000000000002".parse().unwrap(),
        owner: Some("Ana".to_owned()),
        description: description.to_owned(),
        ending: "x7q2".to_owned(),
        scopes: Vec::new(),
        packages: Vec::new(),
        made_at: at(-100),
        expires_at: at(ends_in_days),
        used_at: None,
        held_until: None,
        revision: "1".to_owned(),
    }
}

fn organization(name: &str, role: Role, administrators: u32) -> Membership {
    Membership {
        organization: name.to_owned(),
        role,
        since: at(-10),
        confirmed: true,
        members: 4,
        administrators,
        required_tenant: None,
    }
}

impl Person {
    fn known(&self) -> Known<'_> {
        Known {
            account: &self.account,
            standing: &self.standing,
            belongings: &self.belongings,
            sessions: &self.sessions,
            extent: self.extent,
            now: at(0),
        }
    }

    fn findings(&self) -> Vec<FindingKind> {
        of_account(self.known())
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }
}

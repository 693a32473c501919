//! Putting texts on the operator's lists.

use super::{EVERY_DOMAIN, OperatorList};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email::{self, EmailAddress},
    entropy::Entropy,
    outbound::AuditRow,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    Code, Timestamp,
    account::{AccountKind, AuditKind},
};
use uuid::Uuid;

/// Put a text on one of the operator's lists, or take it off (rules 16.1 and 10.27).
#[derive(Debug)]
pub struct ListText {
    /// Which list.
    pub list: OperatorList,
    /// The text as it was typed.
    pub text: String,
    /// On, or else off.
    pub on: bool,
}

impl ListText {
    /// The text as it is compared.
    ///
    /// # Errors
    /// `EmailInvalid` or `BadRequest` where it is not of the list's form.
    pub fn folded(&self) -> Result<String, Refusal> {
        let text = self.text.trim();
        match self.list {
            OperatorList::PasswordException | OperatorList::PasswordDiscontinued | OperatorList::ForcedConversion => {
                if email::is_valid(text) {
                    return Ok(email::fold(text));
                }
                EmailAddress::parse(text).map(|address| address.folded())
            }
            OperatorList::PasswordDiscontinuedDomain if text == EVERY_DOMAIN => Ok(text.to_owned()),
            OperatorList::PasswordDiscontinuedDomain => domain(text),
            OperatorList::TenantPair => {
                let (first, tenant) = text.split_once(char::is_whitespace).ok_or_else(not_of_its_form)?;
                let tenant = Uuid::try_parse(tenant.trim()).map_err(|_| not_of_its_form())?;
                Ok(format!("{} {tenant}", domain(first)?))
            }
        }
    }

    /// What is put on keeps rule 1.7, or else it would be compared with addresses that are written otherwise. What an account
    /// has confirmed from before that rule can be put on as it is, and whatever is there can be taken off.
    fn check_form(&self, snapshot: &Snapshot, folded: &str) -> Result<(), Refusal> {
        if !self.on || folded == EVERY_DOMAIN || snapshot.holder_of(folded).is_some() {
            return Ok(());
        }
        let address = match self.list {
            OperatorList::PasswordDiscontinuedDomain | OperatorList::TenantPair => {
                format!("a@{}", folded.split(' ').next().unwrap_or_default())
            }
            _ => folded.to_owned(),
        };
        EmailAddress::parse(&address)
            .map(drop)
            .map_err(|refusal| refusal.about("text"))
    }

    /// An exception is for an account that there is (rule 10.27).
    fn check_exception(&self, snapshot: &Snapshot, folded: &str) -> Result<(), Refusal> {
        if !self.on || self.list != OperatorList::PasswordException {
            return Ok(());
        }
        let account = snapshot.holder_of(folded).ok_or_else(|| {
            Refusal::new(Code::AccountUnknown, "10.27", "no account has confirmed this address").about("text")
        })?;
        if account.kind == AccountKind::Organization {
            let refusal = Refusal::new(Code::MemberIsOrganization, "10.27", "an organization has no password");
            return Err(refusal.about("text"));
        }
        Ok(())
    }

    /// Who has confirmed the address reads in their activity what the operator decided about it.
    fn audit(&self, account: &AccountRow, now: Timestamp, entropy: &mut Entropy) -> AuditRow {
        let kind = if self.on {
            AuditKind::ListedByOperator
        } else {
            AuditKind::UnlistedByOperator
        };
        AuditRow::new(account.id, kind, None, Some(self.list.as_str()), now, entropy)
    }
}

/// A domain is what can stand behind the `@` of an address (rule 1.5).
fn domain(text: &str) -> Result<String, Refusal> {
    if email::is_valid(&format!("a@{text}")) {
        return Ok(email::fold(text));
    }
    Err(not_of_its_form())
}

fn not_of_its_form() -> Refusal {
    Refusal::new(Code::BadRequest, "10.27", "not of the form that this list takes").about("text")
}

impl Command for ListText {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let folded = self.folded().ok();
        folded
            .into_iter()
            .flat_map(|folded| [Need::Listed(self.list, folded.clone()), Need::HolderOfAddress(folded)])
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let folded = self.folded()?;
        self.check_form(snapshot, &folded)?;
        self.check_exception(snapshot, &folded)?;
        let is_on = snapshot.is_listed(self.list, &folded);
        if !self.on && !is_on {
            return Err(Refusal::new(Code::NotFound, "10.27", "the list does not have this text").about("text"));
        }
        if is_on == self.on {
            return Ok((Changes::default(), ()));
        }
        let holder = snapshot.holder_of(&folded);
        let unchanged = |account: &AccountRow| Guard::AccountUnchanged {
            account: account.id,
            version: account.version,
        };
        let audit = holder.map(|account| self.audit(account, now, entropy));
        let write = Write::List {
            list: self.list,
            text: folded.clone(),
            on: self.on,
        };
        let changes = Changes {
            guards: holder.map(unchanged).into_iter().collect(),
            writes: vec![write],
            audit: audit.into_iter().collect(),
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}

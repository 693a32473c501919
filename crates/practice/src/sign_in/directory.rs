//! Who can sign in: the cast, and the people who were created on the pages.

use crate::cast::{self, CONTOSO_DOMAIN, PERSONAL_TENANT, UNMANAGED_DOMAIN};
use ambient::Random;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// People who may be created, so that a loop cannot fill the disk.
const CREATED_LIMIT: usize = 200;
const ADDRESS_LIMIT: usize = 254;
const NAME_LIMIT: usize = 64;

/// Where a code goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "to", rename_all = "snake_case")]
pub(super) enum Factor {
    /// A text message to this number.
    Text(String),
    /// A mail to this address.
    Email(String),
}

impl From<cast::SecondFactor> for Factor {
    fn from(factor: cast::SecondFactor) -> Self {
        match factor {
            cast::SecondFactor::Text(number) => Self::Text(number.to_owned()),
            cast::SecondFactor::Email(address) => Self::Email(address.to_owned()),
        }
    }
}

/// One account at the provider ("user principal" in the field's words).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Principal {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) tenant: String,
    pub(super) object_id: String,
    pub(super) factor: Option<Factor>,
    pub(super) unmanaged: bool,
}

impl Principal {
    pub(super) fn is_personal(&self) -> bool {
        self.tenant == PERSONAL_TENANT
    }

    /// What follows the `@`.
    pub(super) fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl From<&cast::Person> for Principal {
    fn from(person: &cast::Person) -> Self {
        Self {
            address: person.address.to_owned(),
            name: person.name.to_owned(),
            tenant: person.tenant.to_owned(),
            object_id: person.object_id.to_owned(),
            factor: person.second_factor.map(Factor::from),
            unmanaged: person.unmanaged,
        }
    }
}

/// What was changed on the pages since the beginning.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Directory {
    created: Vec<Principal>,
    /// Factors that were enrolled later, by object id.
    enrolled: BTreeMap<String, Factor>,
}

impl Directory {
    /// Everybody: the cast first, then who was created, in order.
    pub(super) fn people(&self) -> impl Iterator<Item = Principal> {
        let everybody = cast::PEOPLE
            .iter()
            .map(Principal::from)
            .chain(self.created.iter().cloned());
        everybody.map(|mut principal| {
            if let Some(factor) = self.enrolled.get(&principal.object_id) {
                principal.factor = Some(factor.clone());
            }
            principal
        })
    }

    /// The person with this address; case and surrounding space do not matter.
    pub(super) fn find(&self, address: &str) -> Option<Principal> {
        let address = address.trim();
        self.people()
            .find(|principal| principal.address.eq_ignore_ascii_case(address))
    }

    /// Adds a personal account.
    ///
    /// # Errors
    /// A sentence for the page, where the name or the address cannot be used.
    pub(super) fn create(&mut self, name: &str, address: &str, random: &dyn Random) -> Result<Principal, String> {
        let (name, address) = (name.trim(), address.trim().to_ascii_lowercase());
        if name.is_empty() || name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control) {
            return Err(format!("Enter a name of 1 to {NAME_LIMIT} characters."));
        }
        if !is_address(&address) {
            return Err("Enter an e-mail address, like someone@example.com.".to_owned());
        }
        if self.find(&address).is_some() {
            return Err(format!(
                "{address} is taken. Go back and pick it, or choose another address."
            ));
        }
        let principal = personal(name, address, random);
        if [CONTOSO_DOMAIN, UNMANAGED_DOMAIN].contains(&principal.domain()) {
            return Err(format!(
                "Addresses at {} belong to a work directory. Choose another.",
                principal.domain()
            ));
        }
        if self.created.len() >= CREATED_LIMIT {
            return Err("This practice is full of people. Start over in the app to make room.".to_owned());
        }
        self.created.push(principal.clone());
        Ok(principal)
    }

    /// Gives a person a second factor.
    pub(super) fn enrol(&mut self, object_id: &str, factor: Factor) {
        self.enrolled.insert(object_id.to_owned(), factor);
    }

    /// Takes a person's second factor back to what it was at the beginning.
    pub(super) fn reset_factor(&mut self, object_id: &str) {
        self.enrolled.remove(object_id);
    }
}

fn personal(name: &str, address: String, random: &dyn Random) -> Principal {
    let mut tail = [0; 8];
    random.fill(&mut tail);
    let tail = hex::encode(tail);
    Principal {
        address,
        name: name.to_owned(),
        tenant: PERSONAL_TENANT.to_owned(),
        object_id: format!("00000000-0000-0000-{}-{}", &tail[..4], &tail[4..]),
        factor: None,
        unmanaged: false,
    }
}

/// Enough to keep typing mistakes out; no mail is ever sent.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let domain_is_plausible = domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
        && domain
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let local_is_plausible = !local.is_empty()
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    text.len() <= ADDRESS_LIMIT && local_is_plausible && domain_is_plausible
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::SeededRandom;

    #[test]
    fn a_created_person_has_a_personal_object_id_and_can_be_found_in_any_case() {
        let mut directory = Directory::default();
        let created = directory
            .create(" Noor Haddad ", "Noor@Example.com", &SeededRandom::new(1))
            .unwrap();
        assert!(
            created.object_id.parse::<uuid::Uuid>().is_ok() && created.object_id.starts_with("00000000-0000-0000-")
        );
        assert_eq!(directory.find(" NOOR@example.COM "), Some(created));
    }

    #[test]
    fn addresses_that_are_none_taken_or_of_a_work_directory_are_refused() {
        let mut directory = Directory::default();
        for address in [
            "",
            "noor",
            "@example.com",
            "a@b",
            "a@b..com",
            "a b@example.com",
            "account1@outlook.com",
        ] {
            assert!(
                directory.create("Noor", address, &SeededRandom::new(1)).is_err(),
                "{address}"
            );
        }
        assert!(
            directory
                .create("Noor", "noor@contoso.example", &SeededRandom::new(1))
                .is_err()
        );
        assert!(directory.create("", "noor@example.com", &SeededRandom::new(1)).is_err());
    }

    #[test]
    fn resetting_a_factor_brings_back_the_one_of_the_beginning() {
        let mut directory = Directory::default();
        let oid = cast::ACCOUNT2.object_id;
        directory.enrol(oid, Factor::Email("x@example.com".to_owned()));
        directory.reset_factor(oid);
        assert_eq!(
            directory.find(cast::ACCOUNT2.address).unwrap().factor,
            cast::ACCOUNT2.second_factor.map(Into::into)
        );
    }
}

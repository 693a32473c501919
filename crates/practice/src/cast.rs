//! The people of the practice: who can sign in at the practice Microsoft sign-in from the start.
//!
//! The addresses are those that the documentation of the gallery uses. Names, tenants and object ids are made up, but
//! for the tenant of personal accounts, which is Microsoft's own.

pub use contract::identity::PERSONAL_TENANT;

/// The managed work tenant of `contoso.example`.
pub const CONTOSO_TENANT: &str = "5c2f0a4e-7d1b-4f63-9a58-3e0d6b9c1f27";

/// The tenant of `yourdomain.com`, which nobody manages: no application can be used there.
pub const UNMANAGED_TENANT: &str = "d19a7e60-2b84-4c35-8f0e-6a51c3d7b942";

/// The domain of the managed work tenant.
pub const CONTOSO_DOMAIN: &str = "contoso.example";

/// The domain of the unmanaged tenant.
pub const UNMANAGED_DOMAIN: &str = "yourdomain.com";

/// Where a person gets a code as second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// A text message to this number.
    Text(&'static str),
    /// A mail to this address.
    Email(&'static str),
}

/// One person of the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The address that the person signs in with.
    pub address: &'static str,
    /// The display name.
    pub name: &'static str,
    /// The tenant: a GUID, lower case.
    pub tenant: &'static str,
    /// The object id in that tenant: a GUID, lower case; `00000000-0000-0000-…` for a personal account, as Microsoft
    /// makes them.
    pub object_id: &'static str,
    /// The second factor that is enrolled from the start.
    pub second_factor: Option<SecondFactor>,
    /// Whether the tenant is unmanaged, so that signing in fails with AADSTS65005.
    pub unmanaged: bool,
}

impl Person {
    /// Whether this is a personal account.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.tenant == PERSONAL_TENANT
    }
}

/// Personal; opened `MyNuGetAccount1`. No second factor.
pub const ACCOUNT1: Person = personal(
    "account1@outlook.com",
    "Maya Okafor",
    "00000000-0000-0000-3f7a-91c25d08e6b4",
);

/// Personal; opened `MyNuGetAccount2`. A phone is enrolled as second factor.
pub const ACCOUNT2: Person = Person {
    second_factor: Some(SecondFactor::Text("+1 425 555 0142")),
    ..personal(
        "account2@outlook.com",
        "Jonas Weber",
        "00000000-0000-0000-a60d-4be871f3952c",
    )
};

/// Personal; nobody at the gallery yet. No second factor.
pub const ACCOUNT3: Person = personal(
    "account3@outlook.com",
    "Priya Nair",
    "00000000-0000-0000-58e2-d7049ab6c31f",
);

/// Work account in the managed tenant.
pub const ANA: Person = Person {
    address: "ana@contoso.example",
    name: "Ana Souza",
    tenant: CONTOSO_TENANT,
    object_id: "b3e8d1f6-04a7-4c92-8d5e-7f1a90c62b38",
    second_factor: None,
    unmanaged: false,
};

/// Work account in the managed tenant.
pub const BEN: Person = Person {
    address: "ben@contoso.example",
    name: "Ben Carter",
    tenant: CONTOSO_TENANT,
    object_id: "6f90c4a2-e1d3-4b78-95c6-2d8be07a13f4",
    second_factor: None,
    unmanaged: false,
};

/// Work account in the unmanaged tenant: every sign-in fails.
pub const SOMEONE: Person = Person {
    address: "someone@yourdomain.com",
    name: "Sam Rivera",
    tenant: UNMANAGED_TENANT,
    object_id: "2ad5b7e9-83c0-4f16-a24d-c95e60f1d873",
    second_factor: None,
    unmanaged: true,
};

/// Everybody, in the order in which the account picker shows them.
pub const PEOPLE: &[Person] = &[ACCOUNT1, ACCOUNT2, ACCOUNT3, ANA, BEN, SOMEONE];

const fn personal(address: &'static str, name: &'static str, object_id: &'static str) -> Person {
    Person {
        address,
        name,
        tenant: PERSONAL_TENANT,
        object_id,
        second_factor: None,
        unmanaged: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn every_person_has_an_own_address_and_an_own_object_id() {
        let addresses: BTreeSet<_> = PEOPLE.iter().map(|person| person.address).collect();
        let object_ids: BTreeSet<_> = PEOPLE.iter().map(|person| person.object_id).collect();
        assert_eq!((addresses.len(), object_ids.len()), (PEOPLE.len(), PEOPLE.len()));
    }

    #[test]
    fn ids_are_guids_in_lower_case_and_personal_ones_have_the_personal_form() {
        for person in PEOPLE {
            assert_eq!(person.tenant.parse::<Uuid>().unwrap().to_string(), person.tenant);
            assert_eq!(person.object_id.parse::<Uuid>().unwrap().to_string(), person.object_id);
            assert_eq!(
                person.object_id.starts_with("00000000-0000-0000-"),
                person.is_personal()
            );
        }
    }
}

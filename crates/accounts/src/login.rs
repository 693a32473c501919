//! Logins: the link of a Microsoft identity to an account.

use contract::{
    AccountId, Timestamp,
    identity::{Identity, PERSONAL_TENANT},
};
use uuid::Uuid;

/// Who someone is, for the gallery (rule 2.9). Never an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityKey {
    /// The issuer, or the name that the operator gave it.
    pub issuer: String,
    /// The tenant (`tid`), empty where the issuer names none.
    pub tenant: String,
    /// The subject there: `oid`, or else `sub`.
    pub subject: String,
}

impl IdentityKey {
    /// The key as it is kept, of one that may name a personal account by those digits.
    #[must_use]
    pub fn spelt_out(self) -> Self {
        let object_id = object_id_of(&self.subject).filter(|_| self.tenant == PERSONAL_TENANT);
        Self {
            subject: object_id.unwrap_or(self.subject),
            ..self
        }
    }
}

/// The sixteen digits by which the gallery that we follow knows a personal account: the last ones of its object id, in lower
/// case (rule 2.9). Nothing for any other identity.
#[must_use]
pub fn personal_id(tenant: &str, subject: &str) -> Option<String> {
    let digits: String = subject.chars().filter(|c| *c != '-').collect();
    let is_object_id = digits.len() == 32 && is_hex(&digits);
    (tenant == PERSONAL_TENANT && is_object_id).then(|| digits[16..].to_ascii_lowercase())
}

/// The object id of the personal account that these sixteen digits stand for (rule 2.9); nothing where they are none. Microsoft
/// makes such ids with zeros in front.
#[must_use]
pub fn object_id_of(digits: &str) -> Option<String> {
    let digits = digits.to_ascii_lowercase();
    let is_form = digits.len() == 16 && is_hex(&digits);
    is_form.then(|| format!("00000000-0000-0000-{}-{}", &digits[..4], &digits[4..]))
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A live link of an identity to an account. One identity, one account (rule 2.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, as the provider described them at their last sign-in. Display only.
    pub identity: Identity,
    /// Since when it is linked.
    pub linked_at: Timestamp,
}

impl Login {
    /// What the account's owner sees of it.
    #[must_use]
    pub fn view(&self) -> contract::account::Login {
        contract::account::Login {
            identity: self.identity.clone(),
            linked_at: self.linked_at,
            personal_id: personal_id(&self.key.tenant, &self.key.subject),
        }
    }
}

/// An identity in the words of a mail: name and address, or whichever of them the provider sent.
#[must_use]
pub fn in_words(identity: &Identity) -> String {
    match (identity.name.as_deref(), identity.address.as_deref()) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (_, Some(text)) | (Some(text), None) => text.to_owned(),
        (None, None) => "a Microsoft account without a name".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_2_9_the_object_id_of_a_personal_account_and_its_sixteen_digits_stand_for_each_other() {
        let object_id = "00000000-0000-0000-0ae4-5d63e22e4a60";
        let digits = "0ae45d63e22e4a60";
        assert_eq!(personal_id(PERSONAL_TENANT, object_id).as_deref(), Some(digits));
        assert_eq!(object_id_of(digits).as_deref(), Some(object_id));
        assert_eq!(object_id_of("0AE45D63E22E4A60").as_deref(), Some(object_id));
        let capitals = object_id.to_uppercase();
        assert_eq!(personal_id(PERSONAL_TENANT, &capitals).as_deref(), Some(digits));
    }

    #[test]
    fn rule_2_9_no_other_identity_and_no_other_text_has_sixteen_digits() {
        let object_id = "00000000-0000-0000-0ae4-5d63e22e4a60";
        for (tenant, subject) in [
            ("5c2f0a4e-7d1b-4f63-9a58-3e0d6b9c1f27", object_id),
            ("", object_id),
            (PERSONAL_TENANT, "anna"),
            (PERSONAL_TENANT, "0ae45d63e22e4a60"),
            (PERSONAL_TENANT, "00000000-0000-0000-0ae4-5d63e22e4a6"),
            (PERSONAL_TENANT, "00000000-0000-0000-0ae4-5d63e22e4a6g"),
            (PERSONAL_TENANT, "éééééééééééééééé"),
        ] {
            assert_eq!(personal_id(tenant, subject), None, "{tenant} {subject}");
        }
        for text in [
            "",
            "0ae45d63e22e4a6",
            "0ae45d63e22e4a600",
            "0ae45d63e22e4a6g",
            "0ae4-5d63e22e4a6",
            "éééééééé",
            object_id,
        ] {
            assert_eq!(object_id_of(text), None, "{text}");
        }
    }
}

//! A Microsoft identity as it is shown to people. Its key never leaves the gallery; of a personal account's its owner sees
//! the sixteen digits (rule 2.9).

use serde::{Deserialize, Serialize};

/// The tenant of all personal Microsoft accounts (Microsoft, "ID token claims reference", claim `tid`).
pub const PERSONAL_TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Which kind of account at the identity provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// A personal Microsoft account (tenant `9188040d-6c67-4c5b-b112-36a304b66dad`).
    Personal,
    /// A work or school account: any other Microsoft tenant.
    WorkOrSchool,
    /// An identity of an OpenID provider that names no tenant.
    Other,
}

/// Who came back from the browser, for the person to recognise. Display only, never a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Identity {
    /// The display name, where the provider sent one.
    pub name: Option<String>,
    /// The address or user name that the person signs in with, where the provider sent one.
    pub address: Option<String>,
    /// Personal, or work or school.
    pub kind: IdentityKind,
    /// Whether the provider says that a second factor was used this time.
    pub second_factor: bool,
}

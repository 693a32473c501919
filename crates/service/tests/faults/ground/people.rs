//! The accounts of the ground.

use crate::{
    provider::{PERSONAL, Person},
    scene::{seeded, seeded_organization},
};
use service::{
    SeedError, Service,
    parts::{Parts, SeedConversion, SeedInvitation, SeedKey, SeedMember, SeedPackage, SeedPassword},
};

/// The gallery's version 3 hash of [`PASSWORD`].
const OF_THE_PAST: &str = "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg/BGkfl7+vxxql3hVxYoiLGbJ3emRgVGew7AyVmGeaOpA==";
pub const PASSWORD: &str = "Correct9Horse";

/// Who signs in to an account of their own name, with the address `NAME@example.org`. Whom this does not name is a
/// stranger, whose identity no account has.
const PEOPLE: &[&str] = &[
    "amy", "bea", "bob", "bill", "lea", "lou", "liv", "mia", "max", "mae", "mel", "nia", "ned", "noa", "nat", "nel",
    "rae", "ray", "sam", "sid", "sue", "tom", "tim", "pia", "pip", "ora", "ike", "ina", "ivo", "ida", "ian", "moe",
    "mac", "vic", "val", "van", "vera", "viv", "wes", "xia", "xav", "xen", "xio", "yan", "zac", "zoe", "zed", "oma",
    "opa", "ona", "obi", "odo", "oki", "oda", "una", "uli",
];

/// Whose accounts have nothing but a password.
const OF_PASSWORDS: &[&str] = &["pam", "pat", "pru", "von", "vin"];

const ORGANIZATIONS: &[&str] = &["team", "gone"];

/// Somebody by this name.
pub fn person(name: &'static str) -> Person {
    Person {
        tenant: Some(PERSONAL),
        subject: name,
        name,
        address: "somebody@outlook.com",
    }
}

fn parts() -> Parts {
    let password = |account: &&'static str| SeedPassword {
        account,
        hash: OF_THE_PAST,
    };
    let member = |organization, account, administrator| SeedMember {
        organization,
        account,
        administrator,
    };
    let invitation = |account| SeedInvitation {
        organization: "team",
        account,
        administrator: false,
        invited_by: "ora",
    };
    let conversion = |account| SeedConversion {
        account,
        administrator: "wes",
    };
    let package = |id, owners| SeedPackage {
        id,
        listed: true,
        owners,
    };
    Parts {
        passwords: OF_PASSWORDS.iter().chain(&["pia", "pip"]).map(password).collect(),
        two_factor: vec!["tom", "tim"],
        members: vec![
            member("team", "ora", true),
            member("team", "moe", false),
            member("team", "mac", false),
            member("gone", "ora", true),
        ],
        invitations: ["ina", "ivo", "ian"].map(invitation).to_vec(),
        conversions: ["val", "van", "viv"].map(conversion).to_vec(),
        packages: vec![
            package("Yan.Tools", &["yan"]),
            package("Yan.Nuts", &["yan"]),
            package("Yan.Bolts", &["yan"]),
            package("Yan.Feed", &["yan"]),
            package("Yan.List", &["yan"]),
            package("Yan.Pair", &["yan", "zoe"]),
            package("Xio.Tools", &["xio"]),
        ],
        keys: vec![SeedKey {
            holder: "zed",
            owner: Some("zed"),
            description: "ends one day",
            days: 30,
        }],
    }
}

/// Puts them into an empty gallery.
pub async fn seed(service: &Service) -> Result<(), SeedError> {
    let people = PEOPLE.iter().map(|name| seeded(name, Some(&person(name))));
    let of_passwords = OF_PASSWORDS.iter().map(|name| seeded(name, None));
    let organizations = ORGANIZATIONS.iter().map(|name| seeded_organization(name));
    let accounts: Vec<_> = people.chain(of_passwords).chain(organizations).collect();
    service.seed_with(&accounts, parts()).await
}

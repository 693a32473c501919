//! Rule 14.19: when what a deletion would do has become worse than what was shown.

use accounts::deletion::consequences::are_worse;
use contract::{Timestamp, consequence::Consequence};

fn text(text: &str) -> String {
    text.to_owned()
}

fn orphan(package: &str) -> Consequence {
    Consequence::PackageOrphaned {
        package: text(package),
        unlisted: true,
    }
}

fn given_up(package: &str, remaining: &[&str]) -> Consequence {
    let remaining = remaining.iter().copied().map(text).collect();
    Consequence::OwnershipEnds {
        package: text(package),
        remaining,
    }
}

fn keys(count: u32, of_others: &[&str]) -> Consequence {
    let of_others = of_others.iter().copied().map(text).collect();
    Consequence::KeysRevoked { count, of_others }
}

fn promoted(organization: &str, members: &[&str]) -> Consequence {
    let members = members.iter().copied().map(text).collect();
    Consequence::MembersPromoted {
        organization: text(organization),
        members,
    }
}

fn left(organization: &str) -> Consequence {
    Consequence::MembershipEnds {
        organization: text(organization),
        member: text("anna"),
    }
}

fn deleted(organization: &str) -> Consequence {
    Consequence::OrganizationDeleted {
        organization: text(organization),
    }
}

#[test]
fn rule_14_19_every_new_harm_is_worse() {
    let shown = [
        orphan("one"),
        given_up("two", &["ben"]),
        keys(1, &["ben"]),
        promoted("org", &["ben"]),
        left("org"),
        deleted("alone"),
    ];
    for harm in [
        orphan("two"),
        orphan("three"),
        given_up("three", &["ben"]),
        keys(2, &["ben", "cara"]),
        promoted("org", &["ben", "cara"]),
        promoted("other", &["ben"]),
        left("other"),
        deleted("org"),
        Consequence::NameReserved { username: text("anna") },
    ] {
        let now: Vec<_> = shown.iter().cloned().chain([harm.clone()]).collect();
        assert!(are_worse(&now, &shown), "{harm:?}");
    }
}

#[test]
fn rule_14_19_what_is_the_same_or_less_is_not() {
    let shown = [
        orphan("one"),
        given_up("two", &["ben", "cara"]),
        keys(1, &["ben"]),
        deleted("alone"),
    ];
    assert!(!are_worse(&shown, &shown));
    assert!(!are_worse(&[], &shown));
    let milder = [
        given_up("one", &["ben"]),
        given_up("two", &["ben"]),
        keys(7, &[]),
        left("alone"),
    ];
    assert!(
        !are_worse(&milder, &shown),
        "a co-owner and a member came, some keys of its own"
    );
    let own = [
        Consequence::SessionsEnd { count: 5 },
        Consequence::RequestsWithdrawn { count: 3 },
        Consequence::PasswordRemoved,
        Consequence::AccountDeleted {
            username: text("anna"),
            at: Timestamp::from_secs(5),
        },
    ];
    assert!(!are_worse(&own, &shown));
}

#[test]
fn rule_14_19_names_are_not_mixed_up_between_kinds() {
    assert!(are_worse(&[left("x")], &[given_up("x", &[])]));
    assert!(are_worse(&[promoted("a", &["b"])], &[promoted("b", &["a"])]));
}

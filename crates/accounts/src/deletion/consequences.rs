//! When what a deletion would do has become worse than what was shown (rule 14.19).

use contract::consequence::Consequence;
use std::collections::BTreeSet;

/// Something that a deletion does to somebody: what it is, whose or where, and to whom or what.
type Harm<'a> = (&'static str, &'a str, &'a str);

/// Whether `now` does something that was not in `shown`: a package orphaned or given up, an organization deleted or left,
/// somebody promoted, another's key revoked, a name used up. Fewer harms, more own sessions or keys, another date and
/// other remaining owners are not worse.
#[must_use]
pub fn are_worse(now: &[Consequence], shown: &[Consequence]) -> bool {
    !harms(now).is_subset(&harms(shown))
}

fn harms(consequences: &[Consequence]) -> BTreeSet<Harm<'_>> {
    let mut harms = BTreeSet::new();
    for consequence in consequences {
        add(consequence, &mut harms);
    }
    harms
}

fn add<'a>(consequence: &'a Consequence, harms: &mut BTreeSet<Harm<'a>>) {
    match consequence {
        // A package that was shown as orphaned may also be given up to others.
        Consequence::PackageOrphaned { package, .. } => {
            harms.extend([("orphaned", package.as_str(), ""), ("given up", package.as_str(), "")]);
        }
        Consequence::OwnershipEnds { package, .. } => {
            harms.insert(("given up", package, ""));
        }
        // An organization that was shown as deleted may also be left to others.
        Consequence::OrganizationDeleted { organization } => {
            harms.extend([
                ("deleted", organization.as_str(), ""),
                ("left", organization.as_str(), ""),
            ]);
        }
        Consequence::MembershipEnds { organization, .. } => {
            harms.insert(("left", organization, ""));
        }
        Consequence::MembersPromoted { organization, members } => {
            harms.extend(
                members
                    .iter()
                    .map(|member| ("promoted", organization.as_str(), member.as_str())),
            );
        }
        Consequence::KeysRevoked { of_others, .. } => {
            harms.extend(of_others.iter().map(|holder| ("key", holder.as_str(), "")));
        }
        Consequence::NameReserved { username } => {
            harms.insert(("name", username, ""));
        }
        _ => {}
    }
}

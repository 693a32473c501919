//! Where a feed goes on: what it may send back, as the description of the API says it and as it is read. Both say the same
//! (rule 7.22).

use crate::http::{
    paging::{bad_parameter, optional},
    problem::Failure,
};
use accounts::package::PackageId;
use contract::EventId;
use utoipa::{
    IntoParams, PartialSchema,
    openapi::{
        ObjectBuilder, OneOfBuilder, Type,
        path::{Parameter, ParameterIn},
    },
};

/// The cursor of a page of packages, or nothing: the change at which the reading began, and the last id of the page before.
const PACKAGES: &str = "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[a-z0-9_]+([.-][a-z0-9_]+)*)?$";

/// Its longest text: an id of a change, a colon, and an id of a package (rule 13.1).
const LONGEST: usize = 36 + 1 + accounts::package::id::LENGTH;

/// `cursor` of changes.
pub struct ChangesCursor;

impl IntoParams for ChangesCursor {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let nothing = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0));
        let cursor = OneOfBuilder::new().item(EventId::schema()).item(nothing);
        let description = "The `cursor` of the answer before, or `changes` of all packages.";
        optional("cursor", description, cursor)
    }
}

/// `cursor` of all packages.
pub struct PackagesCursor;

impl IntoParams for PackagesCursor {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let cursor = ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(PACKAGES))
            .max_length(Some(LONGEST));
        optional("cursor", "Where to go on: the `next` of the page before.", cursor)
    }
}

fn unknown() -> Failure {
    bad_parameter("cursor", "no cursor of this list")
}

/// The change after which to go on; none at the beginning.
pub fn of_changes(text: &str) -> Result<Option<EventId>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| unknown())
}

/// The change at which the reading began, and the folded id of the package after which to go on; none at the beginning.
pub fn of_packages(text: &str) -> Result<Option<(EventId, String)>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let (changes, package) = text.split_once(':').ok_or_else(unknown)?;
    let began: EventId = changes.parse().map_err(|_| unknown())?;
    let after = PackageId::parse(package).map_err(|_| unknown())?.folded();
    if began.to_string() != changes || after != package {
        return Err(unknown());
    }
    Ok(Some((began, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_packages_is_read_in_the_form_in_which_it_was_given_alone() {
        let change = "01900000-0000-7000-8000-00000000000a";
        let id = "a".repeat(accounts::package::id::LENGTH);
        for good in [format!("{change}:finn.tools-2"), format!("{change}:{id}")] {
            assert!(good.len() <= LONGEST);
            assert!(of_packages(&good).is_ok_and(|read| read.is_some()), "{good}");
        }
        assert!(of_packages("").is_ok_and(|read| read.is_none()));
        for bad in [
            change.to_owned(),
            format!("{change}:"),
            format!("{change}:{id}a"),
            format!("{change}:A"),
            format!("{change}:a..b"),
            format!("{}:a", change.to_uppercase()),
            format!("{}:a", change.replace('-', "")),
            "a:a".to_owned(),
            "a".to_owned(),
        ] {
            assert!(of_packages(&bad).is_err(), "{bad}");
        }
    }
}

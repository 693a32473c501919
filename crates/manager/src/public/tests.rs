use super::*;

fn package(id: &str, version: &str, downloads: u64, owners: &[&str]) -> PublicPackage {
    PublicPackage {
        id: id.to_owned(),
        version: version.to_owned(),
        downloads,
        owners: owners.iter().map(|owner| (*owner).to_owned()).collect(),
        published: None,
        listed: true,
        deprecated: false,
        verified: false,
        versions: Vec::new(),
    }
}

fn account(packages: Vec<PublicPackage>, complete: bool) -> PublicAccount {
    PublicAccount {
        username: "Ana".to_owned(),
        packages,
        complete,
        in_all: 0,
    }
}

fn looked(packages: Vec<PublicPackage>, complete: bool) -> Looked {
    Looked::Seen(Box::new(account(packages, complete)))
}

fn one(id: &str) -> PublicPackage {
    package(id, "1.0.0", 1, &["Ana"])
}

#[test]
fn the_first_look_is_one_entry_and_the_same_again_is_none() {
    let (seen, changes) = Seen::after(None, looked(vec![one("a"), one("b")], true));
    assert_eq!(changes, [Change::FirstSeen { packages: 2 }]);
    let (same, changes) = Seen::after(Some(&seen), looked(vec![one("a"), one("b")], true));
    assert_eq!((same, changes), (seen, Vec::new()));
}

#[test]
fn what_an_incomplete_look_did_not_read_stays_and_is_not_told_as_new_by_the_next() {
    let (whole, _) = Seen::after(None, looked(vec![one("a"), one("b"), one("c")], true));
    let (part, changes) = Seen::after(Some(&whole), looked(vec![one("a")], false));
    assert!(changes.is_empty(), "{changes:?}");
    assert_eq!(part.account.packages.len(), 3);
    assert!(!part.whole);
    let (again, changes) = Seen::after(Some(&part), looked(vec![one("a"), one("b"), one("c")], true));
    assert!(changes.is_empty() && again.whole, "{changes:?}");
    let (_, changes) = Seen::after(Some(&part), looked(vec![one("a"), one("b"), one("c"), one("d")], true));
    let new = Change::PackageAppeared {
        id: "d".to_owned(),
        version: "1.0.0".to_owned(),
    };
    assert_eq!(changes, [new], "compared with all that is known");
}

#[test]
fn a_profile_that_is_gone_is_told_once_keeps_what_was_known_and_can_come_back() {
    let (seen, _) = Seen::after(None, looked(vec![one("a")], true));
    let (gone, changes) = Seen::after(Some(&seen), Looked::NoProfile);
    assert_eq!(changes, [Change::ProfileGone]);
    assert_eq!(gone.account, seen.account);
    let (still, changes) = Seen::after(Some(&gone), Looked::NoProfile);
    assert!(changes.is_empty());
    let (back, changes) = Seen::after(Some(&still), looked(vec![one("a")], true));
    assert_eq!(changes, [Change::ProfileBack]);
    assert!(back.live);
}

#[test]
fn packages_come_by_the_page_and_the_most_downloaded_first() {
    let many = (0..120).map(|number| package(&format!("p{number:03}"), "1.0.0", number, &["Ana"]));
    let (seen, _) = Seen::after(None, looked(many.collect(), true));
    let mut public = Public::default();
    public.take(seen);
    assert_eq!(public.packages().len(), PACKAGES);
    assert_eq!(public.packages()[0].id, "p119");
    public.show_more_packages();
    public.show_more_packages();
    assert_eq!(public.packages().len(), 120);
    public.show_more_packages();
    public.show_first_packages();
    assert_eq!(public.packages().len(), PACKAGES);
}

#[test]
fn the_summary_counts_other_owners_whatever_their_case_and_names_the_latest_publication() {
    let dated = |id: &str, owners: &[&str], secs| PublicPackage {
        published: Some(Timestamp::from_secs(secs)),
        ..package(id, "1.0.0", u64::MAX, owners)
    };
    let packages = vec![
        dated("a", &["ana", "Ben"], 10),
        dated("b", &["ANA", "ben", "Cleo"], 30),
        dated("c", &["Ana"], 20),
    ];
    let (seen, _) = Seen::after(None, looked(packages, true));
    let mut public = Public::default();
    public.take(seen);
    let summary = public.summary().unwrap();
    let owners: Vec<(&str, u32)> = summary
        .co_owners
        .iter()
        .map(|owner| (&*owner.username, owner.packages))
        .collect();
    assert_eq!(owners, [("Ben", 2), ("Cleo", 1)]);
    assert_eq!(summary.latest.as_ref().unwrap().id, "b");
    assert_eq!(summary.downloads, u64::MAX, "not more than can be counted");
    assert_eq!(public.findings()[0].subjects, ["c"]);
}

#[test]
fn an_entry_of_a_later_version_is_left_out() {
    let row = |number, change: &str| JournalRecord {
        number,
        at: Timestamp::UNIX_EPOCH,
        change: change.to_owned(),
    };
    let mut public = Public::default();
    public.take_journal(vec![row(2, r#"{"is":"sold"}"#), row(1, r#"{"is":"profile_gone"}"#)], 2);
    assert_eq!(public.journal.len(), 1);
    assert!(!public.more_journal);
}

#[test]
fn what_was_published_last_says_of_how_many_packages_that_is_known() {
    let at = |seconds| Some(Timestamp::from_secs(seconds));
    let dated = |id: &str, published| PublicPackage { published, ..one(id) };
    let unlisted = PublicPackage {
        listed: false,
        ..one("Unlisted")
    };
    let packages = vec![dated("Old", at(5)), dated("New", at(9)), one("Unread"), unlisted];
    let sums = summary(&PublicAccount {
        in_all: 4210,
        ..account(packages, false)
    });
    assert_eq!(
        (sums.packages, sums.dated, sums.in_all),
        (4, 3, 4210),
        "an unlisted one never says"
    );
    assert_eq!(sums.latest.unwrap().id, "New");
}

//! What waits to and from a deleted account (rule 14.9).

use crate::{
    erased::{audits, erased, with_requests},
    support::*,
};
use accounts::{Write, deletion::Orphans, letter::LetterKind};
use contract::{account::AuditKind, consequence::Consequence};
use std::collections::BTreeSet;

#[test]
fn rule_14_9_what_waits_to_and_from_the_account_is_withdrawn_and_the_other_side_told() {
    let (snapshot, anna, ben) = with_requests();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let removed: BTreeSet<u8> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::RemoveInvitation(id) | Write::RemoveConversion(id) | Write::RemoveOwnershipOffer(id) => {
                Some(id.as_bytes()[0])
            }
            _ => None,
        })
        .collect();
    assert_eq!(removed, BTreeSet::from([11, 12, 21, 22, 31, 32]));
    assert!(
        changes
            .consequences
            .contains(&Consequence::RequestsWithdrawn { count: 6 })
    );
    let is = |kind: &LetterKind| {
        matches!(
            kind,
            LetterKind::InvitationCancelled { .. } | LetterKind::ConversionEnded { .. }
        )
    };
    assert_eq!(mailed(&changes, is), ["ben@example.org"; 3]);
    let kinds = audits(&changes, ben);
    for kind in [
        AuditKind::InvitationCancelled,
        AuditKind::ConversionCancelled,
        AuditKind::OwnershipDeclined,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    assert!(guards_change_of(&changes, ben));
}

#[test]
fn rule_14_9_of_an_offer_that_is_withdrawn_the_activity_says_to_whom_it_was_made() {
    let (mut snapshot, anna, ben) = with_requests();
    package(&mut snapshot, "Pack", &[ben]);
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let rows = changes.audit.iter().filter(|row| row.account == ben);
    let offers = rows.filter(|row| row.entry.kind == AuditKind::OwnershipDeclined);
    let subjects: Vec<_> = offers.map(|row| row.entry.subject.as_deref().unwrap()).collect();
    assert_eq!(subjects, ["Pack: anna", "Pack: ben"]);
}

#[test]
fn rule_15_1_that_a_conversion_ended_is_mailed_about_the_account_that_asked_for_it() {
    let (snapshot, anna, _) = with_requests();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let told = changes.mails.iter().filter_map(|mail| match &mail.letter.kind {
        LetterKind::ConversionEnded { by, .. } => {
            let letter = &mail.letter;
            Some((
                mail.to.as_str(),
                letter.username.as_str(),
                letter.reader.as_str(),
                by.as_str(),
            ))
        }
        _ => None,
    });
    // Ben would have administered Anna's account, and asked her to administer his.
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("ben@example.org", "anna", "ben", "anna"),
            ("ben@example.org", "ben", "ben", "anna")
        ]
    );
}

#[test]
fn rule_14_9_what_nobody_could_answer_any_more_is_removed_and_not_counted() {
    let (mut snapshot, anna, ben) = with_requests();
    row(&mut snapshot, ben).mail.from_others = false;
    snapshot.invitations.iter_mut().for_each(|row| row.expires_at = now());
    snapshot.conversions[1].accepted_at = Some(now());
    snapshot.conversions[1].effective_at = Some(now());
    snapshot.conversions[1].expires_at = now();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert!(
        changes
            .consequences
            .contains(&Consequence::RequestsWithdrawn { count: 4 })
    );
    let is = |kind: &LetterKind| matches!(kind, LetterKind::InvitationCancelled { .. });
    assert!(mailed(&changes, is).is_empty());
}

use super::*;

fn bucket(what: Limited, by: Counted, key: u8) -> Bucket {
    Bucket {
        what,
        by,
        key: [key; 32],
    }
}

fn taken(limits: &Limits, bucket: Bucket, now: Timestamp) -> usize {
    let mut count = 0;
    while count < 1000 && limits.take(bucket, now).is_ok() {
        count += 1;
    }
    count
}

/// Rule 7.5.
#[test]
fn an_address_has_a_burst_and_then_a_rate() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    let own = bucket(Limited::Usernames, Counted::Address, 1);
    assert_eq!(taken(&limits, own, now), 60);
    assert_eq!(limits.take(own, now).unwrap_err().retry_after, Some(1));
    limits
        .take(bucket(Limited::Usernames, Counted::Address, 2), now)
        .unwrap();
    limits.take(bucket(Limited::Codes, Counted::Address, 1), now).unwrap();
    assert_eq!(taken(&limits, own, now.plus_secs(1)), 2);
}

/// Rule 7.5.
#[test]
fn each_kind_has_its_own_allowance_for_addresses_accounts_and_names() {
    use Counted::{Account, Address, Name, NameFromAddress};
    let now = Timestamp::from_secs(1000);
    let hour = |what, by| {
        let limits = Limits::default();
        let at_once = taken(&limits, bucket(what, by, 1), now);
        (at_once, taken(&limits, bucket(what, by, 1), now.plus_secs(3600)))
    };
    assert_eq!(hour(Limited::Recovery, Address), (10, 10));
    assert_eq!(hour(Limited::Recovery, Name), (20, 20));
    assert_eq!(hour(Limited::Recovery, NameFromAddress), (5, 5));
    assert_eq!(hour(Limited::Passwords, Name), (60, 60));
    assert_eq!(hour(Limited::Passwords, NameFromAddress), (30, 30));
    assert_eq!(hour(Limited::Invitations, Account), (20, 20));
    assert_eq!(hour(Limited::Keys, Account), (60, 60));
    // Not limited.
    assert_eq!(hour(Limited::Keys, Address), (1000, 1000));
    let limits = Limits::default();
    taken(&limits, bucket(Limited::Recovery, Address, 1), now);
    assert_eq!(
        taken(&limits, bucket(Limited::Recovery, Address, 1), now.plus_secs(10)),
        1
    );
    assert_eq!(
        limits
            .take(bucket(Limited::Recovery, Address, 1), now.plus_secs(10))
            .unwrap_err()
            .retry_after,
        Some(11)
    );
}

/// How many buckets are kept.
fn kept(limits: &Limits) -> usize {
    limits.lock().kinds.values().map(|kind| kind.full_at.len()).sum()
}

/// One is taken by more callers than there is room for.
fn crowd(limits: &Limits, what: Limited, by: Counted, now: Timestamp) {
    for number in 0..u32::try_from(BUCKETS).unwrap() + 50 {
        let mut own = bucket(what, by, 9);
        own.key[..4].copy_from_slice(&number.to_be_bytes());
        // Those who share a bucket may be refused.
        let _ = limits.take(own, now);
    }
}

#[test]
fn what_is_full_again_is_forgotten_and_the_rest_is_bounded() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    crowd(&limits, Limited::Codes, Counted::Address, now);
    assert_eq!(kept(&limits), BUCKETS + 1);
    limits
        .take(bucket(Limited::Codes, Counted::Address, 1), now.plus_secs(3600))
        .unwrap();
    assert_eq!(kept(&limits), 1);
}

#[test]
fn invented_names_take_no_place_from_addresses() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    crowd(&limits, Limited::Recovery, Counted::Name, now);
    for key in [1, 2] {
        assert_eq!(
            taken(&limits, bucket(Limited::Recovery, Counted::Address, key), now),
            10
        );
    }
}

#[test]
fn invented_names_keep_nobody_from_help_and_give_nobody_more() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    let victim = bucket(Limited::Recovery, Counted::Name, 1);
    assert_eq!(taken(&limits, victim, now), 20);
    crowd(&limits, Limited::Recovery, Counted::Name, now);
    assert_eq!(kept(&limits), BUCKETS);
    assert_eq!(taken(&limits, bucket(Limited::Recovery, Counted::Name, 2), now), 20);
    assert_eq!(taken(&limits, victim, now), 0);
}

#[test]
fn callers_who_crowd_a_kind_share_one_bucket() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    crowd(&limits, Limited::Recovery, Counted::Address, now);
    let newcomer = || limits.take(bucket(Limited::Recovery, Counted::Address, 1), now);
    assert_eq!(newcomer().unwrap_err().code, Code::TooManyRequests);
}

#[test]
fn a_kind_without_room_is_looked_through_once_a_second() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    crowd(&limits, Limited::Proofs, Counted::Address, now);
    let after = |micros| Timestamp::from_micros(now.as_micros() + micros);
    // Their buckets are full again after a quarter of a second, but the crowd was looked through just now.
    let (early, late) = (after(BETWEEN_SWEEPS - 1), after(BETWEEN_SWEEPS));
    limits
        .take(bucket(Limited::Proofs, Counted::Address, 1), early)
        .unwrap();
    assert_eq!(kept(&limits), BUCKETS + 1);
    limits.take(bucket(Limited::Proofs, Counted::Address, 1), late).unwrap();
    // What is left is what all shared.
    assert!(kept(&limits) <= 2);
}

#[test]
fn what_was_taken_is_told_once_and_again_where_it_could_not_be_kept() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    let own = bucket(Limited::Recovery, Counted::Name, 1);
    taken(&limits, own, now);
    let told = limits.changes();
    assert_eq!((told.len(), told[0].what.as_str()), (1, "recovery/name"));
    assert_eq!(limits.changes(), []);
    limits.not_kept(&told);
    assert_eq!(limits.changes(), told);

    let after = Limits::default();
    let unknown = BucketRow {
        what: "tomorrow/moon".to_owned(),
        ..told[0].clone()
    };
    after.restore(&[told[0].clone(), unknown]);
    assert_eq!(taken(&after, own, now), 0);
    assert_eq!(kept(&after), 1);
}

#[test]
fn an_ipv4_address_counts_as_itself_also_where_a_socket_for_both_families_took_it() {
    let of = |text: &str| network(text.parse().unwrap());
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    assert_ne!(of("::ffff:192.0.2.1"), of("::ffff:192.0.2.2"));
    assert_eq!(of("2001:db8:0:1::1"), of("2001:db8:0:1:ffff::2"));
    assert_ne!(of("2001:db8:0:1::1"), of("2001:db8:0:2::1"));
}

#[test]
fn a_clock_that_is_put_back_locks_nobody_out_for_longer_than_a_used_up_bucket() {
    let (limits, ahead) = (Limits::default(), Timestamp::from_secs(400 * 86_400));
    let own = bucket(Limited::Recovery, Counted::Address, 1);
    assert_eq!(taken(&limits, own, ahead), 10);
    let now = Timestamp::from_secs(1000);
    assert_eq!(limits.take(own, now).unwrap_err().retry_after, Some(11));
    assert_eq!(taken(&limits, own, now.plus_secs(10)), 1);
}

#[test]
fn a_crowd_from_a_clock_that_was_put_back_makes_room_again() {
    let (limits, ahead) = (Limits::default(), Timestamp::from_secs(400 * 86_400));
    crowd(&limits, Limited::Codes, Counted::Address, ahead);
    let now = Timestamp::from_secs(1000);
    let own = bucket(Limited::Codes, Counted::Address, 1);
    limits.take(own, now).unwrap_err();
    limits.take(own, now.plus_secs(3600)).unwrap();
    assert_eq!(kept(&limits), 1);
}

#[test]
fn what_was_given_back_can_be_taken_again_and_writes_are_not_told_to_the_database() {
    let (limits, now) = (Limits::default(), Timestamp::from_secs(1000));
    let own = bucket(Limited::Writes, Counted::Account, 1);
    assert_eq!(taken(&limits, own, now), 600);
    limits.give_back(own);
    assert_eq!(taken(&limits, own, now), 1);
    assert_eq!(limits.changes(), []);
}

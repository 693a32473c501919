//! Until when a certificate is valid: the one field of it that the service reads itself (RFC 5280 4.1.2.5).

use contract::Timestamp;
use jiff::{civil::DateTime, tz::TimeZone};

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// When this certificate, as DER, ends; nothing where it is not of the form.
pub fn not_after(certificate: &[u8]) -> Option<Timestamp> {
    let (certificate, _) = of(SEQUENCE, certificate)?;
    let (fields, _) = of(SEQUENCE, certificate)?;
    let fields = of(VERSION, fields).map_or(fields, |(_, rest)| rest);
    let (_, fields) = of(INTEGER, fields)?;
    let (_, fields) = of(SEQUENCE, fields)?;
    let (_, fields) = of(SEQUENCE, fields)?;
    let (validity, _) = of(SEQUENCE, fields)?;
    let (_, _, after) = element(validity)?;
    let (tag, time, _) = element(after)?;
    read_time(tag, std::str::from_utf8(time).ok()?)
}

/// The value of an element of this tag, and what stands after it.
fn of(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (found, value, rest) = element(bytes)?;
    (found == tag).then_some((value, rest))
}

/// Tag, value, and what stands after it (X.690 8.1).
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, bytes) = bytes.split_first()?;
    let (&first, bytes) = bytes.split_first()?;
    let (length, bytes) = if first < 0x80 {
        (usize::from(first), bytes)
    } else {
        let (octets, bytes) = bytes.split_at_checked(usize::from(first & 0x7f))?;
        let length = octets.iter().try_fold(0_usize, |length, octet| {
            Some(length.checked_mul(256)? + usize::from(*octet))
        })?;
        (length, bytes)
    };
    let (value, rest) = bytes.split_at_checked(length)?;
    Some((tag, value, rest))
}

/// A year of two digits is of 1950 to 2049.
fn read_time(tag: u8, text: &str) -> Option<Timestamp> {
    let text = match tag {
        UTC_TIME if text.get(..1)? < "5" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let civil = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    let zoned = civil.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp::from_secs(zoned.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(until: (i32, u8, u8)) -> Vec<u8> {
        let mut parameters = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
        parameters.not_after = rcgen::date_time_ymd(until.0, until.1, until.2);
        let key = rcgen::KeyPair::generate().unwrap();
        parameters.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn the_end_of_a_certificate_is_read_in_both_of_its_forms() {
        // 2030 is written with two digits of its year, 2060 with four.
        for (until, seconds) in [((2030, 1, 2), 1_893_542_400), ((2060, 1, 2), 2_840_227_200)] {
            assert_eq!(not_after(&certificate(until)), Some(Timestamp::from_secs(seconds)));
        }
    }

    #[test]
    fn what_is_no_certificate_has_no_end() {
        let whole = certificate((2030, 1, 2));
        for length in 0..150 {
            assert_eq!(not_after(&whole[..length]), None, "{length}");
        }
        assert_eq!(not_after(&[0x30, 0xff, 0, 0]), None);
    }
}

use super::*;

/// A component of a calendar file, read by the letter of RFC 5545.
#[derive(Debug, Default)]
struct Component {
    name: String,
    properties: Vec<(String, String)>,
    inside: Vec<Component>,
}

impl Component {
    fn value(&self, name: &str) -> &str {
        let found: Vec<_> = self.properties.iter().filter(|(known, _)| known == name).collect();
        assert_eq!(found.len(), 1, "{name} once in {}", self.name);
        &found[0].1
    }

    fn text(&self, name: &str) -> String {
        let mut letters = self.value(name).chars();
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next().unwrap() {
                    'n' | 'N' => text.push('\n'),
                    escaped @ ('\\' | ';' | ',') => text.push(escaped),
                    other => panic!("\\{other} is no escape"),
                },
                ';' | ',' => panic!("{letter} is not escaped"),
                letter => text.push(letter),
            }
        }
        text
    }
}

/// Reads a file strictly: line ends, lengths, folding, nesting.
fn read(file: &str) -> Component {
    assert!(file.ends_with("\r\n"));
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "line ends are CRLF");
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets in {line}", line.len());
        assert!(!line.is_empty());
    }
    let unfolded = file.replace("\r\n ", "");
    let mut open = vec![Component::default()];
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        assert!(!value.chars().any(char::is_control), "{line}");
        match name {
            "BEGIN" => open.push(Component {
                name: value.to_owned(),
                ..Component::default()
            }),
            "END" => {
                let ended = open.pop().unwrap();
                assert_eq!(ended.name, value);
                open.last_mut().unwrap().inside.push(ended);
            }
            _ => open
                .last_mut()
                .unwrap()
                .properties
                .push((name.to_owned(), value.to_owned())),
        }
    }
    let mut root = open.pop().unwrap();
    assert!(open.is_empty() && root.properties.is_empty() && root.inside.len() == 1);
    root.inside.remove(0)
}

fn now() -> Timestamp {
    Timestamp::from_secs(1_800_000_000)
}

fn moment(what: CalendarKind, in_secs: i64, subject: Option<&str>) -> CalendarDate {
    CalendarDate {
        when: CalendarTime::Moment {
            at: now().plus_secs(in_secs),
        },
        what,
        subject: subject.map(str::to_owned),
    }
}

fn day(what: CalendarKind, day: &str) -> CalendarDate {
    CalendarDate {
        when: CalendarTime::Day { day: day.to_owned() },
        what,
        subject: None,
    }
}

const WHOSE: Whose<'_> = Whose {
    profile: "p1",
    username: "Ana",
    gallery: "Contoso; Packages, Ltd",
};

fn written(dates: &[CalendarDate], tongue: Tongue) -> Component {
    read(&file(dates, WHOSE, now(), tongue))
}

#[test]
fn a_file_has_what_a_calendar_asks_for() {
    let dates = [
        moment(CalendarKind::KeyEnds, 86_400, Some("build server")),
        day(CalendarKind::LastDay, "2027-02-28"),
    ];
    let calendar = written(&dates, Tongue::English);
    assert_eq!(
        (calendar.name.as_str(), calendar.value("VERSION")),
        ("VCALENDAR", "2.0")
    );
    assert!(!calendar.value("PRODID").is_empty());
    let [key, last] = calendar.inside.as_slice() else {
        panic!("{calendar:?}")
    };
    assert_eq!(key.value("DTSTAMP"), "20270115T080000Z");
    assert_eq!(
        (key.value("DTSTART"), key.value("DTEND")),
        ("20270116T080000Z", "20270116T081500Z")
    );
    assert_eq!(key.text("SUMMARY"), "Ana: the API key “build server” ends");
    assert!(key.text("DESCRIPTION").contains("Contoso; Packages, Ltd"));
    assert_eq!(last.value("DTSTART;VALUE=DATE"), "20270228");
    assert_eq!(last.value("DTEND;VALUE=DATE"), "20270301", "a day ends before this");
    let alarm = &key.inside[0];
    assert_eq!((alarm.name.as_str(), alarm.value("ACTION")), ("VALARM", "DISPLAY"));
    assert!(!alarm.value("DESCRIPTION").is_empty() && alarm.value("TRIGGER").starts_with("-P"));
}

#[test]
fn every_kind_is_told_in_both_languages() {
    let kinds = [
        CalendarKind::Begin,
        CalendarKind::LookAgain,
        CalendarKind::LastDay,
        CalendarKind::LoginChangeFinal,
        CalendarKind::KeyEnds,
        CalendarKind::InvitationEnds,
        CalendarKind::Deletion,
    ];
    let dates = kinds.map(|kind| moment(kind, 60, Some("contoso")));
    let (english, german) = (written(&dates, Tongue::English), written(&dates, Tongue::German));
    for (english, german) in english.inside.iter().zip(&german.inside) {
        assert_eq!(english.value("UID"), german.value("UID"));
        assert_ne!(english.text("SUMMARY"), german.text("SUMMARY"));
        assert_ne!(english.text("DESCRIPTION"), german.text("DESCRIPTION"));
    }
}

#[test]
fn the_same_date_has_the_same_name_and_another_another() {
    let uid = |date: &CalendarDate, whose: Whose<'_>| {
        let calendar = read(&file(std::slice::from_ref(date), whose, now(), Tongue::English));
        calendar.inside[0].value("UID").to_owned()
    };
    let reminder = uid(&day(CalendarKind::LastDay, "2027-02-28"), WHOSE);
    assert_eq!(
        uid(&day(CalendarKind::LastDay, "2027-03-31"), WHOSE),
        reminder,
        "it moves"
    );
    assert_ne!(uid(&day(CalendarKind::Begin, "2027-02-28"), WHOSE), reminder);
    let other = Whose { profile: "p2", ..WHOSE };
    assert_ne!(uid(&day(CalendarKind::LastDay, "2027-02-28"), other), reminder);
    let key = |subject, secs| uid(&moment(CalendarKind::KeyEnds, secs, Some(subject)), WHOSE);
    assert_eq!(key("a", 60), key("a", 60));
    assert_ne!(key("a", 60), key("b", 60));
    assert_ne!(key("a", 60), key("a", 90), "two keys of one name");
}

#[test]
fn hostile_and_endless_names_are_escaped_and_folded_between_letters() {
    let hostile = "a\\b;c,d\r\nEND:VEVENT\u{0}\u{7f}née 🗝 ".repeat(40);
    let calendar = written(&[moment(CalendarKind::KeyEnds, 60, Some(&hostile))], Tongue::German);
    assert_eq!(calendar.inside.len(), 1);
    let kept: String = hostile
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect();
    assert!(calendar.inside[0].text("SUMMARY").contains(&kept));
}

#[test]
fn what_is_no_day_is_left_out() {
    assert!(
        written(&[day(CalendarKind::Begin, "soon")], Tongue::English)
            .inside
            .is_empty()
    );
}

/// What a reader that was not written here understands of a file: npm's `ical.js`.
fn read_elsewhere(file: &str) -> serde_json::Value {
    use std::io::Write;
    let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/node");
    let installed = place.join("node_modules/ical.js").exists();
    assert!(installed, "the reader is not installed: run `npm ci` in tests/node");
    let mut node = std::process::Command::new("node")
        .arg(place.join("calendar.mjs"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    let said = node.wait_with_output().unwrap();
    assert!(said.status.success(), "it is no calendar file to others: {file}");
    serde_json::from_slice(&said.stdout).unwrap()
}

#[test]
fn somebody_else_s_parser_reads_what_is_written() {
    let hostile = "a\\b;c,d\nEND:VEVENT née 🗝 ".repeat(40);
    let dates = [
        day(CalendarKind::LastDay, "2028-02-29"),
        moment(CalendarKind::KeyEnds, 86_400, Some(&hostile)),
        moment(CalendarKind::KeyEnds, 90_000, Some(&hostile)),
        day(CalendarKind::Begin, "2027-12-31"),
    ];
    for tongue in [Tongue::English, Tongue::German] {
        let file = file(&dates, WHOSE, now(), tongue);
        let said = read_elsewhere(&file);
        assert_eq!((&said["name"], &said["version"]), (&"vcalendar".into(), &"2.0".into()));
        let events = said["events"].as_array().unwrap();
        assert_eq!((events.len(), &said["again"]), (dates.len(), &said["events"]));
        for (event, date) in events.iter().zip(&dates) {
            let subject = date.subject.as_deref().unwrap_or_default();
            let Saying { title, text } = tongue.date(date.what, WHOSE.username, WHOSE.gallery, subject);
            assert_eq!(event["summary"], title.as_ref());
            assert_eq!(event["description"], text.as_ref());
            assert_eq!(event["uid"], uid(date, WHOSE.profile));
            assert_eq!(event["stamp"], "2027-01-15T08:00:00Z");
            assert_eq!(event["transparent"], true);
            let alarms = event["alarms"].as_array().unwrap();
            assert_eq!(alarms.len(), 1);
            assert_eq!(
                (&alarms[0]["action"], &alarms[0]["text"]),
                (&"DISPLAY".into(), &event["summary"])
            );
            assert_eq!(alarms[0]["seconds"], -86_400, "a day before");
        }
        let when = |event: &serde_json::Value| {
            let text = |name: &str| event[name].as_str().unwrap().to_owned();
            (text("start"), text("end"), event["all_day"].as_bool().unwrap())
        };
        let whole = |start: &str, end: &str| (start.to_owned(), end.to_owned(), true);
        assert_eq!(when(&events[0]), whole("2028-02-29", "2028-03-01"));
        assert_eq!(when(&events[3]), whole("2027-12-31", "2028-01-01"));
        let (start, end) = ("2027-01-16T08:00:00Z".to_owned(), "2027-01-16T08:15:00Z".to_owned());
        assert_eq!(when(&events[1]), (start, end, false));
        assert_ne!(events[1]["uid"], events[2]["uid"], "two keys of one name");
    }
}

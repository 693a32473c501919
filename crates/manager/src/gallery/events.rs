//! Server-sent events (WHATWG HTML 9.2), read from a stream of bytes.

use contract::{EventId, event::Event};

/// The longest line that is kept, in bytes; a longer one drops its event.
const LINE_LIMIT: usize = 64 * 1024;

/// What a stream brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// An event.
    Event(Event),
    /// Only how far the stream is: before the first event, or after one that this version cannot read.
    Cursor(EventId),
}

/// Turns the bytes of an event stream into events. Comments and unknown fields are passed over.
#[derive(Debug, Default)]
pub struct EventReader {
    line: Vec<u8>,
    line_is_too_long: bool,
    data: String,
    id: Option<EventId>,
    event_is_broken: bool,
    /// Whether the first message is over, which greets whoever opens the stream.
    is_greeted: bool,
    has_spoken: bool,
}

impl EventReader {
    /// Takes the next bytes and gives the events that they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Heard> {
        let mut events = Vec::new();
        for &byte in bytes {
            match byte {
                b'\n' => events.extend(self.end_line()),
                b'\r' => {}
                _ if self.line.len() < LINE_LIMIT => self.line.push(byte),
                _ => self.line_is_too_long = true,
            }
        }
        events
    }

    /// Whether an event or a heartbeat came. The greeting is neither: it comes with the answer.
    #[must_use]
    pub fn has_spoken(&self) -> bool {
        self.has_spoken
    }

    fn end_line(&mut self) -> Option<Heard> {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.line_is_too_long) {
            self.event_is_broken = true;
            return None;
        }
        if line.is_empty() {
            return self.end_event();
        }
        if let Some(value) = line.strip_prefix(b"data:") {
            self.add_data(value);
        } else if let Some(value) = line.strip_prefix(b"id:") {
            self.id = std::str::from_utf8(value).ok().and_then(|id| id.trim().parse().ok());
        } else if line.starts_with(b":") {
            self.has_spoken |= self.is_greeted;
        }
        None
    }

    fn add_data(&mut self, value: &[u8]) {
        match std::str::from_utf8(value.strip_prefix(b" ").unwrap_or(value)) {
            Ok(text) if self.data.len() + text.len() <= LINE_LIMIT => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(text);
            }
            _ => self.event_is_broken = true,
        }
    }

    fn end_event(&mut self) -> Option<Heard> {
        self.is_greeted = true;
        let (data, id) = (std::mem::take(&mut self.data), self.id.take());
        let is_broken = std::mem::take(&mut self.event_is_broken);
        let event = serde_json::from_str(&data).ok().filter(|_| !is_broken);
        self.has_spoken |= event.is_some();
        event.map(Heard::Event).or(id.map(Heard::Cursor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDED: &str =
        r#"{"id":"01890a5d-ac96-774b-bcce-b302099a8057","at":"2026-01-01T00:00:00Z","kind":"session_ended"}"#;

    #[test]
    fn an_event_arrives_whole_however_its_bytes_are_cut() {
        let stream = format!(": hello\n\nid: 1\ndata: {ENDED}\n\n");
        for size in 1..stream.len() {
            let mut reader = EventReader::default();
            let events: Vec<Heard> = stream
                .as_bytes()
                .chunks(size)
                .flat_map(|bytes| reader.push(bytes))
                .collect();
            assert_eq!(events.len(), 1, "cut every {size} bytes");
        }
    }

    #[test]
    fn an_id_without_an_event_that_can_be_read_says_how_far_the_stream_is() {
        let mut reader = EventReader::default();
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for message in [format!("id: {id}\n\n"), format!("id: {id}\ndata: {{}}\n\n")] {
            let heard = reader.push(message.as_bytes());
            assert!(matches!(heard.as_slice(), [Heard::Cursor(cursor)] if cursor.to_string() == id));
        }
        assert!(reader.push(b": still here\n\n").is_empty());
    }

    #[test]
    fn only_an_event_or_a_heartbeat_counts_as_spoken_not_the_greeting() {
        let greetings = [": resumed\n\n", "id: 01890a5d-ac96-774b-bcce-b302099a8057\n\n"];
        let events = [": still here\n\n".to_owned(), format!("data: {ENDED}\n\n")];
        for greeting in greetings {
            for event in &events {
                let mut reader = EventReader::default();
                reader.push(greeting.as_bytes());
                assert!(!reader.has_spoken());
                reader.push(event.as_bytes());
                assert!(reader.has_spoken());
            }
        }
    }

    #[test]
    fn an_event_that_cannot_be_read_is_passed_over() {
        let mut reader = EventReader::default();
        assert!(reader.push(b"data: {\"kind\":\n\n").is_empty());
        assert!(reader.push(b"data: \xff\xfe\n\n").is_empty());
        assert_eq!(reader.push(format!("data: {ENDED}\n\n").as_bytes()).len(), 1);
    }

    #[test]
    fn an_endless_line_does_not_grow_the_memory() {
        let mut reader = EventReader::default();
        for _ in 0..100 {
            assert!(reader.push(&[b'x'; 4096]).is_empty());
        }
        assert!(reader.line.len() <= LINE_LIMIT);
        assert!(reader.push(b"\n\n").is_empty());
        assert_eq!(reader.push(format!("data: {ENDED}\n\n").as_bytes()).len(), 1);
    }
}

//! Telling the holder of a key that it ends (rule 13.40).

use crate::{
    command::{Changes, Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::Timestamp;
use uuid::Uuid;

/// How many seconds before its end the holder of a key is told.
pub const WARNING_SECONDS: i64 = 10 * 86_400;

/// Tell the holder of a key that it ends soon, or that it has ended, once each. Keys that were made for no longer than
/// the time of warning are for programs that make them anew; nobody is told of these.
#[derive(Debug)]
pub struct WarnOfKey {
    /// Which key.
    pub key: Uuid,
}

impl Command for WarnOfKey {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::Key(self.key)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let mut keys = snapshot.keys.iter();
        let key = keys.find(|key| key.id == self.key && key.revoked_at.is_none());
        let due = key.filter(|key| now >= key.expires_at.plus_secs(-WARNING_SECONDS));
        let Some((key, holder)) = due.and_then(|key| Some((key, snapshot.account(key.holder)?))) else {
            return Ok((Changes::default(), ()));
        };
        let ended = now >= key.expires_at;
        let is_short = key.expires_at.secs_since(key.made_at) <= WARNING_SECONDS;
        let mut draft = Draft::by_nobody(snapshot, now, entropy);
        draft.rests_on(holder.id);
        draft.write(Write::WarnOfKey {
            key: key.id,
            ended: ended || is_short,
        });
        if !is_short && holder.mail.from_others && holder.deletion_at.is_none() {
            let letter = LetterKind::KeyEnds {
                description: key.description.clone(),
                ending: key.ending.clone(),
                at: key.expires_at,
                ended,
            };
            draft.mail(holder, letter);
        }
        Ok((draft.finish(), ()))
    }
}

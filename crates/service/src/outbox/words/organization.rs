//! Mails about organizations and their members.

use super::{Sender, Words, moment, role};
use accounts::letter::{Letter, LetterKind};

/// The words of one of them.
pub fn words(sender: Sender<'_>, letter: &Letter) -> Words {
    let (gallery, reader) = (sender.gallery, letter.reader.as_str());
    match &letter.kind {
        LetterKind::MemberUpdated {
            organization,
            member,
            administrator,
        } => sender
            .to(reader, &format!("{member} in {organization}"))
            .say(format!(
                "{member} is {} of the organization {organization} at {gallery} now.",
                role(*administrator)
            ))
            .say(match (reader == organization, *administrator) {
                (true, _) => unexpected(organization),
                (false, true) => {
                    "If you did not expect that, the app shows who belongs to it and what was done, and you can change it \
                     there."
                        .to_owned()
                }
                (false, false) => "If you did not expect that, ask its administrators: the app shows who they are.".to_owned(),
            }),
        LetterKind::MemberRemoved { organization, member } => sender
            .to(reader, &format!("{member} is no longer in {organization}"))
            .say(format!(
                "{member} is no longer a member of the organization {organization} at {gallery}."
            ))
            .say(if reader == organization {
                unexpected(organization)
            } else {
                format!("If you did not expect that, ask the people of {organization}.")
            }),
        _ => invitation(sender, letter),
    }
}

/// To an organization's own address, which anybody may read: only its administrators can do something.
fn unexpected(organization: &str) -> String {
    format!(
        "If that is not right, an administrator of {organization} finds who did it in its activity, in the app, and can change \
         it there."
    )
}

fn invitation(sender: Sender<'_>, letter: &Letter) -> Words {
    let (gallery, username, reader) = (sender.gallery, letter.username.as_str(), letter.reader.as_str());
    match &letter.kind {
        LetterKind::Invited {
            organization,
            administrator,
            by,
            until,
            reference,
        } => sender
            .to(reader, &format!("{by} invites you to {organization}"))
            .say(format!(
                "{by} invites you to be {} of the organization {organization} at {gallery}.",
                role(*administrator)
            ))
            .say(format!(
                "Open the app, signed in as {username}, to accept or decline until {}.",
                moment(*until)
            ))
            .link(
                "What this is about, and how to decline without the app:",
                sender.page(reference),
            ),
        LetterKind::InvitationMade {
            member,
            by,
            administrator,
        } => sender
            .to(reader, &format!("{member} was invited to {username}"))
            .say(format!(
                "{by} invited {member} to be {} of {username} at {gallery}.",
                role(*administrator)
            ))
            .say(
                "If that is not right, withdraw the invitation in the app, and look at who administers the organization.",
            ),
        LetterKind::InvitationDeclined { member } => sender.to(reader, &format!("{member} declined")).say(format!(
            "{member} does not want to be a member of {username} at {gallery}. There is nothing to do."
        )),
        LetterKind::InvitationCancelled { organization } => sender
            .to(reader, &format!("The invitation to {organization} was withdrawn"))
            .say(format!(
                "the organization {organization} at {gallery} has withdrawn its invitation. There is nothing to do."
            )),
        _ => sender.to(reader, "About your account"),
    }
}

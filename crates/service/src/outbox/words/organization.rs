//! Mails about organizations: members and conversion.

use super::{Sender, Words, moment, role};
use accounts::letter::LetterKind;
use contract::Code;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    match kind {
        LetterKind::Invited { .. }
        | LetterKind::InvitationMade { .. }
        | LetterKind::InvitationDeclined { .. }
        | LetterKind::InvitationCancelled { .. } => invitation(sender, username, kind),
        LetterKind::MemberUpdated {
            organization,
            member,
            administrator,
        } => sender.to(username, &format!("{member} in {organization}")).say(format!(
            "{member} is {} of the organization {organization} at {} now.",
            role(*administrator),
            sender.gallery
        )),
        LetterKind::MemberRemoved { organization, member } => sender
            .to(username, &format!("{member} is no longer in {organization}"))
            .say(format!(
                "{member} is no longer a member of the organization {organization} at {}.",
                sender.gallery
            )),
        _ => conversion(sender, username, kind),
    }
}

fn invitation(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::Invited {
            organization,
            administrator,
            by,
            until,
            reference,
        } => sender
            .to(username, &format!("{by} invites you to {organization}"))
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
            .to(username, &format!("{member} was invited to {username}"))
            .say(format!(
                "{by} invited {member} to be {} of {username} at {gallery}.",
                role(*administrator)
            )),
        LetterKind::InvitationDeclined { member } => sender.to(username, &format!("{member} declined")).say(format!(
            "{member} does not want to be a member of {username} at {gallery}."
        )),
        LetterKind::InvitationCancelled { organization } => sender
            .to(username, &format!("The invitation to {organization} was withdrawn"))
            .say(format!(
                "the organization {organization} at {gallery} has withdrawn its invitation. There is nothing to do."
            )),
        _ => sender.to(username, "About your account"),
    }
}

fn conversion(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::ConversionRequested { administrator, until, reference } => sender
            .to(administrator, &format!("{username} wants to become an organization"))
            .say(format!(
                "the account {username} at {gallery} wants to become an organization and names you, {administrator}, as its \
                 administrator. Its packages and settings stay; you would look after them, and its API keys would become \
                 yours."
            ))
            .say(format!("Open the app, signed in as {administrator}, to accept or decline until {}.", moment(*until)))
            .link("What this is about, and how to decline without the app:", sender.page(reference)),
        LetterKind::ConversionInitiated { administrator } => sender
            .to(username, "You asked to become an organization")
            .say(format!(
                "{administrator} was asked to administer {username} at {gallery}. When they accept, nobody signs in as \
                 {username} any more, and it cannot be undone. If it was not you, open the app and cancel it."
            )),
        LetterKind::ConversionWaits { administrator, at, reference } => sender
            .to(username, &format!("{username} is about to become an organization"))
            .say(format!(
                "{administrator} accepted to administer {username} at {gallery}. It becomes an organization on {}, and cannot \
                 become an account again.",
                moment(*at)
            ))
            .link("If that is not right, stop it:", sender.page(reference)),
        LetterKind::ConversionDone { administrator } => sender
            .to(username, &format!("{username} is an organization now"))
            .say(format!(
                "{username} at {gallery} is an organization, administered by {administrator}. Nobody signs in as {username} \
                 any more; its Microsoft account is free."
            )),
        LetterKind::ConversionEnded { by } => sender
            .to(username, &format!("{username} stays an account"))
            .say(format!("{by} ended the request to make {username} at {gallery} an organization. Nothing was changed.")),
        LetterKind::ConversionStopped { why } => sender
            .to(username, &format!("{username} stays an account"))
            .say(format!(
                "{username} at {gallery} was to become an organization by now. {} So nothing was changed.",
                obstacle(*why)
            ))
            .say("Nobody withdrew it. If it is still wanted, ask for it again in the app, where you see what stands in its way."),
        _ => sender.to(username, "About your account"),
    }
}

/// What stood in the way of a conversion that was accepted and waited.
fn obstacle(why: Option<Code>) -> &'static str {
    match why {
        None => "It would have done more by now than was shown to those who agreed to it.",
        Some(Code::AccountLocked) => "The account is locked by the people who run the gallery.",
        Some(Code::AccountFrozen) => "One of the two accounts is frozen.",
        Some(Code::DeletionPending) => "One of the two accounts is being deleted.",
        Some(Code::LoginChangeOpen) => "A change of the Microsoft account of one of the two can still be undone.",
        Some(Code::ConversionIsMember) => "The account is a member of an organization by now.",
        Some(Code::LoginPresent) => "A Microsoft account opens the account by now.",
        Some(Code::EmailUnconfirmed | Code::AdministratorUnconfirmed) => {
            "The contact e-mail of one of the two accounts is not confirmed."
        }
        Some(_) => "The account, or its future administrator, no longer fits it.",
    }
}

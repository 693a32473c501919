//! In-app notices.

use super::App;
use cache::NoticeRecord;
use contract::{
    account::Account,
    desktop::view::{AccountStanding, Notice, NoticeKind, ProfileId},
};

/// How many notices stand in the app; as many are saved.
const KEPT: usize = 100;

/// How long the answer to the press of a button stands at least, in seconds, before another page takes it away.
const READ_AFTER: i64 = 20;

impl App {
    /// Adds an in-app notice; the same said again takes the place of the earlier one. What still means something after
    /// a restart is saved.
    pub(super) fn tell(&mut self, what: NoticeKind, profile: Option<ProfileId>) {
        let mut notices = self.model.notices.iter();
        let same = notices.find(|notice| notice.what == what && notice.profile == profile);
        if let Some(id) = same.map(|notice| notice.id.clone()) {
            self.dismiss_notice(&id);
        }
        if matches!(what, NoticeKind::EmailConfirmed { .. }) {
            self.dismiss_notices(|notice| {
                notice.profile == profile && matches!(notice.what, NoticeKind::ConfirmationSent { .. })
            });
        }
        let notice = Notice {
            id: self.new_id(),
            at: self.now(),
            what,
            profile,
        };
        if !is_passing(&notice.what) {
            self.save_notice(&notice);
        }
        self.model.notices.insert(0, notice);
        self.model.notices.truncate(KEPT);
    }

    pub(super) fn dismiss_notice(&mut self, id: &str) {
        self.saved(self.ports.state.remove_notice(id));
        self.model.notices.retain(|notice| notice.id != id);
    }

    /// Takes away what only answered a press, once the person went on to another page, or to a wizard's next step, and
    /// had time to read it.
    pub(super) fn dismiss_read_notices(&mut self) {
        let now = self.now();
        self.dismiss_notices(|notice| is_passing(&notice.what) && now.secs_since(notice.at) >= READ_AFTER);
    }

    /// Takes away what asked for an answer that was given, here or elsewhere: it was waiting before and is no more.
    pub(super) fn dismiss_answered(&mut self, profile: &str, before: &AccountStanding, now: &AccountStanding) {
        let invites = |standing: &AccountStanding, name: &str| {
            let mut invitations = standing.invitations.iter();
            invitations.any(|invitation| invitation.organization == name)
        };
        let asks = |standing: &AccountStanding, name: &str| {
            let mut conversions = standing.conversions.iter();
            conversions.any(|conversion| conversion.account == name)
        };
        let offers = |standing: &AccountStanding, package: &str, to: &str| {
            let mut offers = standing.offers.iter();
            offers.any(|offer| offer.package.eq_ignore_ascii_case(package) && offer.to.eq_ignore_ascii_case(to))
        };
        self.dismiss_notices(|notice| {
            notice.profile.as_deref() == Some(profile)
                && match &notice.what {
                    NoticeKind::Invited { organization, .. } => {
                        invites(before, organization) && !invites(now, organization)
                    }
                    NoticeKind::ConversionRequested { account, .. } => asks(before, account) && !asks(now, account),
                    NoticeKind::OwnershipOffered {
                        package, to, username, ..
                    } => {
                        // To the person, where it names nobody else.
                        let to = to.as_ref().unwrap_or(username);
                        offers(before, package, to) && !offers(now, package, to)
                    }
                    NoticeKind::RecoveryStarted { .. } => !before.recoveries.is_empty() && now.recoveries.is_empty(),
                    _ => false,
                }
        });
    }

    /// Takes away what warned of something that was so before and is no more: it was taken back, or its time is over.
    pub(super) fn dismiss_over(&mut self, profile: &str, before: Option<&Account>) {
        let now = self.model.profile(profile).and_then(|profile| profile.account.as_ref());
        let (Some(before), Some(now)) = (before, now) else {
            return;
        };
        let kept = before.deletion_at.is_some() && now.deletion_at.is_none();
        let undone = before.login_change_until.is_some() && now.login_change_until.is_none();
        self.dismiss_notices(|notice| {
            notice.profile.as_deref() == Some(profile)
                && match &notice.what {
                    NoticeKind::DeletionRequested { .. } => kept,
                    NoticeKind::LoginChanged { .. } => undone,
                    _ => false,
                }
        });
    }

    pub(super) fn dismiss_notices(&mut self, gone: impl Fn(&Notice) -> bool) {
        let notices = self.model.notices.iter().filter(|notice| gone(notice));
        let ids: Vec<String> = notices.map(|notice| notice.id.clone()).collect();
        for id in ids {
            self.dismiss_notice(&id);
        }
    }

    fn save_notice(&self, notice: &Notice) {
        let Ok(what) = serde_json::to_string(&notice.what) else {
            return;
        };
        let record = NoticeRecord {
            id: notice.id.clone(),
            at: notice.at,
            profile: notice.profile.clone(),
            what,
        };
        self.saved(self.ports.state.put_notice(&record, self.now()));
    }
}

/// Whether it only answers the press of a button.
fn is_passing(what: &NoticeKind) -> bool {
    matches!(
        what,
        NoticeKind::AddressCopied
            | NoticeKind::CalendarSaved { .. }
            | NoticeKind::TextCopied
            | NoticeKind::ConfirmationSent { .. }
            | NoticeKind::EmailConfirmed { .. }
            | NoticeKind::LinksRepaired
            | NoticeKind::RecoveryStopped { .. }
            | NoticeKind::SignedOut {
                revoked_at_gallery: true,
                removed_from_keyring: true,
                ..
            }
            | NoticeKind::StartedOver
    )
}

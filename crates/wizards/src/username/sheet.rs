//! What stands on the pages.

use super::{At, Username};
use crate::{Scene, page};
use contract::desktop::wizard::{Choice, Facts, FieldName, ListName, Offer, Sheet, Step};

/// What another username means, one sentence each.
const MEANS: [&str; 5] = ["decided", "old_name", "addresses", "packages", "policies"];

impl Username {
    /// What was typed is judged on its own page: the one with the consequences comes with them.
    pub(super) fn shown(&self) -> At {
        let judging = self.decision.foreseen.is_none() && self.decision.refusal.is_none();
        match self.at {
            At::Check if judging => At::Name,
            at => at,
        }
    }

    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let at = self.shown();
        let mut sheet = Sheet::new(match at {
            At::Intro => Step::UsernameIntro,
            At::Name => Step::UsernameName,
            At::Check => Step::UsernameCheck,
            At::Waiting => Step::UsernameWaiting,
            At::Done => Step::UsernameDone,
            At::Withdrawn => Step::UsernameWithdrawn,
            At::Refused => Step::UsernameRefused,
        });
        self.facts(&mut sheet, scene);
        sheet.back = matches!(at, At::Name | At::Check);
        sheet.refusal = self.hint.clone();
        match at {
            At::Intro => self.intro(&mut sheet, scene),
            At::Name => {
                sheet.fields = vec![
                    page::field(FieldName::Username, &self.wanted),
                    page::field(FieldName::Reason, &self.reason),
                ];
                sheet.fields[0].check = scene.check(FieldName::Username);
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Check => page::decide(&mut sheet, &self.decision, Offer::primary(Choice::RequestUsername)),
            At::Waiting => {
                page::decide_at_once(&mut sheet, &self.decision, Offer::danger(Choice::WithdrawUsername));
                page::unread(&mut sheet, self.request.refusal.as_ref());
            }
            At::Done | At::Withdrawn | At::Refused => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        let request = self.request.known.as_ref();
        let wanted = request
            .filter(|_| self.at == At::Waiting)
            .map(|found| found.wanted.clone());
        facts.other = Some(wanted.unwrap_or_else(|| self.wanted.trim().to_owned()));
        facts.word = request.map(|request| request.reason.clone());
        facts.at = request.map(|request| request.made_at);
    }

    fn intro(&self, sheet: &mut Sheet, scene: &Scene) {
        let problem = self.account.refusal.as_ref().or(self.request.refusal.as_ref());
        let Some(account) = &self.account.known else {
            return page::unread(sheet, problem);
        };
        let blockers = page::standing_in_the_way_now(account, scene.now);
        let means = MEANS.map(|word| Facts {
            username: Some(account.username.clone()),
            word: Some(word.to_owned()),
            ..Facts::default()
        });
        let means = means.into_iter().map(|facts| page::line(facts, Vec::new()));
        page::lines(sheet, ListName::RenameMeans, means.collect());
        let free = blockers.is_empty();
        if !free {
            page::blocked(sheet, blockers);
        }
        if free && self.request.is_settled() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        page::unread(sheet, problem);
    }
}

//! What stands on the pages.

use super::{At, FindLogin};
use crate::{
    Scene,
    guided::{evidence, plans::refusals},
    page::{done, field, lines, note, warning},
};
use contract::{
    Code,
    desktop::wizard::{
        Block, Choice, Facts, FieldName, Line, ListName, Offer, Receipt, Saying, Sheet, SitePage, Step, WizardKind,
    },
};

impl FindLogin {
    pub(super) fn page(&self, _scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        let name = Some(self.username.trim().to_owned()).filter(|name| !name.is_empty());
        sheet.facts = Facts {
            username: name,
            address: Some(self.address.trim().to_owned()).filter(|address| !address.is_empty()),
            other_address: self.known_mask().map(str::to_owned),
            // By the app, or by the person in the browser.
            is: Some(self.mailed.is_some()),
            ..Facts::default()
        };
        sheet.back = !matches!(self.at, At::Name | At::Done);
        sheet.refusal.clone_from(&self.hint);
        match self.at {
            At::Name => self.name(&mut sheet),
            At::Address => self.address(&mut sheet),
            At::Browser if self.aside => refused(&mut sheet),
            At::Browser => browser(&mut sheet),
            At::Mailed => mailed(&mut sheet),
            At::Done => self.done(&mut sheet),
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Name => Step::FindLoginName,
            At::Address => Step::FindLoginAddress,
            At::Browser if self.aside => Step::GuidedRefusals,
            At::Browser => Step::GuidedFindLoginDoAssistance,
            At::Mailed => Step::FindLoginMailed,
            At::Done => Step::FindLoginDone,
        }
    }

    fn name(&self, sheet: &mut Sheet) {
        sheet.blocks.push(note(ListName::GuidedPosts));
        sheet.fields = vec![field(FieldName::Username, &self.username)];
        sheet.offers = vec![Offer::primary(Choice::AskMask)];
        if self.known_mask().is_some() {
            sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::AskMask)];
        }
        self.or_in_browser(sheet);
    }

    fn address(&self, sheet: &mut Sheet) {
        sheet.fields = vec![field(FieldName::Email, &self.address)];
        if self.unsure {
            sheet.blocks.push(warning(ListName::GuidedMailUnsure));
        }
        sheet.offers = vec![Offer::primary(Choice::MailLogins)];
        self.or_in_browser(sheet);
        sheet.offers.push(Offer::starting(WizardKind::Recover));
    }

    /// Where the site has another form than the app knows, or something stands between, the browser goes on.
    fn or_in_browser(&self, sheet: &mut Sheet) {
        let code = self.hint.as_ref().map(|problem| problem.code);
        if matches!(code, Some(Code::SiteChanged | Code::SiteIntercepted)) {
            sheet.blocks.push(note(ListName::GuidedUseBrowser));
            sheet.helps = vec![Offer::primary(Choice::UseBrowser)];
        } else {
            sheet.offers.push(Offer::plain(Choice::UseBrowser));
        }
    }

    fn done(&self, sheet: &mut Sheet) {
        let receipt = self.ended.map(|at| Receipt {
            deed: None,
            at,
            reference: None,
            changed: Vec::new(),
            undo_until: None,
        });
        done(sheet, receipt.as_ref());
        let line = |saying: Saying, at| {
            let facts = Facts {
                word: Some(crate::guided::sheet::name_of(Step::GuidedFindLoginDoAssistance)),
                at: Some(at),
                ..Facts::default()
            };
            evidence::good(saying, facts)
        };
        let mailed = self.mailed.map(|at| line(Saying::LoginsMailed, at));
        let marked = self.marked.filter(|_| self.mailed.is_none());
        let marked = marked.map(|at| line(Saying::Marked, at));
        lines(
            sheet,
            ListName::GuidedMarked,
            mailed.into_iter().chain(marked).collect(),
        );
        sheet.offers.extend([
            Offer::starting(WizardKind::ChangeLogin),
            Offer::starting(WizardKind::Recover),
        ]);
    }
}

fn browser(sheet: &mut Sheet) {
    sheet.blocks.push(Block::Page {
        page: SitePage::SignIn,
        about: None,
    });
    sheet.offers = vec![
        Offer::primary(Choice::OpenPage),
        Offer::plain(Choice::MarkDone),
        Offer::plain(Choice::SaysElse),
    ];
}

fn refused(sheet: &mut Sheet) {
    let line = |(saying, helps): &(Saying, Option<WizardKind>)| Line {
        offers: helps.iter().copied().map(Offer::starting).collect(),
        ..evidence::says(*saying, Facts::default())
    };
    let items = refusals::OF_ASSISTANCE.iter().map(line);
    lines(sheet, ListName::GuidedRefusals, items.collect());
    sheet.offers = vec![Offer::plain(Choice::MarkDone)];
}

/// The mail is on its way. What it may say, and what to do when none comes.
fn mailed(sheet: &mut Sheet) {
    let says = refusals::OF_MAIL.iter().map(|(saying, helps)| Line {
        offers: helps.iter().copied().map(Offer::starting).collect(),
        ..evidence::says(*saying, Facts::default())
    });
    lines(sheet, ListName::GuidedRefusals, says.collect());
    sheet.offers = vec![Offer::primary(Choice::SawIt)];
}

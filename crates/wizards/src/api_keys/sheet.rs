//! What stands on the pages.

use super::{
    ApiKeys, At,
    cards::{card, card_of, planned},
    draft::Question,
};
use crate::{Scene, page};
use contract::{
    Code, Timestamp,
    desktop::wizard::{Block, Choice, Deed, FieldName, KeyCard, ListName, Offer, Sheet, Step},
};

impl ApiKeys {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = !matches!(self.at, At::List | At::Shown | At::Done);
        sheet.refusal.clone_from(&self.hint);
        if self.not_made {
            sheet.blocks.push(page::note(ListName::KeyNotMade));
        }
        match self.at {
            At::List => self.list(&mut sheet, scene),
            At::Key => self.one(&mut sheet, scene),
            At::Ask(question) => self.question(&mut sheet, question, &self.draft, scene),
            At::Edit(question) => self.question(&mut sheet, question, &self.change, scene),
            At::Menu => self.menu(&mut sheet),
            At::Check => {
                card_of(&mut sheet, ListName::NextKey, planned(&self.draft));
                self.held(&mut sheet, scene);
                page::decide(&mut sheet, &self.decision, Offer::primary(Choice::MakeKey));
            }
            At::EditCheck(question) => {
                self.next_of_edit(&mut sheet, question);
                page::decide(&mut sheet, &self.decision, Offer::primary(Choice::ChangeKey));
            }
            At::RenewLife => self.lives(&mut sheet, scene),
            At::Renew => {
                self.renewed(&mut sheet);
                sheet.blocks.push(page::warning(ListName::KeyStops));
                self.held(&mut sheet, scene);
                page::decide(&mut sheet, &self.decision, Offer::primary(Choice::RenewKey));
                if !self.decision.is_open() {
                    sheet.offers.push(Offer::plain(Choice::AskLife));
                }
            }
            At::Revoke => {
                self.this(&mut sheet);
                sheet.fields = vec![page::field(FieldName::Confirmation, &self.confirmation)];
                page::decide(&mut sheet, &self.decision, Offer::danger(Choice::RevokeKey));
            }
            At::Shown => self.text(&mut sheet, scene),
            At::Done => {
                sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::AllKeys), Offer::plain(Choice::Finish)];
            }
        }
        self.help(&mut sheet, scene);
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::List => Step::ApiKeysList,
            At::Key => Step::ApiKeysKey,
            At::Ask(Question::Description) => Step::ApiKeysDescription,
            At::Ask(Question::Owner) | At::Edit(Question::Owner) => Step::ApiKeysOwner,
            At::Ask(Question::Scopes) => Step::ApiKeysScopes,
            At::Ask(Question::Packages) => Step::ApiKeysPackages,
            At::Ask(Question::Life) => Step::ApiKeysLife,
            At::Check => Step::ApiKeysCheck,
            At::Shown => Step::ApiKeysShown,
            At::Menu => Step::ApiKeysChange,
            At::Edit(Question::Description) => Step::ApiKeysRename,
            At::Edit(Question::Scopes) => Step::ApiKeysRescope,
            At::Edit(Question::Packages) => Step::ApiKeysRetarget,
            At::Edit(Question::Life) | At::RenewLife => Step::ApiKeysProlong,
            At::EditCheck(_) => Step::ApiKeysChangeCheck,
            At::Renew => Step::ApiKeysRenew,
            At::Revoke => Step::ApiKeysRevoke,
            At::Done => Step::ApiKeysDone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(self.own(scene));
        let key = self.key.as_ref();
        let draft = self.draft.description.trim().to_owned();
        facts.word = match self.at {
            At::List => None,
            At::Ask(_) | At::Check => Some(draft).filter(|text| !text.is_empty()),
            At::Done => self.did().map(str::to_owned),
            _ => key.map(|key| key.description.clone()),
        };
        if !matches!(self.at, At::List | At::Ask(_) | At::Check) {
            facts.other = key.map(|key| key.ending.clone());
            facts.at = key.map(|key| key.expires_at);
        }
        facts.until = self.held_until(scene);
        facts.is = match self.at {
            At::Shown => Some(self.gone),
            At::Key | At::Renew | At::RenewLife => key.map(|key| key.expires_at <= scene.now),
            _ => None,
        };
        let keys = self.keys.known.as_ref().map(|list| list.keys.len());
        facts.count = match self.at {
            At::Renew => self.change.days,
            _ => keys.and_then(|count| u32::try_from(count).ok()),
        };
    }

    /// What was done, by its name.
    fn did(&self) -> Option<&'static str> {
        match self.receipt.as_ref()?.deed.as_ref()? {
            Deed::KeyMade { .. } => Some("made"),
            Deed::KeyRenewed { .. } => Some("renewed"),
            Deed::KeyChanged { .. } => Some("changed"),
            Deed::KeyRevoked { .. } => Some("revoked"),
            _ => None,
        }
    }

    /// Until when a key that is made now waits (rule 13.26).
    fn held_until(&self, scene: &Scene) -> Option<Timestamp> {
        let account = self.account.known.as_ref()?;
        account.login_change_until.filter(|until| scene.now < *until)
    }

    pub(super) fn held(&self, sheet: &mut Sheet, scene: &Scene) {
        if self.held_until(scene).is_some() {
            sheet.blocks.push(page::warning(ListName::KeyHeld));
        }
    }

    pub(super) fn this(&self, sheet: &mut Sheet) {
        if let Some(key) = &self.key {
            card_of(sheet, ListName::ThisKey, card(key, Vec::new()));
        }
    }

    /// The key that takes the place of the old one: the same, with another life where one was chosen.
    fn renewed(&self, sheet: &mut Sheet) {
        let (Some(key), Some(days)) = (&self.key, self.change.days) else {
            return self.this(sheet);
        };
        let next = KeyCard {
            days: Some(days),
            expires_at: None,
            ending: None,
            ..card(key, Vec::new())
        };
        card_of(sheet, ListName::NextKey, next);
    }

    fn menu(&self, sheet: &mut Sheet) {
        self.this(sheet);
        let ways = [
            Choice::AskDescription,
            Choice::AskScopes,
            Choice::AskPackages,
            Choice::AskLife,
        ];
        sheet.offers = ways.map(Offer::card).to_vec();
    }

    /// What the key will be once it is changed.
    fn next_of_edit(&self, sheet: &mut Sheet, question: Question) {
        let Some(key) = &self.key else { return };
        let mut next = card(key, Vec::new());
        let change = planned(&self.change);
        match question {
            Question::Description => next.description = change.description,
            Question::Scopes => next.scopes = change.scopes,
            Question::Packages => next.packages = change.packages,
            Question::Life => {
                next.days = change.days;
                next.expires_at = None;
            }
            Question::Owner => {}
        }
        card_of(sheet, ListName::NextKey, next);
    }

    /// The text of the key that was made, or that it is gone.
    fn text(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(key) = &self.key else { return };
        let id = key.id.to_string();
        if self.gone {
            self.this(sheet);
            sheet.offers = vec![
                Offer::primary(Choice::ChooseRenewKey).about(&id),
                Offer::danger(Choice::ChooseRevokeKey).about(&id),
                Offer::plain(Choice::AllKeys),
            ];
            return;
        }
        let look = if self.seen { Choice::HideKey } else { Choice::ShowKey };
        sheet.blocks.push(Block::NewKey {
            ending: key.ending.clone(),
            shown: self.seen,
            offers: vec![Offer::plain(Choice::CopyKey), Offer::plain(look)],
        });
        self.held(sheet, scene);
        sheet.blocks.push(page::note(ListName::KeyUse));
        sheet.offers = vec![Offer::primary(Choice::KeyKept)];
    }

    /// What helps against a refusal.
    fn help(&self, sheet: &mut Sheet, scene: &Scene) {
        if let Some(problem) = &self.decision.refusal {
            sheet.helps = match problem.code {
                Code::SessionRequired | Code::FullSessionRequired => vec![Offer::plain(Choice::SignInElsewhere)],
                code => page::remedy(code, &self.own(scene)),
            };
        }
    }
}

//! What stands on the pages.

use super::{
    ApiKeys, At,
    draft::{Draft, Question, lives},
    turns::{SCOPES, name_of},
};
use crate::{Scene, page};
use contract::{
    Code, Timestamp,
    desktop::wizard::{Block, Choice, Facts, FieldName, KeyCard, Line, ListName, Offer, Sheet, Step},
    key::{Key, KeyScope},
};

/// Keys that end within this time end soon, in seconds: as the account's page tells it.
const SOON: i64 = 30 * 86_400;

/// The seconds of a day.
const DAY: i64 = 86_400;

impl ApiKeys {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = !matches!(self.at, At::List | At::Shown | At::Done);
        sheet.refusal.clone_from(&self.hint);
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
            At::Renew => {
                self.this(&mut sheet);
                sheet.blocks.push(page::warning(ListName::KeyStops));
                self.held(&mut sheet, scene);
                page::decide(&mut sheet, &self.decision, Offer::primary(Choice::RenewKey));
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
            At::Edit(Question::Life) => Step::ApiKeysProlong,
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
            At::Key | At::Renew => key.map(|key| key.expires_at <= scene.now),
            _ => None,
        };
        let keys = self.keys.known.as_ref().map(|list| list.keys.len());
        facts.count = keys.and_then(|count| u32::try_from(count).ok());
    }

    /// What was done, by its name.
    fn did(&self) -> Option<&'static str> {
        use contract::desktop::wizard::Deed;
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

    fn held(&self, sheet: &mut Sheet, scene: &Scene) {
        if self.held_until(scene).is_some() {
            sheet.blocks.push(page::warning(ListName::KeyHeld));
        }
    }

    fn list(&self, sheet: &mut Sheet, scene: &Scene) {
        let problem = self.keys.refusal.as_ref().or(self.account.refusal.as_ref());
        let Some(list) = &self.keys.known else {
            return page::unread(sheet, problem);
        };
        page::lines(sheet, ListName::Blockers, self.blockers());
        if self.is_full(scene.now) {
            sheet.blocks.push(page::warning(ListName::KeysFull));
        }
        self.held(sheet, scene);
        let mut left = self.listed;
        for (name, keys) in groups(&list.keys, scene.now) {
            let shown = keys.into_iter().take(left);
            let items: Vec<KeyCard> = shown.map(|key| card(key, self.offers(key, scene))).collect();
            left -= items.len();
            if !items.is_empty() {
                sheet.blocks.push(Block::Keys { list: name, items });
            }
        }
        sheet.facts.of = u32::try_from(list.keys.len().saturating_sub(self.listed)).ok();
        if self.may_make(scene.now) {
            sheet.offers.push(Offer::primary(Choice::ChooseMakeKey));
        }
        if list.keys.len() > self.listed {
            sheet.offers.push(Offer::plain(Choice::MoreKeys));
        }
        sheet.offers.push(Offer::plain(Choice::Finish));
        if problem.is_some() {
            page::unread(sheet, problem);
        }
    }

    /// What can be done about a key. One that has run out is renewed, not changed; a full-access key of the gallery's past
    /// can only be revoked (rules 13.17, 13.23).
    fn offers(&self, key: &Key, scene: &Scene) -> Vec<Offer> {
        let id = key.id.to_string();
        let mut offers = Vec::new();
        if self.may_have_keys() && key.owner.is_some() {
            offers.push(Offer::plain(Choice::ChooseRenewKey).about(&id));
            if key.expires_at > scene.now {
                offers.push(Offer::plain(Choice::ChooseChangeKey).about(&id));
            }
        }
        offers.push(Offer::plain(Choice::ChooseRevokeKey).about(&id));
        offers
    }

    fn one(&self, sheet: &mut Sheet, scene: &Scene) {
        self.this(sheet);
        let Some(key) = &self.key else { return };
        page::lines(sheet, ListName::Blockers, self.blockers());
        let ways = self.offers(key, scene).into_iter().map(|offer| {
            let id = offer.target.unwrap_or_default();
            Offer::card(offer.choice).about(id)
        });
        sheet.offers = ways.collect();
        sheet.offers.push(Offer::plain(Choice::AllKeys));
        sheet.offers.push(Offer::plain(Choice::Finish));
        let problem = self.keys.refusal.as_ref().or(self.account.refusal.as_ref());
        if let Some(problem) = problem {
            sheet.refusal = Some(problem.clone());
            sheet.offers.push(Offer::plain(Choice::LookAgain));
        }
    }

    fn this(&self, sheet: &mut Sheet) {
        if let Some(key) = &self.key {
            card_of(sheet, ListName::ThisKey, card(key, Vec::new()));
        }
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

    fn question(&self, sheet: &mut Sheet, question: Question, draft: &Draft, scene: &Scene) {
        match question {
            Question::Description => {
                sheet.fields = vec![page::field(FieldName::Description, &draft.description)];
            }
            Question::Packages => sheet.fields = vec![page::field(FieldName::Packages, &draft.packages)],
            Question::Scopes => page::lines(sheet, ListName::KeyScopes, scopes(draft)),
            Question::Owner => return self.owners(sheet, scene),
            Question::Life => return self.lives(sheet, scene),
        }
        sheet.offers = vec![Offer::primary(Choice::Continue)];
    }

    /// For whose packages: one's own, or those of an organization that one belongs to (rule 13.17).
    fn owners(&self, sheet: &mut Sheet, scene: &Scene) {
        let own = self.own(scene);
        let choose = |name: &str| vec![Offer::plain(Choice::ChooseOwner).about(name)];
        let named = |name: &str, is_own| Facts {
            organization: Some(name.to_owned()),
            is: Some(is_own),
            ..Facts::default()
        };
        let mut items = vec![page::line(named(&own, true), choose(&own))];
        items.extend(self.organizations.known.iter().flatten().map(|of| {
            let name = &of.organization;
            match of.confirmed {
                true => page::line(named(name, false), choose(name)),
                false => page::blocker(Code::OrganizationUnconfirmed, named(name, false), Vec::new()),
            }
        }));
        page::lines(sheet, ListName::KeyOwners, items);
        if let Some(problem) = &self.organizations.refusal {
            sheet.refusal = Some(problem.clone());
            sheet.offers = vec![Offer::plain(Choice::LookAgain)];
        }
    }

    fn lives(&self, sheet: &mut Sheet, scene: &Scene) {
        let lives = self.keys.known.as_ref().map(lives).unwrap_or_default();
        let line = |days: u32| {
            let facts = Facts {
                count: Some(days),
                until: Some(scene.now.plus_secs(i64::from(days) * DAY)),
                ..Facts::default()
            };
            page::line(facts, vec![Offer::plain(Choice::ChooseLife).about(days.to_string())])
        };
        page::lines(sheet, ListName::KeyLives, lives.into_iter().map(line).collect());
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
            sheet.helps = page::remedy(problem.code, &self.own(scene));
        }
    }
}

/// The keys by what they are to their holder: those that end soon, the next first; the others, the latest first; those
/// that have ended, the last first.
fn groups(keys: &[Key], now: Timestamp) -> [(ListName, Vec<&Key>); 3] {
    let (live, mut ended): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| key.expires_at > now);
    let (mut ending, others): (Vec<&Key>, Vec<&Key>) =
        live.into_iter().partition(|key| key.expires_at.secs_since(now) < SOON);
    ending.sort_by_key(|key| key.expires_at);
    ended.sort_by_key(|key| std::cmp::Reverse(key.expires_at));
    [
        (ListName::KeysEnding, ending),
        (ListName::Keys, others),
        (ListName::KeysEnded, ended),
    ]
}

/// A key as it is.
fn card(key: &Key, offers: Vec<Offer>) -> KeyCard {
    KeyCard {
        description: key.description.clone(),
        owner: key.owner.clone(),
        scopes: key.scopes.clone(),
        packages: key.packages.clone(),
        ending: Some(key.ending.clone()),
        expires_at: Some(key.expires_at),
        days: None,
        used_at: key.used_at,
        held_until: key.held_until,
        offers,
    }
}

/// A key as it is meant to be.
fn planned(draft: &Draft) -> KeyCard {
    KeyCard {
        description: draft.description.trim().to_owned(),
        owner: Some(draft.owner.clone()),
        scopes: draft.scopes.clone(),
        packages: draft.patterns(),
        ending: None,
        expires_at: None,
        days: draft.days,
        used_at: None,
        held_until: None,
        offers: Vec::new(),
    }
}

fn card_of(sheet: &mut Sheet, list: ListName, card: KeyCard) {
    let items = vec![card];
    sheet.blocks.push(Block::Keys { list, items });
}

/// What a key may do, each with what changes it. Who registers new packages pushes versions too, so that is not asked.
fn scopes(draft: &Draft) -> Vec<Line> {
    let line = |scope: KeyScope| {
        let on = draft.scopes.contains(&scope);
        let is_part = scope == KeyScope::PushVersion && draft.scopes.contains(&KeyScope::PushNew);
        let facts = Facts {
            word: Some(if is_part { "push_version_too" } else { name_of(scope) }.to_owned()),
            is: Some(on || is_part),
            ..Facts::default()
        };
        let choice = if on { Choice::ForbidScope } else { Choice::AllowScope };
        let offers = vec![Offer::plain(choice).about(name_of(scope))];
        Line {
            good: on || is_part,
            ..page::line(facts, if is_part { Vec::new() } else { offers })
        }
    };
    SCOPES.into_iter().map(line).collect()
}

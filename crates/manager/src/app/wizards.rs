//! The guided wizards: begun, shown, answered, saved after every step. What a machine wants of the world is done in
//! [`want`].

mod open_page;
mod recovery;
mod request_secret;
mod typed;
mod waits;
mod want;

pub(super) use request_secret::RequestSecret;

use super::App;
use crate::{
    model::{PageKey, WizardForm},
    sign_in::{ForWizard, SignInWizard, Stage},
    trouble::{named::Named, place},
};
use accounts::username::Username;
use cache::WizardRecord;
use contract::{
    Code, Secret,
    desktop::{
        action::Typed,
        nuget_org::NUGET_ORG,
        trouble::TroublePage,
        view::{Notice, NoticeKind, UsernameCheck},
        wizard::{Choice, FieldName, WaitsFor, WizardKind},
    },
};
use vault::Key;
use wizards::{Input, KeptRequest, Scene, Slot, Wizard, wizard::State};

/// How many wizards are kept. For another one the oldest goes that is over, or else that nobody has answered yet.
const KEPT: usize = 20;

impl App {
    /// Begins a wizard, or shows the one of this kind that is under way for the same account and subject.
    pub(super) fn start_wizard(
        &mut self,
        kind: WizardKind,
        gallery: &str,
        profile: Option<String>,
        subject: Option<String>,
    ) {
        let at_nuget_org = gallery == NUGET_ORG;
        // There nobody is signed in, so that every wizard is for the account that it is begun at.
        let profile = profile.filter(|_| at_nuget_org || kind.is_for_account());
        let known = profile
            .as_deref()
            .is_none_or(|profile| self.model.profile(profile).is_some());
        if !at_nuget_org && self.model.gallery(gallery).is_none() || !known {
            return;
        }
        let subject = subject.or_else(|| self.refused_domain().filter(|_| kind == WizardKind::UnmanagedTenant));
        let Some(state) = State::begin(kind, gallery, subject.clone()) else {
            return;
        };
        let same = |wizard: &&Wizard| {
            wizard.state.is_about(&state) && wizard.gallery == gallery && wizard.profile == profile && !wizard.is_over()
        };
        let open = self.model.wizards.iter().find(same).map(|wizard| wizard.id.clone());
        if let Some(open) = open {
            self.fill_in(&open, subject);
            return self.show_wizard(&open);
        }
        let known = profile.is_some();
        let Some(id) = self.new_wizard(state, gallery, profile) else {
            return self.tell(NoticeKind::TooManyUnderWay, None);
        };
        if self.model.page == PageKey::Trouble {
            self.fill_from_trouble(&id, known);
        }
        self.show_wizard(&id);
    }

    /// Makes room for one more. What is under way is not ended for it.
    fn make_room(&mut self) -> bool {
        while self.model.wizards.len() >= KEPT {
            let wizards = self.model.wizards.iter();
            let ends = |wizard: &&Wizard| wizard.is_over() || wizard.is_idle() || wizard.is_untouched();
            let least = wizards
                .filter(ends)
                .min_by_key(|wizard| (!wizard.is_over(), wizard.started_at));
            let Some(least) = least.map(|wizard| wizard.id.clone()) else {
                return false;
            };
            self.drop_wizard(&least);
        }
        true
    }

    /// One that was begun before anybody knew what it is about is told.
    fn fill_in(&mut self, id: &str, subject: Option<String>) {
        if let (Some(wizard), Some(subject)) = (self.model.wizard_mut(id), subject) {
            wizard.fill_in(subject);
            self.save_wizard(id);
        }
    }

    /// The domain that Microsoft named, where the sign-in whose page is shown was refused because of it.
    fn refused_domain(&self) -> Option<String> {
        let id = self.shown_sign_in()?;
        let Stage::Ended { problem } = &self.model.sign_in(&id)?.stage else {
            return None;
        };
        let said = problem.provider.as_deref()?;
        (problem.code == Code::UnmanagedTenant).then(|| crate::trouble::refused_domain(said))?
    }

    fn new_wizard(&mut self, state: State, gallery: &str, profile: Option<String>) -> Option<String> {
        if !self.make_room() {
            return None;
        }
        let wizard = Wizard {
            id: self.new_id(),
            gallery: gallery.to_owned(),
            profile,
            started_at: self.now(),
            stopping: false,
            mailed_code: None,
            request: KeptRequest::NotMade,
            state,
        };
        let id = wizard.id.clone();
        self.model.wizards.push(wizard);
        self.save_wizard(&id);
        Some(id)
    }

    pub(super) fn show_wizard(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        if let Some(profile) = wizard.profile.clone() {
            self.listen(&profile);
        }
        self.go(PageKey::Wizard(id.to_owned()));
        // What is being posted at this moment is not given up.
        if !self.is_posting(id) {
            self.feed(id, Input::Resumed);
        }
        self.show_codes_again(id);
    }

    /// Keeps what was typed. What is secret is kept for the call that needs it, and nowhere else.
    pub(super) fn draft_wizard(&mut self, id: &str, field: FieldName, text: String) {
        if self.model.wizard(id).is_none() {
            return;
        }
        if field.is_secret() {
            self.typed.insert((id.to_owned(), field), Secret::new(text));
            return;
        }
        let form = self.model.form_mut(id);
        form.checks.retain(|(name, _)| *name != field);
        self.feed(id, Input::Typed { field, text });
    }

    /// Judges a username's form at once, and asks the gallery about what is left.
    pub(super) fn check_in_wizard(&mut self, id: &str, field: FieldName, text: String) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let (gallery, can_ask) = (self.gallery_record(&wizard.gallery), wizard.gallery != NUGET_ORG);
        self.draft_wizard(id, field, text.clone());
        let check = match Username::parse(&text) {
            _ if text.is_empty() => UsernameCheck::NotAsked,
            Ok(_) if can_ask => UsernameCheck::Asking,
            Ok(_) => UsernameCheck::NotAsked,
            Err(refusal) => UsernameCheck::Refused { code: refusal.code },
        };
        let asks = check == UsernameCheck::Asking;
        self.set_check(id, field, check);
        if !asks {
            return;
        }
        let (reach, id) = (self.reach.clone(), id.to_owned());
        self.spawn(async move {
            let check = super::register::ask(&reach, gallery, &text).await;
            move |app: &mut App| {
                let asked = app.model.form(&id).checks.contains(&(field, UsernameCheck::Asking));
                if asked {
                    app.set_check(&id, field, check);
                }
            }
        });
    }

    fn set_check(&mut self, id: &str, field: FieldName, check: UsernameCheck) {
        let form = self.model.form_mut(id);
        form.checks.retain(|(name, _)| *name != field);
        form.checks.push((field, check));
    }

    /// The person gave an answer.
    pub(super) fn choose(&mut self, id: &str, choice: Choice, target: Option<String>, typed: Vec<Typed>) {
        if self.model.form(id).busy && choice != Choice::Cancel {
            return;
        }
        for Typed { field, text } in typed {
            self.draft_wizard(id, field, text);
        }
        match choice {
            Choice::StopHere | Choice::Finish => self.leave_wizard(id),
            Choice::SignIn => self.sign_in_instead(id),
            Choice::OpenPage => self.open_page(id),
            Choice::OpenBrowser | Choice::AnotherIdentity => {
                self.feed(id, Input::Chose { choice, target });
                self.open_browser_for(id);
            }
            // The wizard waits; signing in again is nobody's step.
            Choice::SignInElsewhere => {
                if let Some(gallery) = self.model.wizard(id).map(|wizard| wizard.gallery.clone()) {
                    self.start_sign_in(&gallery);
                }
            }
            Choice::Cancel if self.is_untouched(id) => self.leave_wizard(id),
            _ if self.is_mistyped(id, choice) => {}
            _ => self.feed(id, Input::Chose { choice, target }),
        }
    }

    /// Whether nothing was answered yet, so that there is nothing to ask about before it is stopped.
    fn is_untouched(&self, id: &str) -> bool {
        let wizard = self.model.wizard(id);
        wizard.is_some_and(|wizard| wizard.is_over() || wizard.is_untouched())
    }

    fn leave_wizard(&mut self, id: &str) {
        let profile = self.model.wizard(id).and_then(|wizard| wizard.profile.clone());
        self.drop_wizard(id);
        let home = match profile {
            Some(profile) => self.model.page_of(&profile),
            None => self.model.home(),
        };
        self.go(home);
    }

    /// Says what a pasted text means. It may hold anything, so it is kept in memory only.
    pub(super) fn diagnose(&mut self, text: String) {
        let profiles = self.model.profiles.iter();
        let names: Vec<String> = profiles
            .flat_map(|profile| {
                let login = profile.account.as_ref().and_then(|account| account.login.as_ref());
                let person = login.and_then(|login| login.identity.name.clone());
                [Some(profile.record.username.clone()), person]
            })
            .flatten()
            .collect();
        let mut found = crate::trouble::diagnose(&text, &names);
        let known = self.known_accounts();
        found.at = place::origin(&found, &text, &known);
        found.places = place::places(&found, &text, &known, self.first_service().as_deref());
        self.model.trouble = TroublePage {
            text,
            found: Some(found),
        };
    }

    /// The accounts of the list.
    fn known_accounts(&self) -> Vec<place::Known> {
        let profiles = self.model.profiles.iter();
        profiles
            .map(|profile| place::Known {
                profile: profile.record.id.clone(),
                gallery: profile.record.gallery.clone(),
                username: profile.record.username.clone(),
            })
            .collect()
    }

    /// The gallery with an account API that stands first.
    fn first_service(&self) -> Option<String> {
        let mut galleries = self.model.galleries.iter();
        galleries
            .find(|gallery| gallery.id != NUGET_ORG)
            .map(|gallery| gallery.id.clone())
    }

    /// Fills in what the text names from which the wizard was begun.
    fn fill_from_trouble(&mut self, id: &str, known: bool) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let TroublePage {
            text,
            found: Some(found),
        } = &self.model.trouble
        else {
            return;
        };
        let kind = wizard.state.kind();
        let fields = Named::of(text).fields(found.cause, kind, wizard.gallery == NUGET_ORG, known);
        for (field, text) in fields {
            self.feed(id, Input::Typed { field, text });
        }
    }

    pub(super) fn copy_text(&mut self, text: String) {
        let what = match self.ports.clipboard.copy(&Secret::new(text)) {
            Ok(()) => NoticeKind::TextCopied,
            Err(problem) => NoticeKind::Problem { problem },
        };
        self.tell(what, None);
    }

    /// Gives a machine an input, saves its next state, and does what that wants.
    pub(super) fn feed(&mut self, id: &str, input: Input) {
        let scene = self.scene(id);
        if let (Input::Chose { .. } | Input::Back, Some(form)) = (&input, self.model.forms.get_mut(id)) {
            form.refusal = None;
        }
        let Some(wizard) = self.model.wizard_mut(id) else {
            return;
        };
        let next = wizard.clone().next(input, &scene);
        if *wizard != next {
            *wizard = next;
            self.save_wizard(id);
        }
        self.end_what_is_over(id);
        self.dismiss_answered_by(id);
        self.satisfy(id);
    }

    /// A request that was answered is no news any more, here and in the tray.
    fn dismiss_answered_by(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let Some(who) = wizard.state.answered() else { return };
        let kind = wizard.state.kind();
        let is_of_it = |notice: &&Notice| {
            let asks = match (&notice.what, kind) {
                (NoticeKind::Invited { organization, .. }, WizardKind::AnswerInvitation) => organization,
                (NoticeKind::ConversionRequested { account, .. }, WizardKind::AnswerConversion) => account,
                (NoticeKind::OwnershipOffered { package, .. }, WizardKind::AnswerOffer) => package,
                _ => return false,
            };
            notice.profile == wizard.profile && asks.eq_ignore_ascii_case(who)
        };
        let told = self.model.notices.iter().filter(is_of_it);
        let told: Vec<String> = told.map(|notice| notice.id.clone()).collect();
        for notice in told {
            self.dismiss_notice(&notice);
        }
    }

    /// What is over needs none of its secrets.
    fn end_what_is_over(&mut self, id: &str) {
        if self.model.wizard(id).is_some_and(Wizard::is_over) {
            self.forget_secrets(id);
            self.forget_way_back(id);
        }
    }

    fn scene(&self, id: &str) -> Scene {
        self.model.scene(id, self.now(), self.new_id())
    }

    /// Saves a wizard. Where that fails nothing is decided with it until it succeeds: a decision whose key is not on the
    /// disk could be made twice.
    fn save_wizard(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let Ok(state) = serde_json::to_string(wizard) else {
            return;
        };
        let record = WizardRecord {
            id: wizard.id.clone(),
            kind: GUIDED.to_owned(),
            version: wizard.state.version(),
            gallery: wizard.gallery.clone(),
            state,
            started_at: wizard.started_at,
            saved_at: self.now(),
        };
        if self.saved(self.ports.state.put_wizard(&record)) {
            self.unsaved.remove(id);
        } else {
            self.unsaved.insert(id.to_owned());
        }
    }

    /// Whether its present state is on the disk, after another attempt where it was not.
    fn is_saved(&mut self, id: &str) -> bool {
        if self.unsaved.contains(id) {
            self.save_wizard(id);
        }
        !self.unsaved.contains(id)
    }

    /// Removes a wizard with its sign-ins and its secrets.
    pub(super) fn drop_wizard(&mut self, id: &str) {
        // Those that were never begun have nothing in the keyring or on the disk.
        let begun: Vec<String> = Slot::ALL
            .iter()
            .map(|slot| sign_in_of(id, *slot))
            .filter(|sign_in| self.model.sign_in(sign_in).is_some())
            .collect();
        for sign_in in begun {
            self.drop_sign_in(&sign_in);
        }
        self.forget_secrets(id);
        self.forget_way_back(id);
        self.drop_request_secret(id);
        self.unsaved.remove(id);
        self.calls.remove(id);
        self.outdated.remove(id);
        self.looked.remove(id);
        self.model.forms.remove(id);
        self.saved(self.ports.state.remove_wizard(id));
        self.model.wizards.retain(|wizard| wizard.id != id);
    }

    /// What was typed, and what was shown once.
    fn forget_secrets(&mut self, id: &str) {
        self.typed.retain(|(wizard, _), _| wizard != id);
        self.model.codes.remove(id);
    }

    /// The wizards for this account, or at this gallery, end with it.
    pub(super) fn drop_wizards(&mut self, which: impl Fn(&Wizard) -> bool) {
        let ids: Vec<String> = self
            .model
            .wizards
            .iter()
            .filter(|wizard| which(wizard))
            .map(|wizard| wizard.id.clone())
            .collect();
        for id in ids {
            self.drop_wizard(&id);
        }
    }

    /// After a start: what was saved in a form that this version cannot read has ended, and what goes on goes on.
    pub(super) fn resume_wizards(&mut self) {
        for id in std::mem::take(&mut self.model.unreadable_wizards) {
            self.forget_unreadable(&id);
            self.tell(NoticeKind::WizardTooOld, None);
        }
        let ids: Vec<String> = self.model.wizards.iter().map(|wizard| wizard.id.clone()).collect();
        for id in ids {
            self.lose_dead_proofs(&id);
            self.lose_typed(&id);
            // Somebody may have come back just before the app ended.
            if let Some(sign_in) = self.model.sign_in_for(&id).map(|sign_in| sign_in.id.clone()) {
                self.on_found(&sign_in);
            }
            self.feed(&id, Input::Resumed);
            self.show_codes_again(&id);
        }
    }

    /// Nobody can read it any more: its sign-ins and its secrets go with it.
    fn forget_unreadable(&mut self, id: &str) {
        let of_it = |sign_in: &&SignInWizard| sign_in.for_wizard.as_ref().is_some_and(|made| made.wizard == id);
        let sign_ins = self.model.sign_ins.iter().filter(of_it);
        let sign_ins: Vec<String> = sign_ins.map(|sign_in| sign_in.id.clone()).collect();
        for sign_in in sign_ins {
            self.drop_sign_in(&sign_in);
        }
        self.remove_from_keyring(request_secret::key_of(id));
        self.remove_from_keyring(Key::Session(want::recovery_session(id)));
        self.saved(self.ports.state.remove_wizard(id));
    }

    /// What was typed into a secret field is nowhere but in the memory of the run in which it was typed.
    fn lose_typed(&mut self, id: &str) {
        if let Some(field) = self.model.wizard(id).and_then(Wizard::relies_on) {
            self.feed(id, Input::SecretLost { field });
        }
    }

    /// Proofs whose sign-in ended, or is not there, can no longer be used.
    fn lose_dead_proofs(&mut self, id: &str) {
        let Some(proofs) = self.model.wizard(id).and_then(Wizard::proofs) else {
            return;
        };
        let dead: Vec<Slot> = proofs
            .done
            .keys()
            .copied()
            .filter(|slot| {
                let sign_in = self.model.sign_in(&sign_in_of(id, *slot));
                sign_in.is_none_or(|sign_in| !matches!(sign_in.stage, Stage::CameBack(_)))
            })
            .collect();
        for slot in dead {
            self.feed(id, Input::ProofLost { slot });
        }
    }

    /// A sign-in that was made for a wizard found somebody.
    pub(super) fn on_found(&mut self, sign_in: &str) {
        let Some(found) = self.model.sign_in(sign_in) else {
            return;
        };
        let (Some(ForWizard { wizard, asking }), Some(who)) = (found.for_wizard.clone(), found.found()) else {
            return;
        };
        let proved = wizards::Proved {
            identity: who.identity.clone(),
            standing: who.standing.clone(),
            spendable_until: who.spendable_until,
        };
        self.feed(
            &wizard,
            Input::Proved {
                slot: asking.slot,
                proved,
            },
        );
    }

    /// A call of its wizard may have waited for the secret of a sign-in.
    pub(super) fn satisfy_parent(&mut self, sign_in: &str) {
        let made_for = self
            .model
            .sign_in(sign_in)
            .and_then(|sign_in| sign_in.for_wizard.clone());
        if let Some(ForWizard { wizard, .. }) = made_for {
            self.satisfy(&wizard);
        }
    }

    /// A sign-in that was made for a wizard and had found somebody has ended.
    pub(super) fn on_proof_lost(&mut self, sign_in: &str) {
        let made_for = self
            .model
            .sign_in(sign_in)
            .and_then(|sign_in| sign_in.for_wizard.clone());
        if let Some(ForWizard { wizard, asking }) = made_for {
            self.feed(&wizard, Input::ProofLost { slot: asking.slot });
        }
    }

    /// The gallery told that something about an account changed: to its wizards, and to those that wait for it to answer.
    pub(super) fn tell_wizards(&mut self, profile: &str) {
        let known = self.model.profile(profile).map(|known| &known.record);
        let waits_for = |wizard: &Wizard| match wizard.waits_for() {
            WaitsFor::Somebody { username } => known
                .is_some_and(|known| known.gallery == wizard.gallery && known.username.eq_ignore_ascii_case(&username)),
            _ => false,
        };
        let of_profile =
            |wizard: &&Wizard| !wizard.is_over() && (wizard.profile.as_deref() == Some(profile) || waits_for(wizard));
        let ids: Vec<String> = self
            .model
            .wizards
            .iter()
            .filter(of_profile)
            .map(|wizard| wizard.id.clone())
            .collect();
        for id in ids {
            // What is being read at this moment may be older than the news.
            if self.calls.get(&id).is_some_and(|call| call.key.is_none()) {
                self.outdated.insert(id.clone());
            }
            self.feed(&id, Input::AccountChanged);
        }
    }
}

/// The kind under which guided wizards are saved; the state says which.
pub(super) const GUIDED: &str = "guided";

/// The id of a wizard's sign-in; also the name under which its attempt stands in the keyring.
pub(super) fn sign_in_of(wizard: &str, slot: Slot) -> String {
    format!("{wizard}.{}", slot.as_str())
}

/// A saved wizard; nothing where this version cannot read its form.
pub(super) fn read(record: &WizardRecord) -> Option<Wizard> {
    let wizard: Wizard = serde_json::from_str(&record.state).ok()?;
    (wizard.id == record.id && wizard.state.version() == record.version).then_some(wizard)
}

impl WizardForm {
    /// Whether this form is of use to nobody.
    pub fn is_empty(&self) -> bool {
        !self.busy && self.checks.is_empty() && self.refusal.is_none()
    }
}

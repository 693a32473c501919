//! What a machine wants of the world: a sign-in in the browser, or a call to the gallery.

use super::sign_in_of;
use crate::{
    app::App,
    gallery::requests,
    sign_in::{ForWizard, SignInWizard},
};
use contract::Code;
use wizards::{Call, Request, SiteRequest, Slot, Want, Wizard, proofs::Asking};

impl App {
    /// Does what the wizard wants, unless it is being done.
    pub(in crate::app) fn satisfy(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let want = wizard.wants();
        self.drop_unwanted_sign_ins(id);
        match want {
            Want::Nothing => self.end_call_of(id),
            Want::Browser(asking) => {
                self.end_call_of(id);
                self.want_sign_in(id, asking);
            }
            Want::Call(call) => self.want_call(id, call),
        }
    }

    /// Sign-ins of earlier steps that nobody waits for and nobody came back from.
    fn drop_unwanted_sign_ins(&mut self, id: &str) {
        let Some(proofs) = self.model.wizard(id).and_then(Wizard::proofs) else {
            return;
        };
        let wanted = |slot: &Slot| {
            proofs.done.contains_key(slot) || proofs.asking.as_ref().is_some_and(|asking| asking.slot == *slot)
        };
        let unwanted: Vec<String> = Slot::ALL
            .iter()
            .filter(|slot| !wanted(slot))
            .map(|slot| sign_in_of(id, *slot))
            .filter(|sign_in| self.model.sign_in(sign_in).is_some())
            .collect();
        for sign_in in unwanted {
            self.drop_sign_in(&sign_in);
        }
    }

    /// The sign-in that the wizard waits for is there, open or ended; one that is not there is begun.
    fn want_sign_in(&mut self, id: &str, asking: Asking) {
        let sign_in = sign_in_of(id, asking.slot);
        let there = self.model.sign_in(&sign_in);
        let same = there.is_some_and(|there| there.for_wizard.as_ref().is_some_and(|made| made.asking == asking));
        if !same {
            self.begin_sign_in_for(id, asking);
        }
    }

    /// The person asks for the browser: an attempt that is open is given up, and another one begun.
    pub(super) fn open_browser_for(&mut self, id: &str) {
        if let Some(Want::Browser(asking)) = self.model.wizard(id).map(Wizard::wants) {
            self.begin_sign_in_for(id, asking);
        }
    }

    fn begin_sign_in_for(&mut self, id: &str, asking: Asking) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let sign_in = sign_in_of(id, asking.slot);
        let mut made = SignInWizard::new(sign_in.clone(), wizard.gallery.clone(), self.now());
        made.for_wizard = Some(ForWizard {
            wizard: id.to_owned(),
            asking,
        });
        self.model.sign_ins.retain(|known| known.id != sign_in);
        self.model.sign_ins.push(made);
        self.prepare(&sign_in);
    }

    pub(super) fn end_call_of(&mut self, id: &str) {
        self.calls.remove(id);
        if let Some(form) = self.model.forms.get_mut(id) {
            form.busy = false;
            if form.is_empty() {
                self.model.forms.remove(id);
            }
        }
    }

    fn want_call(&mut self, id: &str, call: Call) {
        if self.calls.get(id) == Some(&call) {
            return;
        }
        // An answer to what was wanted before is none to this, also while this cannot be sent yet.
        self.end_call_of(id);
        if call.key.is_some() && !self.is_saved(id) {
            self.model.form_mut(id).refusal = Some(Code::StateNotSaved.into());
            return;
        }
        let parts = match self.parts_of(id, &call) {
            Ok(Some(parts)) => parts,
            // The keyring has not said yet; it comes back here.
            Ok(None) => return,
            Err(lost) => return self.feed(id, *lost),
        };
        // The wizard may be gone when the answer comes.
        let gallery = self.gallery_of_wizard(id);
        if call.opens_session() {
            self.expect_session(&gallery);
        }
        self.note_own_act(id, &gallery, &call);
        self.calls.insert(id.to_owned(), call.clone());
        self.model.form_mut(id).busy = !(call.behind && self.offers_something(id));
        if let Request::Site(request) = &call.request {
            return self.ask_site(id, &call, request.clone());
        }
        let access = self.access_for(id, &call.session, call.outlives_session());
        let id = id.to_owned();
        self.spawn(async move {
            let answer = async {
                let (client, token) = access.await?;
                requests::make(&client, token.as_ref(), &call, parts).await
            };
            let answer = answer.await;
            move |app: &mut App| app.on_answered((&id, &gallery), &call, answer)
        });
    }

    /// Whether something is being posted to nuget.org for the wizard.
    pub(super) fn is_posting(&self, id: &str) -> bool {
        let call = self.calls.get(id);
        call.is_some_and(|call| matches!(&call.request, Request::Site(request) if request.posts()))
    }

    /// A call to nuget.org. What is posted was counted and kept before.
    fn ask_site(&mut self, id: &str, call: &Call, request: SiteRequest) {
        let (site, id, call) = (self.ports.nuget_org.clone(), id.to_owned(), call.clone());
        let permitted = requests::permit(&site, &request);
        if request.posts() {
            self.keep_posted();
        }
        self.spawn(async move {
            let answer = match permitted {
                Ok(permitted) => requests::ask_site(&site, permitted).await,
                Err(problem) => Err(problem),
            };
            move |app: &mut App| {
                app.compare_with_seen(&request, &answer);
                app.on_answered((&id, ""), &call, answer);
            }
        });
    }

    /// Whether there is something to choose on its page already.
    fn offers_something(&self, id: &str) -> bool {
        let scene = self.model.scene(id, self.now(), String::new());
        let wizard = self.model.wizard(id);
        wizard.is_some_and(|wizard| !wizard.sheet(&scene).offers.is_empty())
    }

    pub(super) fn gallery_of_wizard(&self, id: &str) -> String {
        let wizard = self.model.wizard(id);
        wizard.map(|wizard| wizard.gallery.clone()).unwrap_or_default()
    }
}

//! Background work that panicked: a mistake in the app. Whose work it was is not known, so everything that waits is let
//! go; what of it is still answered moves on as ever.

use super::App;
use crate::sign_in::{Fact, Stage};
use contract::{Code, Problem, desktop::view::NoticeKind};
use wizards::Input;

impl App {
    /// Ends every wait, and says why.
    pub(super) fn on_crashed_work(&mut self) {
        let problem = Problem::from(Code::AppFailed);
        for profile in &mut self.model.profiles {
            profile.busy = false;
            profile.leaving = false;
            profile.refreshing = false;
            profile.refresh_again = false;
        }
        self.model.gallery_form.busy = false;
        self.model.nuget_org_form.busy = false;
        for form in self.model.forms.values_mut() {
            form.busy = false;
        }
        let in_a_call = |stage: &Stage| matches!(stage, Stage::Preparing | Stage::Completing { .. });
        let wizards = self.model.sign_ins.iter().filter(|wizard| in_a_call(&wizard.stage));
        let wizards: Vec<String> = wizards.map(|wizard| wizard.id.clone()).collect();
        for wizard in wizards {
            self.step(&wizard, Fact::Failed(problem.clone()));
        }
        let calls: Vec<String> = self.calls.drain().map(|(wizard, _)| wizard).collect();
        for wizard in calls {
            self.feed(&wizard, Input::Unsure(problem.clone()));
        }
        self.give_up_asking();
        self.tell(NoticeKind::Problem { problem }, None);
    }
}

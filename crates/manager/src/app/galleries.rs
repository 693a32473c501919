//! Adding and forgetting galleries.

use super::{App, reach::Reach};
use crate::{
    gallery::{PRACTICE, address},
    model::PageKey,
    sign_in::SignInWizard,
};
use cache::GalleryRecord;
use contract::{
    Code, Problem,
    desktop::{nuget_org::NUGET_ORG, view::NoticeKind},
    gallery::{Feature, GalleryDescription},
};
use url::Url;

/// The longest name of a gallery that is kept, in characters.
const NAME_LIMIT: usize = 60;

impl App {
    pub(super) fn draft_gallery(&mut self, address: String) {
        self.save_setting("gallery_draft", &address);
        self.model.gallery_form.address = address;
    }

    /// Asks who is at the address before anything is kept.
    pub(super) fn add_gallery(&mut self, typed: String) {
        if self.model.gallery_form.busy {
            return;
        }
        self.draft_gallery(typed.clone());
        self.model.gallery_form.refusal = None;
        let origin = match address::parse(&typed) {
            Ok(origin) => origin,
            Err(problem) => {
                self.model.gallery_form.refusal = Some(problem);
                return;
            }
        };
        self.model.gallery_form.busy = true;
        let reach = self.reach.clone();
        self.spawn(async move {
            let described = describe(&reach, &origin).await;
            move |app: &mut App| app.on_described(&typed, &origin, described)
        });
    }

    /// The answer. The person may have gone on typing or to another page, and is not called back from there.
    fn on_described(&mut self, typed: &str, origin: &Url, described: Result<GalleryDescription, Problem>) {
        self.model.gallery_form.busy = false;
        let unchanged = self.model.gallery_form.address == typed;
        let description = match described {
            Ok(description) => description,
            Err(problem) if unchanged => {
                self.model.gallery_form.refusal = Some(problem.about("address"));
                return;
            }
            Err(_) => return,
        };
        let id = self.keep_gallery(origin, &description);
        if unchanged {
            self.draft_gallery(String::new());
        }
        if self.model.page == PageKey::AddGallery {
            self.start_sign_in(&id);
        }
    }

    /// Adds a gallery, or renames the one that is known, in its place.
    fn keep_gallery(&mut self, origin: &Url, description: &GalleryDescription) -> String {
        let id = address::gallery_id(origin);
        let added_at = self
            .model
            .gallery(&id)
            .map_or_else(|| self.now(), |known| known.added_at);
        let record = GalleryRecord {
            id: id.clone(),
            address: address::origin(origin),
            name: shown_name(description, origin),
            added_at,
        };
        self.saved(self.ports.state.put_gallery(&record));
        match self.model.galleries.iter_mut().find(|gallery| gallery.id == id) {
            Some(known) => *known = record,
            None => self.model.galleries.push(record),
        }
        id
    }

    /// Forgets a gallery without accounts here.
    pub(super) fn remove_gallery(&mut self, id: &str) {
        let under_way = |wizard: &&SignInWizard| wizard.gallery == id && !wizard.has_ended();
        let in_use = self.model.profiles.iter().any(|profile| profile.record.gallery == id)
            || self.model.sign_ins.iter().any(|wizard| under_way(&wizard));
        if in_use || id == PRACTICE || id == NUGET_ORG {
            let problem = Problem::new(Code::BadRequest, "the gallery is in use");
            self.tell(NoticeKind::Problem { problem }, None);
            return;
        }
        self.drop_wizards(|wizard| wizard.gallery == id);
        for wizard in self.sign_ins_at(id) {
            self.drop_sign_in(&wizard);
        }
        self.saved(self.ports.state.remove_gallery(id));
        self.model.galleries.retain(|gallery| gallery.id != id);
    }

    /// The sign-ins at a gallery, ended ones included.
    pub(super) fn sign_ins_at(&self, gallery: &str) -> Vec<String> {
        let wizards = self.model.sign_ins.iter().filter(|wizard| wizard.gallery == gallery);
        wizards.map(|wizard| wizard.id.clone()).collect()
    }
}

/// Who is at this origin. A gallery that calls itself practice is believed only inside the app.
async fn describe(reach: &Reach, origin: &Url) -> Result<GalleryDescription, Problem> {
    let description = reach.origin(origin)?.describe().await?;
    if description.features.contains(&Feature::Practice) {
        return Err(Problem::new(Code::NotAGallery, "a practice gallery of another program"));
    }
    Ok(description)
}

/// The gallery's name as far as it can be shown; its host where it has none.
fn shown_name(description: &GalleryDescription, origin: &Url) -> String {
    let name = accounts::text::shown(&description.name, NAME_LIMIT);
    name.unwrap_or_else(|| origin.host_str().unwrap_or_default().to_owned())
}

//! The pages on which one question about a key is asked.

use super::{
    ApiKeys,
    draft::{Draft, Question, lives},
    turns::{SCOPES, name_of},
};
use crate::{Scene, page};
use contract::{
    Code,
    desktop::wizard::{Choice, Facts, FieldName, Line, ListName, Offer, Sheet},
    key::KeyScope,
};

/// The seconds of a day.
const DAY: i64 = 86_400;

impl ApiKeys {
    pub(super) fn question(&self, sheet: &mut Sheet, question: Question, draft: &Draft, scene: &Scene) {
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

    pub(super) fn lives(&self, sheet: &mut Sheet, scene: &Scene) {
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

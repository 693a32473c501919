//! The pages of a nuget.org account.

use super::account_row;
use crate::{
    model::{Model, Profile},
    public::shown,
};
use contract::desktop::nuget_org::{AddNugetOrg, NugetOrgPage, NugetOrgTab};

/// Which nuget.org account?
pub fn adding(model: &Model) -> AddNugetOrg {
    let form = &model.nuget_org_form;
    AddNugetOrg {
        username: form.username.clone(),
        busy: form.busy,
        refusal: form.refusal.clone(),
    }
}

/// A nuget.org account. Of packages and journal it has what is shown, and of each only on its own part.
pub fn page(model: &Model, profile: &Profile, tab: NugetOrgTab) -> NugetOrgPage {
    let public = &profile.public;
    let packages = if tab == NugetOrgTab::Packages {
        public.packages()
    } else {
        &[]
    };
    let journal = if tab == NugetOrgTab::Journal {
        &public.journal[..]
    } else {
        &[]
    };
    NugetOrgPage {
        row: account_row(model, profile),
        tab,
        summary: public.summary().cloned(),
        live: public.is_live(),
        packages: packages.iter().map(shown).collect(),
        journal: journal.iter().map(|row| row.entry.clone()).collect(),
        more_journal: public.more_journal,
        findings: public.findings().to_vec(),
        as_of: profile.as_of,
        refreshing: profile.refreshing,
        refusal: profile.refusal.clone(),
        watch: public.watch(model.watch),
    }
}

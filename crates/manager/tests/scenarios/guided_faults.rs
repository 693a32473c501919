//! Every guided plan at every page that looks at nuget.org, while the site is out of order in every way: each time a
//! sentence, a way on, and never a word about the account that nobody could know.

use crate::support::{ANA, Computer, Running, Site, lines, site_of, wizard};
use contract::{
    Code,
    desktop::{
        Action, View,
        action::Typed,
        nuget_org::NUGET_ORG,
        wizard::{Choice, FieldName, Line, ListName, OfferStyle, Saying, Sheet, Step, WizardKind, WizardPage},
    },
};
use nuget_org::{Addresses, http_client_for};
use stand_in::Fault;
use std::{collections::BTreeSet, time::Duration};
use url::Url;

/// Every plan, with the organization that it is about: a new one, or one that is there.
const PLANS: [(WizardKind, &str); 15] = [
    (WizardKind::Register, NEW),
    (WizardKind::ChangeLogin, THERE),
    (WizardKind::Conflict, THERE),
    (WizardKind::Recover, THERE),
    (WizardKind::Convert, THERE),
    (WizardKind::AnswerConversion, THERE),
    (WizardKind::Organization, NEW),
    (WizardKind::Members, THERE),
    (WizardKind::AnswerInvitation, THERE),
    (WizardKind::TwoFactor, THERE),
    (WizardKind::ContactEmail, THERE),
    (WizardKind::MailChoices, THERE),
    (WizardKind::DeleteAccount, THERE),
    (WizardKind::Username, THERE),
    (WizardKind::UnmanagedTenant, THERE),
];

const NEW: &str = "Nobody.Yet";
const THERE: &str = "Contoso";

/// How many ways a page may have; each is gone once.
const WAYS: usize = 5;

/// How long an answer may take here: what is slow takes longer.
const SHORT: Duration = Duration::from_millis(700);

/// The ways to fail, and what each is called.
fn faults() -> [(Fault, Code); 9] {
    let retry_after = Some("30".to_owned());
    [
        (Fault::Slow { millis: 60_000 }, Code::SiteUnreachable),
        (Fault::Silent, Code::SiteUnreachable),
        (Fault::TooManyRequests { retry_after }, Code::SiteBusy),
        (Fault::Status { status: 500 }, Code::SiteBusy),
        (Fault::ChangedMarkup, Code::SiteChanged),
        (Fault::Captcha, Code::SiteIntercepted),
        (Fault::Portal, Code::SiteIntercepted),
        (Fault::PortalInPlace, Code::SiteIntercepted),
        (Fault::HalfBody, Code::SiteUnreachable),
    ]
}

/// A site whose computer refuses connections.
fn refuses() -> nuget_org::Site {
    let nobody = Url::parse("http://127.0.0.1:9/").unwrap();
    let addresses = Addresses {
        gallery: nobody.clone(),
        index: nobody,
    };
    let http = http_client_for(&addresses).unwrap();
    nuget_org::Site::new(addresses, http)
}

/// What only somebody can say who has seen the site.
fn is_claim(line: &Line) -> bool {
    let claims = [
        Saying::Live,
        Saying::NotLive,
        Saying::Taken,
        Saying::PerhapsFree,
        Saying::Gone,
        Saying::StillThere,
        Saying::NotYetThere,
        Saying::SoleNone,
        Saying::SoleSome,
        Saying::OwnerGone,
        Saying::OwnerNew,
        Saying::OwnerStill,
        Saying::MaskNew,
        Saying::MaskOld,
    ];
    line.says.is_some_and(|saying| claims.contains(&saying))
}

/// The app in one plan, and the site, which can be out of order.
struct Walk {
    app: Running,
    site: Site,
    organization: &'static str,
    /// Whether the site refuses connections all the way.
    refused: bool,
    computer: Computer,
}

impl Walk {
    async fn begin(kind: WizardKind, organization: &'static str, refused: bool) -> Self {
        let (mut computer, site) = Computer::beside_nuget_org().await;
        site.person(THERE, "it@contoso.example", &[]);
        let app = computer.start();
        // A new account is none that is in the list.
        let profile = match kind {
            WizardKind::Register => None,
            _ => Some(app.adds_nuget_org(ANA).await),
        };
        app.quits().await;
        computer.nuget_org = match refused {
            true => refuses(),
            false => site_of(&computer, &site, SHORT),
        };
        let app = computer.start();
        app.starts_at(kind, NUGET_ORG, profile.as_deref()).await;
        Self {
            app,
            site,
            organization,
            refused,
            computer,
        }
    }

    /// The page, once nothing is being asked.
    async fn quiet(&self) -> WizardPage {
        self.app
            .shows(|view: &View| wizard(view).filter(|page| is_quiet(page)))
            .await
    }

    async fn choose(&self, choice: Choice, target: Option<String>, typed: Vec<Typed>) {
        self.app.act(Action::Choose { choice, target, typed }).await;
    }

    /// Every way to fail of the sign-in assistance, on the page that is shown.
    async fn refuses_the_mask_in_every_way(&self, step: Step) {
        for (fault, code) in faults() {
            self.site.fail_everywhere(&fault);
            // The app's own limit is another matter.
            self.computer.clock.advance_secs(3600);
            self.choose(Choice::AskMask, None, Vec::new()).await;
            let page = self.quiet().await;
            let seen = lines(&page.sheet, ListName::GuidedSeen);
            assert!(!seen.iter().any(is_claim), "{step:?} {fault:?}: {seen:?}");
            let is_told = |line: &Line| line.says == Some(Saying::MaskUnseen) && line.code == Some(code);
            assert!(seen.iter().any(is_told), "{step:?} {fault:?}: {seen:?}");
            assert!(page.sheet.offers.iter().any(|offer| offer.choice == Choice::AskMask));
            self.site.mend();
        }
    }

    /// Every way to fail, on the page that is shown.
    async fn fails_in_every_way(&self, step: Step) {
        for (fault, code) in faults() {
            self.site.fail_everywhere(&fault);
            self.choose(Choice::LookAgain, None, Vec::new()).await;
            let page = self.quiet().await;
            assert_eq!(page.sheet.step, step, "{fault:?}");
            self.is_honest_and_leads_on(&page.sheet, code, &format!("{step:?} {fault:?}"));
            self.site.mend();
        }
        self.choose(Choice::LookAgain, None, Vec::new()).await;
        let page = self.quiet().await;
        let seen = lines(&page.sheet, ListName::GuidedSeen);
        assert!(
            seen.iter().all(|line| line.says != Some(Saying::NotSeen)),
            "{step:?}: {seen:?}"
        );
    }

    fn is_honest_and_leads_on(&self, sheet: &Sheet, code: Code, at: &str) {
        let seen = lines(sheet, ListName::GuidedSeen);
        assert!(!seen.is_empty(), "{at}: no sentence");
        assert!(!seen.iter().any(is_claim), "{at}: {seen:?}");
        let is_told = |line: &Line| line.says == Some(Saying::NotSeen) && line.code == Some(code);
        assert!(seen.iter().all(is_told), "{at}: {seen:?}");
        let offers: BTreeSet<String> = sheet.offers.iter().map(|offer| format!("{:?}", offer.choice)).collect();
        assert!(offers.contains("LookAgain"), "{at}: {offers:?}");
        let on = ["Continue", "GoOnUnseen", "SawIt", "MarkDone"];
        assert!(on.iter().any(|choice| offers.contains(*choice)), "{at}: {offers:?}");
    }

    /// Ticks off what must be at hand.
    async fn has_all(&self, sheet: &Sheet) {
        for line in lines(sheet, ListName::GuidedAtHand) {
            let tick = line.offers.iter().find(|offer| offer.choice == Choice::HaveIt);
            if let Some(offer) = tick {
                self.choose(Choice::HaveIt, offer.target.clone(), Vec::new()).await;
            }
        }
    }

    fn typed(&self, sheet: &Sheet) -> Vec<Typed> {
        let fields = sheet.fields.iter();
        fields
            .map(|field| Typed {
                field: field.name,
                text: self.text_for(field.name, sheet),
            })
            .collect()
    }

    fn text_for(&self, field: FieldName, sheet: &Sheet) -> String {
        let whose = sheet
            .facts
            .organization
            .as_ref()
            .filter(|_| sheet.step == Step::GuidedMembersConfirm);
        match field {
            FieldName::Username => NEW.to_owned(),
            FieldName::OtherUsername => "Ben".to_owned(),
            FieldName::OrganizationName => self.organization.to_owned(),
            FieldName::NewUsername => "Ana.Fabrikam".to_owned(),
            FieldName::Email => "ana@fabrikam.example".to_owned(),
            FieldName::Domain => "contoso.example".to_owned(),
            FieldName::Confirmation => {
                let account = sheet.facts.username.clone().unwrap_or_default();
                whose.cloned().unwrap_or(account)
            }
            _ => String::new(),
        }
    }

    /// One page further; `way` is which of several ways is taken.
    async fn goes_on(&self, page: &WizardPage, way: usize) {
        let sheet = &page.sheet;
        let ways = [Choice::Continue, Choice::MarkDone, Choice::SawIt, Choice::GoOnUnseen];
        let offered = |choice: &Choice| sheet.offers.iter().any(|offer| offer.choice == *choice);
        let choice = ways.into_iter().find(offered).unwrap_or_else(|| {
            let cards = sheet.offers.iter().filter(|offer| offer.style == OfferStyle::Card);
            let cards: Vec<Choice> = cards.map(|offer| offer.choice).collect();
            assert!(!cards.is_empty(), "stuck at {:?}", sheet.step);
            cards[way.min(cards.len() - 1)]
        });
        self.choose(choice, None, self.typed(sheet)).await;
    }
}

fn is_quiet(page: &WizardPage) -> bool {
    let seen = lines(&page.sheet, ListName::GuidedSeen);
    !page.busy && seen.iter().all(|line| line.says != Some(Saying::Looking))
}

/// Goes one way through a plan to its receipt, and notes the pages at which the site failed.
async fn goes_through(walk: Walk, kind: WizardKind, way: usize, done: &mut BTreeSet<String>) {
    for _ in 0..20 {
        let mut page = walk.quiet().await;
        let step = page.sheet.step;
        if page.sheet.offers.iter().any(|offer| offer.choice == Choice::Finish) {
            return;
        }
        walk.has_all(&page.sheet).await;
        if page.sheet.offers.iter().any(|offer| offer.choice == Choice::LookAgain) {
            // Each page once: the ways through a plan have most of their pages in common.
            let is_first = done.insert(format!("{kind:?} {step:?}"));
            if walk.refused {
                page = walk.quiet().await;
                walk.is_honest_and_leads_on(&page.sheet, Code::SiteUnreachable, &format!("{step:?} refused"));
            } else if is_first {
                walk.fails_in_every_way(step).await;
            }
        }
        let asks_mask = page.sheet.offers.iter().any(|offer| offer.choice == Choice::AskMask);
        if asks_mask && !walk.refused && done.insert(format!("{kind:?} {step:?}, mask")) {
            walk.refuses_the_mask_in_every_way(step).await;
        }
        page = walk.quiet().await;
        walk.goes_on(&page, way).await;
    }
    panic!("{kind:?} has no end by way {way}");
}

/// Every plan by each of its ways.
async fn all_plans(refused: bool) {
    let mut done = BTreeSet::new();
    for (kind, organization) in PLANS {
        for way in 0..WAYS {
            let walk = Walk::begin(kind, organization, refused).await;
            goes_through(walk, kind, way, &mut done).await;
        }
    }
    assert!(done.len() >= 19, "the pages that look: {done:?}");
}

#[tokio::test]
async fn every_plan_leads_on_honestly_at_every_page_while_the_site_fails_in_every_way() {
    all_plans(false).await;
}

#[tokio::test]
async fn every_plan_leads_to_its_end_by_hand_where_the_site_refuses_every_connection() {
    all_plans(true).await;
}

//! The profile page: whether there is a live account of a name, and how the name is written (source: Views/Users/Profiles,
//! UsersController.Profiles).

use crate::{
    Addresses,
    html::{Tag, tags},
    surface::{SitePage, mark, same_origin},
    transport::{Answer, Transport, is_of_site, looks_like_markup},
};
use contract::Problem;
use reqwest::StatusCode;

/// The largest page that is read, in bytes; those of the site are about 200,000.
const LIMIT: usize = 2 * 1024 * 1024;

/// What the page says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// There is an account; its name as the page writes it, where it does.
    Live(Option<String>),
    /// There is none of this name.
    Missing,
}

/// Reads the profile page of a name that can be one. A redirection within the site is followed once: it may lead to
/// another spelling.
pub(crate) async fn read(transport: &Transport, addresses: &Addresses, username: &str) -> Result<Profile, Problem> {
    let address = SitePage::Profile(username.to_owned()).address(addresses);
    let mut answer = transport.send(transport.http.get(address), LIMIT).await?;
    if let Some(target) = answer
        .redirection()
        .filter(|target| is_profile_of(target, &answer, username))
    {
        answer = transport.send(transport.http.get(target), LIMIT).await?;
    }
    judge(&answer, username)
}

/// Whether a redirection leads to the same profile: same origin, same name but for its case.
fn is_profile_of(target: &url::Url, answer: &Answer, username: &str) -> bool {
    let last = target.path_segments().and_then(|mut segments| segments.next_back());
    same_origin(target, &answer.asked) && last.is_some_and(|name| name.eq_ignore_ascii_case(username))
}

fn judge(answer: &Answer, username: &str) -> Result<Profile, Problem> {
    let page = answer.text();
    let folded = page.to_ascii_lowercase();
    let is_page = looks_like_markup(&page) && is_of_site(&folded);
    match answer.status {
        // Anybody's 404 would not do: a profile that is gone is an alarm.
        StatusCode::NOT_FOUND if is_page => Ok(Profile::Missing),
        StatusCode::OK if is_page => {
            let name = name(&page, username);
            if name.is_some() || folded.contains(mark::PROFILE) {
                Ok(Profile::Live(name))
            } else {
                Err(answer.unexpected("profile"))
            }
        }
        _ => Err(answer.unexpected("profile")),
    }
}

/// The name as the page writes it: in its title, or at the account's picture.
fn name(page: &str, username: &str) -> Option<String> {
    let is_name = |text: &&str| text.eq_ignore_ascii_case(username);
    let in_title = |tag: &Tag<'_>| {
        let title = tag.is("title").then(|| tag.text())?;
        title
            .rsplit(mark::TITLE_SEPARATOR)
            .next()
            .map(str::trim)
            .filter(is_name)
            .map(ToOwned::to_owned)
    };
    let at_picture = |tag: &Tag<'_>| {
        let is_picture = tag.is("img")
            && tag
                .attribute("class")
                .is_some_and(|class| class.contains(mark::PICTURE));
        let title = is_picture.then(|| tag.attribute("title"))??;
        Some(title).filter(is_name).map(ToOwned::to_owned)
    };
    tags(page).find_map(|tag| in_title(&tag).or_else(|| at_picture(&tag)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Code;
    use proptest::prelude::*;

    fn judged(status: u16, page: &str) -> Result<Profile, Code> {
        let answer = Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: reqwest::header::HeaderMap::new(),
            body: page.as_bytes().to_vec(),
            asked: Addresses::live().gallery,
        };
        judge(&answer, "somebody").map_err(|problem| problem.code)
    }

    const HEAD: &str = r#"<html><link href="/Content/gallery/css/site.min.css">"#;

    fn live(name: &str) -> Result<Profile, Code> {
        Ok(Profile::Live(Some(name.to_owned())))
    }

    #[test]
    fn the_name_is_read_in_the_case_of_the_page() {
        let title = format!("{HEAD}<title>\n NuGet Gallery\n | SomeBody</title>");
        assert_eq!(judged(200, &title), live("SomeBody"));
        let picture = format!(r#"{HEAD}<title>NuGet Gallery</title><img class="owner-image x" title="SomeBody">"#);
        assert_eq!(judged(200, &picture), live("SomeBody"));
        let neither = format!(r#"{HEAD}<section class="container page-profile"></section>"#);
        assert_eq!(judged(200, &neither), Ok(Profile::Live(None)));
    }

    #[test]
    fn only_another_spelling_of_the_same_profile_is_followed() {
        let asked = SitePage::Profile("somebody".to_owned()).address(&Addresses::live());
        let answer = Answer {
            status: StatusCode::FOUND,
            headers: reqwest::header::HeaderMap::new(),
            body: Vec::new(),
            asked: asked.clone(),
        };
        let is_followed = |target: &str| is_profile_of(&asked.join(target).unwrap(), &answer, "somebody");
        assert!(is_followed("/profiles/SomeBody"));
        for target in [
            "/profiles/Other",
            "/users/account/LogOn",
            "https://other.example/profiles/SomeBody",
            "/",
        ] {
            assert!(!is_followed(target), "{target}");
        }
    }

    #[test]
    fn only_the_sites_own_word_means_that_nobody_is_there() {
        let page = format!("{HEAD}<title>NuGet Gallery | Page Not Found</title>");
        assert_eq!(judged(404, &page), Ok(Profile::Missing));
        assert_eq!(judged(404, "<html>Not here</html>"), Err(Code::SiteIntercepted));
        assert_eq!(judged(404, ""), Err(Code::SiteChanged));
    }

    #[test]
    fn another_page_is_told_apart_from_another_site() {
        let redesigned = format!("{HEAD}<title>NuGet Gallery | Profile</title>");
        assert_eq!(judged(200, &redesigned), Err(Code::SiteChanged));
        let portal = "<html><title>Welcome to our network</title>You wanted www.nuget.org";
        assert_eq!(judged(200, portal), Err(Code::SiteIntercepted));
        let captcha = format!(r#"{HEAD}<div class="g-recaptcha"></div>"#);
        assert_eq!(judged(200, &captcha), Err(Code::SiteIntercepted));
        assert_eq!(judged(200, "{}"), Err(Code::SiteChanged));
    }

    proptest! {
        #[test]
        fn a_page_without_the_sites_marks_is_never_its_word(page in "[<>a-zA-Z0-9 =\"'/|\\n]{0,200}", status in 100_u16..600) {
            prop_assume!(!is_of_site(&page.to_ascii_lowercase()));
            let told = judged(status, &page);
            prop_assert!(matches!(told, Err(Code::SiteIntercepted | Code::SiteChanged)), "{:?}", told);
        }
    }
}

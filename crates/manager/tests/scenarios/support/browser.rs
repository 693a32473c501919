//! Somebody at a browser: opens the provider's pages, presses buttons, and ends on an address that is not the provider's.

use reqwest::{Client, Response, header, redirect};
use std::collections::HashMap;
use url::Url;

/// What the browser shows.
#[derive(Debug)]
pub enum Sight {
    /// A page of the provider.
    Page(String),
    /// The address that it was sent to: the app's link, or its loopback port.
    Away(String),
}

impl Sight {
    pub fn html(&self) -> &str {
        match self {
            Self::Page(html) => html,
            Self::Away(address) => panic!("the browser left for {address}"),
        }
    }

    pub fn away(self) -> String {
        match self {
            Self::Away(address) => address,
            Self::Page(html) => panic!("the browser still shows {html}"),
        }
    }
}

/// A person with a browser of their own.
pub struct Person {
    http: Client,
    cookies: HashMap<String, String>,
    origin: String,
}

impl Default for Person {
    fn default() -> Self {
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            http,
            cookies: HashMap::new(),
            origin: String::new(),
        }
    }
}

impl Person {
    /// From the address that the app opened to the link back, for somebody whom no second factor stops.
    pub async fn signs_in(&mut self, address: &str, who: &str) -> String {
        let picker = self.opens(address).await;
        match self.presses(&picker, &[("person", who)]).await {
            Sight::Away(link) => link,
            consent => self.presses(&consent, &[("action", "accept")]).await.away(),
        }
    }

    /// The same for anybody: a second factor that is asked for is enrolled, and passed with the code on the practice
    /// telephone.
    pub async fn signs_in_anyhow(&mut self, address: &str, who: &str) -> String {
        let picker = self.opens(address).await;
        let mut sight = self.presses(&picker, &[("person", who)]).await;
        loop {
            sight = match sight {
                Sight::Away(link) => return link,
                page if page.html().contains("id=\"phone-code\"") => {
                    let code = Self::reads_phone(&page);
                    self.presses(&page, &[("action", "verify"), ("code", &code)]).await
                }
                page if page.html().contains("name=\"factor\"") => {
                    self.presses(&page, &[("action", "continue"), ("factor", "text")]).await
                }
                consent => self.presses(&consent, &[("action", "accept")]).await,
            };
        }
    }

    pub async fn opens(&mut self, address: &str) -> Sight {
        self.origin = Url::parse(address).unwrap().origin().ascii_serialization();
        self.follows(address.to_owned()).await
    }

    /// Presses a button of the page's form, with these fields.
    pub async fn presses(&mut self, page: &Sight, fields: &[(&str, &str)]) -> Sight {
        let csrf = between(page.html(), "name=\"csrf\" value=\"", "\"");
        let action = between(page.html(), "action=\"", "\"");
        let mut form = vec![("csrf", csrf.as_str())];
        form.extend_from_slice(fields);
        let request = self.http.post(format!("{}{action}", self.origin)).form(&form);
        let request = request
            .header(header::ORIGIN, "null")
            .header("Sec-Fetch-Site", "same-origin");
        let response = self.with_cookies(request).send().await.unwrap();
        self.sees(response).await
    }

    /// The code on the practice telephone.
    pub fn reads_phone(page: &Sight) -> String {
        between(page.html(), "id=\"phone-code\">", "<")
    }

    /// What any page of this computer answers to the browser.
    pub async fn visits(&self, address: &str) -> (u16, String) {
        let response = self.http.get(address).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn follows(&mut self, mut address: String) -> Sight {
        loop {
            let request = self.with_cookies(self.http.get(&address));
            let response = request.send().await.unwrap();
            match self.location(&response) {
                Some(next) if next.starts_with(&format!("{}/", self.origin)) => address = next,
                _ => return self.shows(response).await,
            }
        }
    }

    async fn sees(&mut self, response: Response) -> Sight {
        match self.location(&response) {
            Some(next) if next.starts_with(&format!("{}/", self.origin)) => self.follows(next).await,
            _ => self.shows(response).await,
        }
    }

    async fn shows(&mut self, response: Response) -> Sight {
        match self.location(&response) {
            Some(address) => Sight::Away(address),
            None => Sight::Page(response.text().await.unwrap()),
        }
    }

    fn location(&mut self, response: &Response) -> Option<String> {
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = response.headers().get(header::LOCATION)?.to_str().unwrap();
        Some(if location.starts_with('/') {
            format!("{}{location}", self.origin)
        } else {
            location.to_owned()
        })
    }

    fn with_cookies(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if pairs.is_empty() {
            request
        } else {
            request.header(header::COOKIE, pairs.join("; "))
        }
    }
}

fn between(text: &str, before: &str, after: &str) -> String {
    let start = text.find(before).unwrap_or_else(|| panic!("no {before} in {text}")) + before.len();
    text[start..].split(after).next().unwrap().to_owned()
}

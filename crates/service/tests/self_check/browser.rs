//! A person's browser at the provider.

use crate::{client, issuer::Issuer};
use reqwest::{Client, Method, Response, header};
use std::collections::BTreeMap;

/// A browser as far as this provider's pages need one: it keeps cookies and follows redirects until one leaves the provider.
pub struct Browser {
    http: Client,
    origin: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn new(issuer: &Issuer) -> Self {
        Self {
            http: client(),
            origin: issuer.address.clone(),
            cookies: BTreeMap::new(),
        }
    }

    async fn send(&mut self, method: Method, url: &str, form: &[(&str, &str)]) -> Response {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = self
            .http
            .request(method, url)
            .header(header::COOKIE, cookies.join("; "));
        let response = request.form(form).send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }

    /// Where a request ends: at a page of the provider, or at the address that it sends the browser away to.
    pub async fn open(&mut self, method: Method, url: &str, form: &[(&str, &str)]) -> (String, Option<String>) {
        let mut response = self.send(method, url, form).await;
        loop {
            let Some(to) = response.headers().get(header::LOCATION) else {
                let address = response.url().to_string();
                return (address, Some(response.text().await.unwrap()));
            };
            let to = response.url().join(to.to_str().unwrap()).unwrap().to_string();
            if !to.starts_with(&self.origin) {
                return (to, None);
            }
            response = self.send(Method::GET, &to, &[]).await;
        }
    }

    /// Signs Ada in; gives the address that the browser is sent away to.
    pub async fn sign_in(&mut self, address: &str) -> String {
        let (mut at, mut page) = self.open(Method::GET, address, &[]).await;
        while let Some(html) = page {
            let field = if html.contains("consent-accept") {
                ("consent", "yes")
            } else {
                ("person", "ada@elsewhere.example")
            };
            (at, page) = self.open(Method::POST, &at, &[field]).await;
        }
        at
    }
}

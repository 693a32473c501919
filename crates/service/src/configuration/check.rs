//! Whether a configuration can be used, which is looked at before anything is opened.

use super::{Configuration, MailDelivery, Network, SmtpSecurity};
use microsoft::provider::{MICROSOFT_HOST, check_authority};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// The public address is more or less than an origin.
    #[error("public_url must be an origin such as https://accounts.example.org, without path, query, user or fragment")]
    NotAnOrigin,
    /// The public address is neither secured by TLS nor on this computer.
    #[error("public_url must begin with https://, unless its host is a loopback address")]
    NotSecure,
    /// Mail would cross the network in the clear.
    #[error("mail may only be sent without TLS to a mail server on this computer")]
    MailNotSecure,
    /// The address that mails come from, or that answers go to, is none.
    #[error("the address that mails come from, or the one that answers go to, is not an e-mail address")]
    MailSender,
    /// A text that people or providers see is empty.
    #[error("{0} must not be empty")]
    Empty(&'static str),
    /// No ID token would ever come.
    #[error("scopes must name openid, or the provider sends no ID token")]
    NoOpenId,
    /// The provider's address is none that can be trusted.
    #[error(
        "authority must begin with https://, unless its host is 127.0.0.1 or [::1], and has no user, query or fragment"
    )]
    Authority,
    /// The provider's address is that of its description.
    #[error("authority is the address before /.well-known/openid-configuration, which is added to it")]
    AuthorityOfDescription,
    /// Microsoft's address leads to tokens of the version before, whose issuer is another host.
    #[error("authority at Microsoft must end in /v2.0")]
    AuthorityVersion,
    /// Whoever calls would be taken for a proxy, and could name any address as the caller's (rule 7.10).
    #[error(
        "trusted_proxies must not name {0}, in which everybody is: whoever is in it may name any address as the caller's"
    )]
    EverybodyIsTrusted(Network),
}

impl Configuration {
    /// Whether it can be used.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), ConfigurationError> {
        let url = &self.public_url;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() || url.host().is_none() {
            return Err(ConfigurationError::NotAnOrigin);
        }
        match url.scheme() {
            "https" => {}
            "http" if self.is_loopback() => {}
            _ => return Err(ConfigurationError::NotSecure),
        }
        self.check_mail()?;
        self.check_provider()?;
        if self.name.trim().is_empty() {
            return Err(ConfigurationError::Empty("name"));
        }
        let everybody = self.serving.trusted_proxies.iter().find(|proxy| proxy.is_everything());
        everybody.map_or(Ok(()), |network| Err(ConfigurationError::EverybodyIsTrusted(*network)))
    }

    /// What can be used and is likely to be meant otherwise, in sentences for the log.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let wide = self.serving.trusted_proxies.iter().filter(|proxy| proxy.is_wide());
        let wide = wide.map(|network| {
            format!(
                "trusted_proxies names {network}: whoever is in it may name any address as the caller's, and have any \
                 number of connections. Name the proxies alone"
            )
        });
        let folder = match &self.mail {
            MailDelivery::Folder(folder) => Some(format!(
                "mails are put into {} and stay there: this service does not send them, another program has to",
                folder.path.display()
            )),
            MailDelivery::Smtp(_) | MailDelivery::Memory => None,
        };
        wide.chain(folder).collect()
    }

    fn check_provider(&self) -> Result<(), ConfigurationError> {
        check_authority(&self.authority).map_err(|_| ConfigurationError::Authority)?;
        let path = self.authority.path().trim_end_matches('/');
        if path.ends_with("/.well-known/openid-configuration") {
            return Err(ConfigurationError::AuthorityOfDescription);
        }
        if self.authority.host_str() == Some(MICROSOFT_HOST) && !path.ends_with("/v2.0") {
            return Err(ConfigurationError::AuthorityVersion);
        }
        let is_empty = |text: &String| text.trim().is_empty();
        if is_empty(&self.client_id) {
            return Err(ConfigurationError::Empty("client_id"));
        }
        // Stored under no name, logins would be nobody's as soon as the issuer has one again.
        if self.login_issuer.as_ref().is_some_and(is_empty) {
            return Err(ConfigurationError::Empty("login_issuer"));
        }
        if self.scopes.is_empty() || self.scopes.iter().any(is_empty) {
            return Err(ConfigurationError::Empty("scopes"));
        }
        if !self.scopes.iter().any(|scope| scope == "openid") {
            return Err(ConfigurationError::NoOpenId);
        }
        Ok(())
    }

    fn check_mail(&self) -> Result<(), ConfigurationError> {
        // An empty path is taken for a folder that is there, and no mail can be put into it.
        if matches!(&self.mail, MailDelivery::Folder(folder) if folder.path.as_os_str().is_empty()) {
            return Err(ConfigurationError::Empty("mail_folder"));
        }
        if let MailDelivery::Smtp(server) = &self.mail {
            let here = matches!(server.host.as_str(), "localhost" | "127.0.0.1" | "::1");
            if server.security == SmtpSecurity::None && !here {
                return Err(ConfigurationError::MailNotSecure);
            }
        }
        let mut own = self.mail_from().into_iter().chain(self.mail_reply_to());
        if own.any(|address| address.parse::<lettre::Address>().is_err()) {
            return Err(ConfigurationError::MailSender);
        }
        Ok(())
    }
}

//! The client side of the Microsoft identity platform (version 2.0) and of OpenID Connect in general.
//!
//! A sign-in passes through this crate in this order: [`discovery`] finds the [`provider`], [`attempt`] makes the
//! address for the browser with the [`nonce`] in it, [`callback`] reads what the browser brings back, [`exchange`]
//! turns the code into an ID token, and [`id_token`] verifies it against the provider's [`keys`]. [`catalogue`] knows
//! what Microsoft's refusals mean for people.
//!
//! Nothing here is hard-wired to Microsoft's addresses: every path comes from the provider's own metadata. What is
//! Microsoft's alone: the issuer template with what it demands of a token ([`provider::IssuerRule`], [`id_token`]), the
//! tenant of personal accounts ([`tenant`]), and the bare way back that belongs to it
//! ([`callback::deep_link_redirect`]).

pub mod attempt;
mod body;
pub mod callback;
pub mod catalogue;
pub mod discovery;
pub mod exchange;
pub mod id_token;
pub mod keys;
pub mod nonce;
pub mod provider;
pub mod tenant;

#[cfg(test)]
mod fixtures;

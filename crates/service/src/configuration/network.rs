//! Networks as operators write them: `192.0.2.0/28`, `2001:db8::/64`, or one address.

use std::{fmt, net::IpAddr, str::FromStr};

/// An address and how many of its first bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an address nor a network such as 192.0.2.0/28 whose other bits are zero")]
pub struct NotANetwork(String);

impl Network {
    /// Whether the address lies in it. An IPv4 address counts as itself also in its IPv6 form (RFC 4291 2.5.5.2).
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let differing = u32::from(ours) ^ u32::from(theirs);
                differing.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let differing = u128::from(ours) ^ u128::from(theirs);
                differing.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }

    /// Whether every address of its family lies in it.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.bits == 0
    }

    /// Whether it is larger than the networks that machines usually share: 256 addresses of IPv4, 64 bits of IPv6. In one
    /// that is, there are likely people beside proxies.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.bits < if self.address.is_ipv4() { 24 } else { 64 }
    }

    fn rest_is_zero(&self) -> bool {
        match self.address {
            IpAddr::V4(address) => u32::from(address).trailing_zeros() + u32::from(self.bits) >= 32,
            IpAddr::V6(address) => u128::from(address).trailing_zeros() + u32::from(self.bits) >= 128,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = match text.split_once('/') {
            None => (text, None),
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| wrong())?)),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let network = Self {
            address,
            bits: bits.unwrap_or(width),
        };
        if network.bits > width || !network.rest_is_zero() {
            return Err(wrong());
        }
        Ok(network)
    }
}

impl TryFrom<String> for Network {
    type Error = NotANetwork;

    fn try_from(text: String) -> Result<Self, NotANetwork> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(network: &str, address: &str) -> bool {
        network.parse::<Network>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn a_network_holds_the_addresses_that_share_its_first_bits() {
        assert!(holds("10.0.0.0/8", "10.200.0.1"));
        assert!(holds("10.0.0.0/8", "::ffff:10.1.1.1"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("192.0.2.7", "192.0.2.7") && !holds("192.0.2.7", "192.0.2.6"));
        assert!(holds("2001:db8::/32", "2001:db8:ffff::1"));
        assert!(!holds("2001:db8::/32", "2001:db9::1"));
        assert!(holds("0.0.0.0/0", "203.0.113.9") && !holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds("::/0", "2001:db8::1") && !holds("::/0", "192.0.2.1"));
    }

    #[test]
    fn a_network_that_people_may_be_in_is_told_from_one_of_machines() {
        let of = |text: &str| text.parse::<Network>().unwrap();
        assert!(
            ["10.0.0.0/8", "192.0.2.0/23", "2001:db8::/63", "::/0"]
                .map(of)
                .iter()
                .all(Network::is_wide)
        );
        assert!(
            !["10.0.0.5", "192.0.2.0/24", "2001:db8::/64", "::1"]
                .map(of)
                .iter()
                .any(Network::is_wide)
        );
        assert!(["0.0.0.0/0", "::/0"].map(of).iter().all(Network::is_everything));
        assert!(!of("0.0.0.0/1").is_everything());
        assert_eq!(of("10.0.0.0/8").to_string(), "10.0.0.0/8");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            "10.0.0.1/8",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0",
            "::1/129",
            "proxy",
            "10.0.0.0/8/8",
        ] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}

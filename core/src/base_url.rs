//! Where a service lives.

use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use crate::error::{InvalidCode, InvalidInput};
use crate::text::quoted;

/// The beginning of every URL of a service: scheme, host, port and path, checked.
///
/// The scheme is `https`; `http` only where the host is this machine (`localhost`, `127.0.0.0/8`, `[::1]`), because
/// credentials travel in every request. Credentials, query and fragment are refused, and so is what is not ASCII:
/// write an international name in its `xn--` form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// For addresses that this crate itself is sure of.
    pub(crate) fn trusted(url: String) -> Self {
        Self(url)
    }

    /// The text, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Reads `https://host[:port][/path]`.
impl FromStr for BaseUrl {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        // A misplaced password or token may stand anywhere in it, so messages repeat no more than a sound host.
        if text.contains('@') {
            return Err(refused(InvalidCode::Insecure, "must not hold credentials: the account holds them"));
        }
        let wrong = || {
            let message = "must be a URL such as `https://gateway.example`: scheme, host, and if need be port and path";
            refused(InvalidCode::WrongFormat, message)
        };
        let (scheme, rest) = text.split_once(':').ok_or_else(wrong)?;
        let rest = rest.strip_prefix("//").ok_or_else(wrong)?;
        let (authority, path) = match rest.find('/').and_then(|slash| rest.split_at_checked(slash)) {
            Some((authority, path)) => (authority, path.trim_end_matches('/')),
            None => (rest, ""),
        };
        let host = host_of(authority).ok_or_else(wrong)?;
        if !is_path(path) || !matches!(scheme, "http" | "https") {
            return Err(wrong());
        }
        if scheme == "http" && !is_loopback(host) {
            let message = format!("must be https, as credentials travel to it: {} is not this machine", quoted(host));
            return Err(refused(InvalidCode::Insecure, message));
        }
        Ok(Self(format!("{scheme}://{authority}{path}")))
    }
}

fn refused(code: InvalidCode, message: impl Into<Cow<'static, str>>) -> InvalidInput {
    InvalidInput::new("gateway", code, message)
}

/// The host of `host[:port]`, if both are well-formed.
fn host_of(authority: &str) -> Option<&str> {
    let end = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match authority.split_at_checked(end)? {
        (host, port) if end > 0 => (host, port.strip_prefix(':').or_else(|| port.is_empty().then_some(""))?),
        (_, name) => name.split_once(':').unwrap_or((name, "")),
    };
    (!authority.ends_with(':') && is_port(port) && is_host(host)).then_some(host)
}

fn is_port(port: &str) -> bool {
    port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let is_label = |label: &str| {
        let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = label.as_bytes();
        is_edge(bytes.first())
            && is_edge(bytes.last())
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

fn is_loopback(host: &str) -> bool {
    let is_loopback_v6 = |host: &str| host.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || is_loopback_v6(host.trim_start_matches('[').trim_end_matches(']'))
}

/// Segments of unreserved characters; none that climbs.
fn is_path(path: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let is_segment =
        |segment: &str| !segment.is_empty() && segment != "." && segment != ".." && segment.bytes().all(is_plain);
    path.is_empty() || path.strip_prefix('/').is_some_and(|path| path.split('/').all(is_segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_on_this_machine() {
        for url in [
            "https://gw.aql.com",
            "https://ws-1-2-0.aculabcloud.net:8443/relay/v1",
            "https://[2001:db8::1]:8443",
            "http://127.0.0.1:8620",
            "http://127.9.9.9",
            "http://[::1]:8620",
            "http://localhost:8620/telwire",
        ] {
            assert_eq!(url.parse::<BaseUrl>().unwrap().as_str(), url);
        }
        assert_eq!("https://gw.aql.com/".parse::<BaseUrl>().unwrap().as_str(), "https://gw.aql.com");
    }

    #[test]
    fn plain_http_beyond_this_machine_is_refused() {
        for host in [
            "gw.aql.com",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "10.0.0.1",
            "[2001:db8::1]",
            "127.1",
            "0.0.0.0",
        ] {
            let error = format!("http://{host}:80/path").parse::<BaseUrl>().unwrap_err();
            assert_eq!(error.code(), InvalidCode::Insecure);
            assert_eq!(
                error.to_string(),
                format!("`gateway` must be https, as credentials travel to it: `{host}` is not this machine")
            );
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for url in [
            "",
            "gw.aql.com",
            "ftp://gw.aql.com",
            "https://",
            "https://gw.aql.com?x",
            "https://gw.aql.com#x",
            "https://gw.aql.com/a//b",
            "https://gw.aql.com/../x",
            "https://gw.aql.com:0",
            "https://gw.aql.com:65536",
            "https://gw.aql.com:",
            "https://gw.aql.com:+80",
            "https://[::1]x",
            "https://[::1]:",
            "https://[evil]",
            "https://-gw.aql.com",
            "https://gw..aql.com",
            "https://gw.aql.com\\x",
            "https://gw.aql.com\t",
            "https://gẃ.aql.com",
            "HTTPS://gw.aql.com",
        ] {
            let error = url.parse::<BaseUrl>().unwrap_err();
            assert_eq!(
                error.to_string(),
                "`gateway` must be a URL such as `https://gateway.example`: scheme, host, and if need be port and path"
            );
        }
    }

    #[test]
    fn credentials_in_a_gateway_are_refused_and_not_repeated() {
        let error = "https://user:hunter2@gw.aql.com".parse::<BaseUrl>().unwrap_err();
        assert_eq!(error.to_string(), "`gateway` must not hold credentials: the account holds them");
    }
}

//! The address that the server listens on.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use anyhow::Result;

use super::Layers;

/// Address and prefix of the server.
#[derive(Clone, Debug)]
pub(crate) struct ServerSettings {
    /// Host name or IP address to listen on.
    pub host: String,
    /// Port to listen on.
    pub port: u16,
    /// Prefix of every path, without a slash at its end: empty, or such as `/sales`.
    pub base_path: String,
}

impl ServerSettings {
    /// `HOST:PORT`, as a listener wants it.
    pub(crate) fn listen_address(&self) -> String {
        join(&self.host, self.port)
    }

    /// The address by which this machine itself reaches the server.
    pub(crate) fn local_address(&self) -> String {
        let host = match self.host.parse() {
            Ok(IpAddr::V4(ip)) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
            Ok(IpAddr::V6(ip)) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.to_string(),
            _ => self.host.clone(),
        };
        join(&host, self.port)
    }

    pub(super) fn judge(layers: &Layers) -> Result<ServerSettings> {
        let host = layers.get("server.host")?;
        let name = host.read("an IP address or a host name", |text| {
            let fits = !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-'));
            fits.then(|| text.to_owned())
        })?;
        let port = layers
            .get("server.port")?
            .read("a port number from 1 to 65535", |text| text.parse().ok().filter(|&port| port > 0))?;
        let base_path = layers.get("server.base_path")?.read("a path such as /sales", prefix)?;
        Ok(ServerSettings { host: name, port, base_path })
    }
}

fn join(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// Whether a host name is one of this machine alone.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn prefix(text: &str) -> Option<String> {
    let path = text.trim_end_matches('/');
    let segment = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'))
    };
    (path.is_empty() || path.strip_prefix('/')?.split('/').all(segment)).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn addresses() {
        let cases = [
            ("127.0.0.1", "127.0.0.1:8050", "127.0.0.1:8050"),
            ("::1", "[::1]:8050", "[::1]:8050"),
            ("localhost", "localhost:8050", "localhost:8050"),
            ("0.0.0.0", "0.0.0.0:8050", "127.0.0.1:8050"),
            ("::", "[::]:8050", "[::1]:8050"),
        ];
        for (host, listen, local) in cases {
            let server = settings_of(&[("HOST", host), ("AUTH", "none")]).unwrap().server;
            assert_eq!((&*server.listen_address(), &*server.local_address()), (listen, local));
        }
    }

    #[test]
    fn base_paths() {
        for (text, expected) in [("/", ""), ("/sales", "/sales"), ("/a/b.c/", "/a/b.c")] {
            assert_eq!(settings_of(&[("BASE_PATH", text)]).unwrap().server.base_path, expected);
        }
        check_refused("HOST", &[("a b", "IP address")]);
        check_refused(
            "BASE_PATH",
            &[("sales", "/sales"), ("/a//b", "/sales"), ("/a/../b", "/sales"), ("/a?b", "/sales")],
        );
        check_refused("PORT", &[("0", "1 to 65535"), ("65536", "1 to 65535"), ("http", "1 to 65535")]);
    }
}

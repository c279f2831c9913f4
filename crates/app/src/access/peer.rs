//! Where a request comes from.

use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;
use poem::Request;
use poem::http::HeaderMap;

/// The address at the other end of the connection; that of nobody where it has none.
pub(super) fn of(request: &Request) -> IpAddr {
    let address = request.remote_addr().as_socket_addr();
    address.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |address| address.ip().to_canonical())
}

/// Whether an address is in one of these networks.
pub(super) fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address))
}

/// The address of the reader: as long as the nearest one known is that of a proxy that we believe, the one that it tells of.
pub(super) fn reader(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let told: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for text in told.into_iter().rev() {
        if !is_in(proxies, nearest) {
            break;
        }
        // What cannot be read is nobody's address, least of all that of the proxy.
        let address = text.parse::<IpAddr>().unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        nearest = address.to_canonical();
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_proxies_of_ours_are_believed() {
        let silent =
            reader(IpAddr::from([127, 0, 0, 1]), &HeaderMap::new(), &["127.0.0.1/32".parse().unwrap()]);
        assert_eq!(silent.to_string(), "127.0.0.1");
        let proxies = ["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        for (peer, forwarded, expected) in [
            ("192.0.2.1", "", "192.0.2.1"),
            ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
            ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
            ("127.0.0.1", "198.51.100.7, 10.1.2.3", "198.51.100.7"),
            ("127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
            ("127.0.0.1", "unknown", "::"),
            ("127.0.0.1", "198.51.100.7:1234", "::"),
        ] {
            let headers =
                HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
            let found = reader(peer.parse().unwrap(), &headers, &proxies);
            assert_eq!(found.to_string(), expected, "{peer} {forwarded}");
        }
    }
}

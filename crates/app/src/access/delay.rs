//! Who guesses passwords has to wait, longer and longer: for each user, and for each address that asks.

use std::future::ready;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use moka::future::Cache;

/// So many names and addresses are remembered; those that were not tried for longest are forgotten first.
const MOST_REMEMBERED: u64 = 20_000;

/// What was tried is forgotten when nothing more was tried for so long.
const FORGET_AFTER: Duration = Duration::from_secs(60 * 60);

/// How patient we are with a name or an address.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// Attempts after which the first pause of one second follows; each next one is twice as long.
    free_attempts: u32,
    /// The longest pause.
    longest: Duration,
}

/// Short, for whoever guesses the password of another must not be able to keep them out for long.
const OF_USER: Patience = Patience { free_attempts: 3, longest: Duration::from_secs(60) };

/// Many people can share an address.
const OF_ADDRESS: Patience = Patience { free_attempts: 10, longest: Duration::from_secs(15 * 60) };

/// The attempts that did not succeed.
#[derive(Debug)]
pub(crate) struct Delays(Cache<[u8; 32], Attempts>);

#[derive(Clone, Copy, Debug)]
struct Attempts {
    number: u32,
    not_before: Instant,
}

impl Delays {
    /// Nobody tried anything yet.
    pub(crate) fn new() -> Delays {
        Delays(Cache::builder().max_capacity(MOST_REMEMBERED).time_to_idle(FORGET_AFTER).build())
    }

    /// Begins an attempt, which counts as failed until [`Delays::succeeded`] takes it back: who tries many at the same
    /// time must not get more of them.
    ///
    /// # Errors
    /// How long to wait. Names that nobody has are counted like others, lest the pause tell which exist.
    pub(crate) async fn begin(&self, user: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        self.count(key_of_address(address), OF_ADDRESS, now).await?;
        self.count(key_of_user(user), OF_USER, now).await
    }

    /// Takes back what [`Delays::begin`] counted. The other attempts from the address stay: an account of one's own is
    /// no licence to guess those of others.
    pub(crate) async fn succeeded(&self, user: &str, address: IpAddr, now: Instant) {
        self.0.invalidate(&key_of_user(user)).await;
        let one_less = |entry: Option<moka::Entry<_, Attempts>>| {
            let number = entry.map_or(0, |entry| entry.into_value().number).saturating_sub(1);
            ready(Attempts { number, not_before: now })
        };
        self.0.entry(key_of_address(address)).and_upsert_with(one_less).await;
    }

    async fn count(&self, key: [u8; 32], patience: Patience, now: Instant) -> Result<(), Duration> {
        let mut waits = None;
        let one_more = |entry: Option<moka::Entry<_, Attempts>>| {
            let known = entry.map_or(Attempts { number: 0, not_before: now }, moka::Entry::into_value);
            if known.not_before > now {
                waits = Some(known.not_before - now);
                return ready(known);
            }
            let number = known.number.saturating_add(1);
            ready(Attempts { number, not_before: now + patience.pause(number) })
        };
        self.0.entry(key).and_upsert_with(one_more).await;
        waits.map_or(Ok(()), Err)
    }
}

impl Patience {
    fn pause(self, number: u32) -> Duration {
        match number.checked_sub(self.free_attempts) {
            None => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(20)).min(self.longest),
        }
    }
}

fn key_of_user(name: &str) -> [u8; 32] {
    *blake3::Hasher::new().update(b"user ").update(name.as_bytes()).finalize().as_bytes()
}

/// Whoever has one address of IPv6 has at least the 64 bits behind the network.
fn key_of_address(address: IpAddr) -> [u8; 32] {
    let network = match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    };
    *blake3::hash(format!("address {network}").as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_bound() {
        for (number, of_user_s, of_address_s) in
            [(1, 0, 0), (2, 0, 0), (3, 1, 0), (4, 2, 0), (10, 60, 1), (40, 60, 900)]
        {
            let pauses = (OF_USER.pause(number).as_secs(), OF_ADDRESS.pause(number).as_secs());
            assert_eq!(pauses, (of_user_s, of_address_s), "{number}");
        }
        assert_eq!(OF_USER.pause(u32::MAX).as_secs(), 60);
    }

    #[test]
    fn networks_of_ipv6_are_one_address() {
        for (one, other, expected) in [
            ("2001:db8::1", "2001:db8::2:3", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::ffff:10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false),
        ] {
            let key = |text: &str| key_of_address(text.parse().unwrap());
            assert_eq!(key(one) == key(other), expected, "{one} {other}");
        }
    }

    #[tokio::test]
    async fn a_user_is_protected_from_guesses_and_an_address_from_guessing() {
        let (delays, now) = (Delays::new(), Instant::now());
        let here: IpAddr = "10.0.0.1".parse().unwrap();
        let there: IpAddr = "10.0.0.2".parse().unwrap();
        for _ in 0..3 {
            assert_eq!(delays.begin("ann", here, now).await, Ok(()));
        }
        let second = Duration::from_secs(1);
        assert_eq!(delays.begin("ann", there, now).await, Err(second), "from wherever");
        assert_eq!(delays.begin("bob", here, now).await, Ok(()), "others are not concerned");
        assert_eq!(delays.begin("ann", here, now + second).await, Ok(()));
        delays.succeeded("ann", here, now + second).await;
        assert_eq!(delays.begin("ann", here, now + second).await, Ok(()));

        for name in 0..30 {
            let _ = delays.begin(&name.to_string(), there, now).await;
        }
        assert_eq!(delays.begin("eve", there, now).await, Err(second), "whichever name");
        delays.succeeded("own", there, now + second).await;
        assert!(delays.begin("eve", there, now + second).await.is_ok());
        assert!(
            delays.begin("eve", there, now + second).await.is_err(),
            "one success does not forgive the rest"
        );
    }
}

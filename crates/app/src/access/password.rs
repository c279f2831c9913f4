//! Passwords: kept as argon2id hashes, compared in a time that tells nothing.

use anyhow::{Context, Result, bail};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params};

/// A longer one is not hashed: nobody types it, and hashing it would cost time.
pub(crate) const MAX_PASSWORD_BYTES: usize = 1024;

/// The shortest that is hashed, as NIST SP 800-63B asks for where nothing else proves who somebody is.
const MIN_PASSWORD_CHARS: usize = 12;

/// The hash of a password with its salt and costs.
#[derive(Clone)]
pub(crate) struct HashedPassword {
    hash: PasswordHash,
    /// A digest of the hash: another one as soon as the password is another one.
    pub stamp: String,
}

impl HashedPassword {
    /// Reads `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
    ///
    /// # Errors
    /// What is wrong with it, without any of it.
    pub(crate) fn parse(text: &str) -> Result<HashedPassword> {
        let hash = PasswordHash::new(text).ok().context("this is no hash of a password")?;
        if Algorithm::new(hash.algorithm.as_str()).ok() != Some(Algorithm::Argon2id) {
            bail!("the hash is not made by argon2id");
        }
        if Params::try_from(&hash).is_err() || hash.salt.is_none() || hash.hash.is_none() {
            bail!("the hash is not complete");
        }
        Ok(HashedPassword { hash, stamp: blake3::hash(text.as_bytes()).to_hex()[..16].to_owned() })
    }

    /// Whether this is the password. Takes tens of milliseconds of pure computation, and as many megabytes.
    pub(crate) fn is(&self, password: &str) -> bool {
        password.len() <= MAX_PASSWORD_BYTES
            && Argon2::default().verify_password(password.as_bytes(), &self.hash).is_ok()
    }
}

/// Lest a hash get into a log.
impl std::fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HashedPassword")
    }
}

/// The hash of a password under a new salt, as the users file has it.
///
/// # Errors
/// When the password is too short or too long, or the system gives no random numbers.
pub(crate) fn hash(password: &str) -> Result<String> {
    if password.chars().count() < MIN_PASSWORD_CHARS {
        bail!("the password has fewer than {MIN_PASSWORD_CHARS} characters; take a longer one");
    }
    if password.len() > MAX_PASSWORD_BYTES {
        bail!("the password has more than {MAX_PASSWORD_BYTES} bytes; take a shorter one");
    }
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| anyhow::anyhow!("the password cannot be hashed: {error}"))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash() {
        let (first, second) =
            (hash("correct horse battery").unwrap(), hash("correct horse battery").unwrap());
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, second, "each has a salt of its own");
        let known = HashedPassword::parse(&first).unwrap();
        for (password, expected) in [
            ("correct horse battery", true),
            ("correct horse batterz", false),
            ("", false),
            (&*"x".repeat(MAX_PASSWORD_BYTES + 1), false),
        ] {
            assert_eq!(known.is(password), expected, "{password:.30}");
        }
        assert_ne!(known.stamp, HashedPassword::parse(&second).unwrap().stamp);
        assert_eq!(format!("{known:?}"), "HashedPassword");
    }

    #[test]
    fn what_is_no_argon2id_is_refused_without_being_repeated() {
        for (text, expected) in [
            ("s3cret", "no hash"),
            ("", "no hash"),
            ("$2b$12$KIXs3cretKIXs3cretKIXs3cretKIXs3cretKIXs3cretKIXs3c", "no hash"),
            ("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA", "not made by argon2id"),
            ("$argon2id$v=19$m=19456,t=2,p=1", "not complete"),
        ] {
            let message = HashedPassword::parse(text).unwrap_err().to_string();
            assert!(message.contains(expected) && !message.contains("s3cret"), "{text}: {message}");
        }
    }

    #[test]
    fn passwords_have_a_least_and_a_most() {
        for (password, expected) in [
            ("short", "fewer than 12"),
            ("zwölf Zeiche", ""),
            (&*"x".repeat(MAX_PASSWORD_BYTES + 1), "more than 1024"),
        ] {
            match hash(password) {
                Ok(_) => assert_eq!(expected, "", "{password}"),
                Err(error) => {
                    assert!(error.to_string().contains(expected) && !expected.is_empty(), "{error}")
                }
            }
        }
    }
}

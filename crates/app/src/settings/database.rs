//! Which database is the source.

use anyhow::{Result, bail};
use url::Url;

use super::{Layers, Origin, Setting, mask};

/// The source of the data.
#[derive(Clone, Debug)]
pub(crate) struct DatabaseSettings {
    /// Database address; none means the embedded demo database.
    pub url: Option<String>,
    /// PostgreSQL schema or MySQL database that holds the tables; none means the connection's own.
    pub schema: Option<String>,
}

impl DatabaseSettings {
    pub(super) fn judge(layers: &Layers) -> Result<DatabaseSettings> {
        let url = layers.get("database.url")?;
        let path = layers.get("database.path")?;
        let schema = layers.get("database.schema")?.given().map(str::to_owned);
        let from_url = url
            .given()
            .map(|_| {
                url.read(
                    "sqlite:PATH, postgres://USER:PASSWORD@HOST/DATABASE or mysql://USER:PASSWORD@HOST/DATABASE",
                    known_url,
                )
            })
            .transpose()?;
        let from_path = path.given().map(sqlite_url);
        let url = match (from_url, from_path) {
            (Some(one), Some(other)) if one == other => Some(one),
            // The nearer layer wins, as for any other key; only a contradiction within one layer is a mistake.
            (Some(one), Some(other)) => match rank(url).cmp(&rank(path)) {
                std::cmp::Ordering::Greater => Some(one),
                std::cmp::Ordering::Less => Some(other),
                std::cmp::Ordering::Equal => bail!(
                    "{} is `{}` but {} is `{}`: they name different databases; unset one",
                    name_of(url),
                    mask(&url.text),
                    name_of(path),
                    path.text
                ),
            },
            (one, other) => one.or(other),
        };
        Ok(DatabaseSettings { url, schema })
    }
}

/// The address of a SQLite file; the path stands in it as it is.
pub(crate) fn sqlite_url(path: &str) -> String {
    format!("sqlite:{path}")
}

fn known_url(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let fits = match scheme {
        "sqlite" => !rest.trim_start_matches('/').is_empty(),
        "postgres" | "postgresql" | "mysql" | "mariadb" => rest.starts_with("//") && Url::parse(text).is_ok(),
        _ => false,
    };
    fits.then(|| text.to_owned())
}

fn rank(setting: &Setting) -> u8 {
    match setting.origin {
        Origin::Default => 0,
        Origin::File { .. } => 1,
        Origin::Environment(_) => 2,
    }
}

fn name_of(setting: &Setting) -> String {
    match &setting.origin {
        Origin::Environment(variable) => variable.clone(),
        origin => format!("{origin}: {}", setting.key),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn a_path_is_a_shorthand() {
        let cases = [
            (vec![("DB_PATH", "/data/my sales.db")], Some("sqlite:/data/my sales.db")),
            (vec![("DB_PATH", "50%?.db")], Some("sqlite:50%?.db")),
            (vec![("DB_PATH", "a.db"), ("DATABASE_URL", "sqlite:a.db")], Some("sqlite:a.db")),
            (vec![("DATABASE_URL", "postgres://a:b@c/d")], Some("postgres://a:b@c/d")),
            (vec![("DB_PATH", "")], None),
        ];
        for (variables, expected) in cases {
            assert_eq!(settings_of(&variables).unwrap().database.url.as_deref(), expected, "{variables:?}");
        }
    }

    #[test]
    fn refuses_contradictions_and_unknown_schemes() {
        let message = settings_of(&[("DB_PATH", "a.db"), ("DATABASE_URL", "mysql://u:secret@h/d")])
            .unwrap_err()
            .to_string();
        assert!(message.contains("DATABASE_URL") && message.contains("DB_PATH is `a.db`"), "{message}");
        assert!(!message.contains("secret"), "{message}");
        check_refused(
            "DATABASE_URL",
            &[("oracle://x/y", "sqlite:PATH"), ("sales.db", "sqlite:PATH"), ("sqlite:", "sqlite:PATH")],
        );
    }
}

//! A point in time, for machines and for people.
use maud::{Markup, Render, html};
use units::{Day, Format};

const SECONDS_A_DAY: i64 = 86_400;

/// A day or an instant in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// ISO 8601, for the `datetime` attribute.
    pub iso: String,
    /// As people read it.
    pub words: String,
}

impl Moment {
    /// A day: `31 May 2005`.
    pub fn of_day(day: Day, format: &Format) -> Moment {
        Moment { iso: day.to_string(), words: format.day(day) }
    }

    /// An instant, as seconds since 1970-01-01 UTC: `22 Nov 2026 15:06`.
    pub fn of_instant(unix_seconds: i64, format: &Format) -> Moment {
        let clock = Moment::clock_of_instant(unix_seconds);
        Moment { words: format!("{} {}", format.day(day_of(unix_seconds)), clock.words), ..clock }
    }

    /// An instant of which only the time of day is shown, as seconds since 1970-01-01 UTC: `15:06`.
    pub fn clock_of_instant(unix_seconds: i64) -> Moment {
        let time = unix_seconds.rem_euclid(SECONDS_A_DAY);
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        Moment {
            iso: format!("{}T{hour:02}:{minute:02}:{second:02}Z", day_of(unix_seconds)),
            words: format!("{hour:02}:{minute:02}"),
        }
    }
}

fn day_of(unix_seconds: i64) -> Day {
    Day::from_number(i32::try_from(unix_seconds.div_euclid(SECONDS_A_DAY)).unwrap_or(i32::MAX))
}

impl Render for Moment {
    fn render(&self) -> Markup {
        html! { time datetime=(self.iso) { (self.words) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc() {
        let format = Format::default();
        for (unix_seconds, iso, words) in [
            (0, "1970-01-01T00:00:00Z", "1 Jan 1970 00:00"),
            (951_827_696, "2000-02-29T12:34:56Z", "29 Feb 2000 12:34"),
            (-1, "1969-12-31T23:59:59Z", "31 Dec 1969 23:59"),
        ] {
            let moment = Moment::of_instant(unix_seconds, &format);
            assert_eq!((moment.iso.as_str(), moment.words.as_str()), (iso, words));
        }
    }
}

//! A change against the comparison: an arrow, a number, and the judgement in words for those who do not see the colour.
use maud::{Markup, Render, html};

/// Where the number went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It is the same at the precision shown.
    Same,
}

/// What that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Better; filled arrow.
    Good,
    /// Worse; filled arrow.
    Bad,
    /// Only described; hollow arrow.
    Neutral,
}

/// A change against the comparison.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where the number went.
    pub direction: Direction,
    /// What that means.
    pub judgement: Judgement,
    /// By how much, without sign: `33.6 %`, `0.7 pp`, or `new`.
    pub words: String,
}

impl Direction {
    /// The arrow of a judged change, that of a neutral one, and the word.
    const fn signs(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Direction::Up => ("▲", "△", "up"),
            Direction::Down => ("▼", "▽", "down"),
            Direction::Same => ("=", "=", "unchanged"),
        }
    }
}

impl Change {
    /// As plain text, for files: `▲ 33.6 %`.
    pub fn plain(&self) -> String {
        format!("{} {}", self.direction.signs().0, self.words)
    }
}

impl Render for Change {
    fn render(&self) -> Markup {
        let (filled, hollow, spoken) = self.direction.signs();
        let (class, arrow, meaning) = match (self.judgement, self.direction) {
            (_, Direction::Same) => ("change", hollow, ""),
            (Judgement::Good, _) => ("change is-good", filled, ", better"),
            (Judgement::Bad, _) => ("change is-bad", filled, ", worse"),
            (Judgement::Neutral, _) => ("change", hollow, ""),
        };
        html! {
            span class=(class) {
                span .arrow aria-hidden="true" { (arrow) } span .vh { (spoken) (meaning) " " } (self.words)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_never_the_only_sign() {
        for (direction, judgement, expected) in [
            (Direction::Up, Judgement::Good, ["is-good", "▲", "up, better"]),
            (Direction::Down, Judgement::Bad, ["is-bad", "▼", "down, worse"]),
            (Direction::Down, Judgement::Good, ["is-good", "▼", "down, better"]),
            (Direction::Up, Judgement::Neutral, ["change", "△", "up "]),
            (Direction::Same, Judgement::Bad, ["change\"", "=", "unchanged "]),
        ] {
            let markup = Change { direction, judgement, words: "1".to_owned() }.render().into_string();
            for part in expected {
                assert!(markup.contains(part), "{direction:?} {judgement:?}: {part} is missing in {markup}");
            }
        }
    }
}

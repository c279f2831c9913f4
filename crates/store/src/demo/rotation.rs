//! Hands out kinds in given proportions, as evenly as whole numbers allow.
//!
//! Drawn at random, 22 late orders of 326 could as well be 13 or 31; handed out in turn the proportion holds for every seed, and
//! every kind is spread over large and small customers alike.

/// Smooth weighted turns: over as many turns as the weights add up to, each kind gets exactly its weight.
#[derive(Clone, Debug)]
pub(super) struct Rotation {
    weights: Vec<i64>,
    credits: Vec<i64>,
}

impl Rotation {
    /// Turns in proportion to these weights.
    pub(super) fn new(weights: impl IntoIterator<Item = i64>) -> Rotation {
        let weights: Vec<i64> = weights.into_iter().collect();
        Rotation { credits: vec![0; weights.len()], weights }
    }

    /// The index of the kind whose turn it is.
    pub(super) fn turn(&mut self) -> usize {
        let mut chosen = 0;
        for kind in 0..self.weights.len() {
            self.credits[kind] += self.weights[kind];
            if self.credits[kind] > self.credits[chosen] {
                chosen = kind;
            }
        }
        self.credits[chosen] -= self.weights.iter().sum::<i64>();
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_gets_its_weight_evenly_spread() {
        let mut rotation = Rotation::new([5, 1, 2]);
        let turns: Vec<usize> = (0..8).map(|_| rotation.turn()).collect();
        assert_eq!(turns, [0, 2, 0, 0, 1, 0, 2, 0]);
    }
}

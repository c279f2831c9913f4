//! Steps instead of a slope: which class of a ramp a value falls into.

/// Rising edges between classes; a value on an edge belongs to the upper class.
#[derive(Clone, Debug, PartialEq)]
pub struct Thresholds {
    edges: Vec<f64>,
}

impl Thresholds {
    /// Classes between these edges, in any order; `n` edges make `n + 1` classes.
    pub fn new(mut edges: Vec<f64>) -> Thresholds {
        edges.sort_by(f64::total_cmp);
        Thresholds { edges }
    }

    /// `classes` classes of equal width from zero to the greatest of `values`.
    pub fn equal(values: impl IntoIterator<Item = f64>, classes: usize) -> Thresholds {
        let greatest = values.into_iter().filter(|value| value.is_finite()).fold(0.0, f64::max);
        let width = greatest / classes.max(1) as f64;
        Thresholds { edges: (1..classes.max(1)).map(|edge| edge as f64 * width).collect() }
    }

    /// The class of `value`, from 0.
    pub fn class(&self, value: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= value)
    }

    /// The edges, rising.
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_belongs_to_the_upper_class() {
        let check = |value, expected| {
            assert_eq!(Thresholds::new(vec![250.0, 100.0, 500.0]).class(value), expected, "class of {value}");
        };
        check(-1.0, 0);
        check(99.9, 0);
        check(100.0, 1);
        check(499.0, 2);
        check(1e9, 3);
    }

    #[test]
    fn equal_classes_run_from_zero_to_the_greatest() {
        assert_eq!(Thresholds::equal([10.0, 50.0], 5).edges(), [10.0, 20.0, 30.0, 40.0]);
        assert_eq!(Thresholds::equal([], 1).edges(), [0.0; 0]);
    }
}

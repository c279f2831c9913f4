//! Which pairs of two small dimensions occur, for counting distinct partners.

/// A bit for each pair of a row and a column.
#[derive(Clone, Debug)]
pub struct BitMatrix {
    words: Vec<u64>,
    words_per_row: usize,
    num_columns: usize,
}

impl BitMatrix {
    /// No pair of `num_rows` × `num_columns`.
    pub fn new(num_rows: usize, num_columns: usize) -> BitMatrix {
        let words_per_row = num_columns.div_ceil(64);
        BitMatrix { words: vec![0; num_rows * words_per_row], words_per_row, num_columns }
    }

    /// Marks a pair.
    pub fn insert(&mut self, row: usize, column: usize) {
        debug_assert!(column < self.num_columns, "column {column} of {}", self.num_columns);
        self.words[row * self.words_per_row + column / 64] |= 1 << (column % 64);
    }

    /// How many columns are marked in the row.
    pub fn count_row(&self, row: usize) -> usize {
        let start = row * self.words_per_row;
        self.words[start..start + self.words_per_row].iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_distinct_partners() {
        let mut matrix = BitMatrix::new(2, 70);
        for (row, column) in [(0, 1), (0, 69), (0, 1), (1, 0)] {
            matrix.insert(row, column);
        }
        assert_eq!((matrix.count_row(0), matrix.count_row(1)), (2, 1));
    }
}

//! Names without order, each with its own place in a short list.

/// Numbers distinct keys by first appearance, so that the same key always gets the same slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal<K> {
    keys: Vec<K>,
}

impl<K: PartialEq + Clone> Ordinal<K> {
    /// The scale over `keys`; repetitions count once.
    pub fn new(keys: impl IntoIterator<Item = K>) -> Ordinal<K> {
        let mut distinct = Vec::new();
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        Ordinal { keys: distinct }
    }

    /// The slot of `key`; a key never seen has none.
    pub fn slot(&self, key: &K) -> Option<usize> {
        self.keys.iter().position(|known| known == key)
    }

    /// The distinct keys in order of their slots.
    pub fn keys(&self) -> &[K] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_by_first_appearance() {
        let scale = Ordinal::new(["dot", "ring", "dot", "square"]);
        assert_eq!(scale.keys(), ["dot", "ring", "square"]);
        assert_eq!(scale.slot(&"square"), Some(2));
        assert_eq!(scale.slot(&"star"), None);
    }
}

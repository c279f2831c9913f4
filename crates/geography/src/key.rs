//! When two spellings of a country's name are the same.

/// What is left of a name when case, dots, an article and doubled blanks do not count.
pub(crate) fn key(name: &str) -> String {
    let lower = name.replace('.', "").replace('&', " and ").to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

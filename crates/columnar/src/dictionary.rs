//! Texts as small codes.

use std::collections::HashMap;
use std::sync::Arc;

/// Each distinct text once, known by the order in which it came.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    texts: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
}

impl Dictionary {
    /// The code of a text, new if the text is.
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(&code) = self.codes.get(text) {
            return code;
        }
        let code =
            u32::try_from(self.texts.len()).expect("fewer than four billion distinct texts fit in memory");
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.codes.insert(text, code);
        code
    }

    /// The text of a code that this dictionary gave out.
    pub fn text(&self, code: u32) -> &Arc<str> {
        &self.texts[code as usize]
    }

    /// All texts, by code.
    pub fn texts(&self) -> &[Arc<str>] {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_code() {
        let mut dictionary = Dictionary::default();
        let codes = ["b", "a", "b", "Z"].map(|text| dictionary.code(text));
        assert_eq!(codes, [0, 1, 0, 2]);
        assert_eq!(dictionary.texts().iter().map(|text| &**text).collect::<Vec<_>>(), ["b", "a", "Z"]);
        assert_eq!(&**dictionary.text(2), "Z");
    }
}

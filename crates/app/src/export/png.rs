//! PNG: a drawing as so many pixels, in a font that comes with the program.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{self, Database};
use resvg::usvg::{FontResolver, Options, Tree};

/// Pixels of the largest picture: 40 MB while it is drawn.
const MOST_PIXELS: f64 = 10e6;

/// From this weight on the bold face is used.
const BOLD: u16 = 600;

/// The faces that texts are set in, and whatever the system has for letters that they lack.
struct Fonts {
    database: Arc<Database>,
    regular: fontdb::ID,
    bold: fontdb::ID,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut database = Database::new();
    let mut load = |bytes: &'static [u8]| {
        let ids = database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        *ids.first().expect("the embedded font is a font")
    };
    let (regular, bold) = (load(notosans::REGULAR_TTF), load(notosans::BOLD_TTF));
    database.load_system_fonts();
    Fonts { database: Arc::new(database), regular, bold }
});

/// Draws a document, each of its units as so many pixels, or as fewer where the picture would become too large.
///
/// # Errors
/// A document that is no SVG or has no size, in words.
pub(crate) fn drawn(svg: &str, scale: u32) -> Result<Vec<u8>, String> {
    let fonts = &*FONTS;
    let options = Options {
        fontdb: Arc::clone(&fonts.database),
        font_resolver: FontResolver {
            // Not the families that the document names: a picture shall look the same wherever it is drawn.
            select_font: Box::new(|font, _| {
                Some(if font.weight() >= BOLD { fonts.bold } else { fonts.regular })
            }),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = f64::from(scale).min((MOST_PIXELS / (width * height)).sqrt());
    let pixels = |length: f64| (length * scale).floor().max(1.0) as u32;
    let mut picture = Pixmap::new(pixels(width), pixels(height)).ok_or("the picture has no size")?;
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width and height, as the header says.
    fn size(png: &[u8]) -> (u32, u32) {
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    }

    fn document(height: u32, content: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="960" height="{height}">{content}</svg>"#)
    }

    #[test]
    fn is_as_large_as_asked_and_never_larger_than_memory_allows() {
        for (height, scale, expected) in
            [(300, 1, (960, 300)), (300, 3, (2880, 900)), (60_000, 3, (400, 25_000))]
        {
            assert_eq!(size(&drawn(&document(height, ""), scale).unwrap()), expected);
        }
        assert!(drawn("<p>no drawing</p>", 1).is_err());
    }

    #[test]
    fn letters_are_drawn_whatever_fonts_the_machine_has() {
        let text = |weight: u32, text: &str| {
            let content =
                format!(r#"<text y="20" font-family="Nowhere" font-weight="{weight}">{text}</text>"#);
            drawn(&document(30, &content), 1).unwrap()
        };
        let (empty, thin, bold) = (text(400, ""), text(400, "Kücheⁿ €"), text(600, "Kücheⁿ €"));
        assert!(empty != thin && thin != bold);
    }
}

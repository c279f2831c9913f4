//! Content codings: which one a client wants, and a body in each of them.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::GzEncoder;

/// A content coding that we can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As it is.
    Identity,
    /// `gzip`.
    Gzip,
    /// `br`.
    Brotli,
}

impl Encoding {
    /// Best first, for clients that like several equally.
    const BY_SIZE: [Encoding; 3] = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];

    /// The token in `Content-Encoding`; none for identity, which is not written.
    pub(crate) fn token(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
        }
    }

    /// The coding that an `Accept-Encoding` header likes best (RFC 9110, 12.5.3).
    ///
    /// Without a header, or when it refuses everything that we have, the answer goes out as it is.
    pub(crate) fn negotiate(accept_encoding: Option<&str>) -> Encoding {
        let Some(accept) = accept_encoding else { return Encoding::Identity };
        let mut weights: [Option<u16>; 3] = [None; 3];
        let mut any_other = None;
        for part in accept.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let coding = pieces.next().unwrap_or_default().to_ascii_lowercase();
            let weight = pieces
                .find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")))
                .map_or(1000, thousandths);
            match coding.as_str() {
                "br" => weights[0] = Some(weight),
                "gzip" | "x-gzip" => weights[1] = Some(weight),
                "identity" => weights[2] = Some(weight),
                "*" => any_other = Some(weight),
                _ => {}
            }
        }
        let weight_of = |index: usize| match (weights[index], any_other) {
            (Some(weight), _) => weight,
            // Identity is acceptable unless it is excluded, but nobody asked for it: below every stated wish.
            (None, None) if index == 2 => 1,
            (None, other) => other.unwrap_or(0),
        };
        let best = (0..3).rev().max_by_key(|&index| weight_of(index)).filter(|&index| weight_of(index) > 0);
        best.map_or(Encoding::Identity, |index| Encoding::BY_SIZE[index])
    }
}

/// A quality value such as `0.8` in thousandths; what is none counts as 0, since the client did not ask for it intelligibly.
fn thousandths(quality: &str) -> u16 {
    match quality.trim().parse::<f64>() {
        Ok(quality) if (0.0..=1.0).contains(&quality) => (quality * 1000.0).round() as u16,
        _ => 0,
    }
}

/// Writes what `write` does into `out` in this coding.
///
/// # Errors
/// Those of `write` and of `out`.
pub(crate) fn write_encoded<W: Write + Send>(
    encoding: Encoding,
    mut out: W,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<W> {
    // The window of brotli is what is held of the past: 1 MB.
    const BROTLI: (usize, u32, u32) = (16 * 1024, 4, 20);
    match encoding {
        Encoding::Identity => write(&mut out)?,
        Encoding::Gzip => {
            let mut encoder = GzEncoder::new(out, flate2::Compression::new(6));
            write(&mut encoder)?;
            return encoder.finish();
        }
        Encoding::Brotli => {
            let (buffer_bytes, quality, window) = BROTLI;
            let mut encoder = brotli::CompressorWriter::new(out, buffer_bytes, quality, window);
            write(&mut encoder)?;
            encoder.flush()?;
            return Ok(encoder.into_inner());
        }
    }
    Ok(out)
}

/// How hard to compress.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Effort {
    /// For an answer that a few people will see.
    Page,
    /// For a file that is compressed once in the life of the process.
    Asset,
}

/// Bodies shorter than this fit into one packet whatever is done to them.
const LEAST_BYTES: usize = 1024;

/// A body in every coding that makes it smaller.
#[derive(Clone, Debug)]
pub(crate) struct Encoded {
    identity: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

impl Encoded {
    /// Compresses the body once for all that will ask for it. Blocks for milliseconds.
    pub(crate) fn new(identity: Bytes, effort: Effort) -> Encoded {
        if identity.len() < LEAST_BYTES {
            return Encoded::plain(identity);
        }
        let smaller = |compressed: Option<Vec<u8>>| {
            compressed.filter(|compressed| compressed.len() < identity.len()).map(Bytes::from)
        };
        let gzip = smaller(gzip(&identity, effort));
        let brotli = smaller(brotli(&identity, effort));
        Encoded { identity, gzip, brotli }
    }

    /// A body that is not worth compressing.
    pub(crate) fn plain(identity: Bytes) -> Encoded {
        Encoded { identity, gzip: None, brotli: None }
    }

    /// The body in this coding, or as it is where that coding does not help; and which of the two it is.
    pub(crate) fn body(&self, encoding: Encoding) -> (Encoding, &Bytes) {
        let compressed = match encoding {
            Encoding::Identity => None,
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Brotli => self.brotli.as_ref(),
        };
        compressed.map_or((Encoding::Identity, &self.identity), |body| (encoding, body))
    }

    /// Bytes of all codings together.
    pub(crate) fn num_bytes(&self) -> usize {
        [Some(&self.identity), self.gzip.as_ref(), self.brotli.as_ref()]
            .into_iter()
            .flatten()
            .map(Bytes::len)
            .sum()
    }
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Page => 6,
        Effort::Asset => 9,
    };
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), flate2::Compression::new(level));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn brotli(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: match effort {
            Effort::Page => 6,
            Effort::Asset => 11,
        },
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params).ok()?;
    Some(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn negotiates_as_rfc_9110_says() {
        use Encoding::{Brotli, Gzip, Identity};
        let cases = [
            (None, Identity),
            (Some(""), Identity),
            (Some("gzip, deflate, br, zstd"), Brotli),
            (Some("gzip"), Gzip),
            (Some("GZIP"), Gzip),
            (Some("x-gzip"), Gzip),
            (Some("deflate"), Identity),
            (Some("*"), Brotli),
            (Some("br;q=0, gzip"), Gzip),
            (Some("br;q=0, *"), Gzip),
            (Some("gzip;q=0.8, br;q=0.5"), Gzip),
            (Some("identity, gzip;q=0.5"), Identity),
            (Some("gzip;q=0.001"), Gzip),
            (Some("gzip;q=0"), Identity),
            (Some("*;q=0"), Identity),
            (Some("identity;q=0, *;q=0"), Identity),
            (Some("br ; q=1.0 , gzip ; q=1"), Brotli),
            (Some("br;q=high, gzip;q=0.1"), Gzip),
        ];
        for (header, expected) in cases {
            assert_eq!(Encoding::negotiate(header), expected, "{header:?}");
        }
    }

    #[test]
    fn every_coding_decodes_to_the_same() {
        let text = Bytes::from("revenue by country ".repeat(500));
        for effort in [Effort::Page, Effort::Asset] {
            let encoded = Encoded::new(text.clone(), effort);
            let (coding, gzip) = encoded.body(Encoding::Gzip);
            assert_eq!(coding, Encoding::Gzip);
            let mut decoded = Vec::new();
            flate2::read::GzDecoder::new(&**gzip).read_to_end(&mut decoded).unwrap();
            assert_eq!(decoded, text);
            let (coding, brotli) = encoded.body(Encoding::Brotli);
            assert_eq!(coding, Encoding::Brotli);
            let mut decoded = Vec::new();
            brotli::BrotliDecompress(&mut &**brotli, &mut decoded).unwrap();
            assert_eq!(decoded, text);
            assert_eq!(encoded.num_bytes(), text.len() + gzip.len() + brotli.len());
        }
    }

    #[test]
    fn what_is_written_piece_by_piece_decodes_to_the_same() {
        let written = |encoding| {
            write_encoded(encoding, Vec::new(), |out| {
                (0..5000).try_for_each(|row| writeln!(out, "row {row}"))
            })
            .unwrap()
        };
        let plain = written(Encoding::Identity);
        assert!(plain.starts_with(b"row 0\n") && plain.ends_with(b"row 4999\n"));
        let mut decoded = Vec::new();
        flate2::read::GzDecoder::new(&*written(Encoding::Gzip)).read_to_end(&mut decoded).unwrap();
        assert!(decoded == plain, "gzip");
        decoded.clear();
        brotli::BrotliDecompress(&mut &*written(Encoding::Brotli), &mut decoded).unwrap();
        assert!(decoded == plain, "brotli");
    }

    #[test]
    fn what_is_short_is_left_alone() {
        let encoded = Encoded::new(Bytes::from_static(b"ok"), Effort::Page);
        assert_eq!(encoded.body(Encoding::Brotli), (Encoding::Identity, &Bytes::from_static(b"ok")));
    }
}

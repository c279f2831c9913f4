//! PostgreSQL's COPY text format, which `pg_dump` writes and both directions of a fast transfer speak.

use std::ops::Range;

use analytics::schema::{Cell, Kind, Table};

/// The widest of the eight tables has this many columns.
pub(crate) const MAX_COLUMNS: usize = 13;

/// One line of COPY data, taken apart; reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Line {
    bytes: Vec<u8>,
    fields: Vec<Option<Range<usize>>>,
}

impl Line {
    /// Takes a line apart, which comes without its line feed. Bytes that are not UTF-8 become replacement characters.
    pub(crate) fn read(&mut self, line: &[u8]) {
        self.bytes.clear();
        self.fields.clear();
        for field in line.split(|&byte| byte == b'\t') {
            if field == b"\\N" {
                self.fields.push(None);
                continue;
            }
            let start = self.bytes.len();
            unescape(field, &mut self.bytes);
            if let Err(error) = std::str::from_utf8(&self.bytes[start..]) {
                tracing::debug!(%error, "replacing what is not UTF-8");
                let repaired = String::from_utf8_lossy(&self.bytes[start..]).into_owned();
                self.bytes.truncate(start);
                self.bytes.extend_from_slice(repaired.as_bytes());
            }
            self.fields.push(Some(start..self.bytes.len()));
        }
    }

    /// How many fields the line has.
    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The text of a field, none where it is NULL or there is no such field.
    pub(crate) fn text(&self, field: usize) -> Option<&str> {
        let range = self.fields.get(field)?.clone()?;
        std::str::from_utf8(&self.bytes[range]).ok()
    }

    /// Hands the line to `take` as a row of the table, whose columns stand at `positions`; a `bytea` becomes its bytes.
    pub(crate) fn hand_over(
        &self,
        table: Table,
        positions: &[usize],
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut blobs: [Option<Vec<u8>>; MAX_COLUMNS] = [const { None }; MAX_COLUMNS];
        for ((column, &at), blob) in table.columns().iter().zip(positions).zip(&mut blobs) {
            if column.kind == Kind::Blob {
                let as_hex = |text: &str| text.strip_prefix("\\x").and_then(from_hex);
                *blob = self.text(at).map(|text| as_hex(text).unwrap_or_else(|| text.as_bytes().to_vec()));
            }
        }
        let mut cells = [Cell::Null; MAX_COLUMNS];
        for ((cell, &at), blob) in cells.iter_mut().zip(positions).zip(&blobs) {
            *cell = match (blob, self.text(at)) {
                (Some(bytes), _) => Cell::Blob(bytes),
                (None, Some(text)) => Cell::Text(text),
                (None, None) => Cell::Null,
            };
        }
        take(&cells[..positions.len()])
    }
}

fn unescape(field: &[u8], out: &mut Vec<u8>) {
    let mut rest = field;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        out.extend_from_slice(&rest[..at]);
        let (byte, length) = match &rest[at + 1..] {
            [b'b', ..] => (0x08, 1),
            [b'f', ..] => (0x0c, 1),
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b't', ..] => (b'\t', 1),
            [b'v', ..] => (0x0b, 1),
            [first @ b'0'..=b'7', more @ ..] => {
                let digits = more.iter().take(2).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let octal = more[..digits]
                    .iter()
                    .fold(u32::from(first - b'0'), |value, d| value * 8 + u32::from(d - b'0'));
                (octal.to_le_bytes()[0], 1 + digits)
            }
            [other, ..] => (*other, 1),
            [] => (b'\\', 0),
        };
        out.push(byte);
        rest = &rest[at + 1 + length..];
    }
    out.extend_from_slice(rest);
}

/// Appends a row as a line of COPY data.
pub(crate) fn write_row(table: Table, cells: &[Cell<'_>], out: &mut Vec<u8>) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(b'\t');
        }
        let is_blob = table.columns()[index].kind == Kind::Blob;
        match cell {
            Cell::Null => out.extend_from_slice(b"\\N"),
            Cell::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Cell::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Cell::Text(text) if !is_blob => escape(text.as_bytes(), out),
            Cell::Blob(bytes) if !is_blob => escape(String::from_utf8_lossy(bytes).as_bytes(), out),
            Cell::Text(text) => hex(text.as_bytes(), out),
            Cell::Blob(bytes) => hex(bytes, out),
        }
    }
    out.push(b'\n');
}

fn escape(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => out.push(byte),
        }
    }
}

fn hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend_from_slice(b"\\\\x");
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
}

/// The bytes that hexadecimal digits stand for, if they are such.
pub(crate) fn from_hex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|value| value.to_le_bytes()[0]);
    digits.as_bytes().chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        let mut line = Line::default();
        line.read(b"a\\tb\t\\N\t\t\\\\x00\tCarine \t\\303\\251\\x\xff");
        let fields: Vec<_> = (0..line.len()).map(|field| line.text(field)).collect();
        assert_eq!(
            fields,
            [Some("a\tb"), None, Some(""), Some("\\x00"), Some("Carine "), Some("éx\u{fffd}")]
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let cells =
            [Cell::Text("Ships\t\\N\r\n🚢 "), Cell::Null, Cell::Integer(-3), Cell::Blob(&[0xff, 0, 9])];
        let mut bytes = Vec::new();
        write_row(Table::ProductLines, &cells, &mut bytes);
        assert_eq!(bytes.pop(), Some(b'\n'));
        let mut line = Line::default();
        line.read(&bytes);
        let fields: Vec<_> = (0..line.len()).map(|field| line.text(field)).collect();
        assert_eq!(fields, [Some("Ships\t\\N\r\n🚢 "), None, Some("-3"), Some("\\xff0009")]);
    }

    #[test]
    fn only_whole_hexadecimal_pairs_are_bytes() {
        for (digits, expected) in
            [("ff0009", Some(vec![0xff, 0, 9])), ("f", None), ("zz", None), ("", Some(vec![]))]
        {
            assert_eq!(from_hex(digits), expected, "{digits}");
        }
    }
}

//! Cuts a dump into statements as it streams by, so that only one of them is ever in memory.
//!
//! Knows just enough of SQL to find where a statement ends: quotes, comments, `DELIMITER`, COPY data. Comments become
//! blanks, also those that a server would run (`/*!40101 … */`): nothing that this program needs stands in one.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use anyhow::{Context, bail};

/// Whose rules hold within quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// MySQL and MariaDB: `\'` is a quote, `#` begins a comment.
    MySql,
    /// PostgreSQL and SQLite: a backslash is a backslash, except in `E'…'`.
    Standard,
}

/// A statement without its semicolon, comments blanked out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) text: Vec<u8>,
    /// Where in the file it begins.
    pub(super) offset: u64,
    /// In which line of the file it begins, counting from 1.
    pub(super) line: u64,
}

/// The statements of a dump.
pub(super) struct Statements<R> {
    input: BufReader<R>,
    style: Style,
    delimiter: Vec<u8>,
    offset: u64,
    line: u64,
    /// Longer statements are cut off here.
    keep_bytes: usize,
}

impl<R: Read> Statements<R> {
    /// Reads from the beginning. Of each statement at most `keep_bytes` are kept.
    pub(super) fn new(input: R, style: Style, keep_bytes: usize) -> Statements<R> {
        let input = BufReader::with_capacity(1 << 16, input);
        Statements { input, style, delimiter: b";".to_vec(), offset: 0, line: 1, keep_bytes }
    }

    /// Where the next byte comes from.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The line of the next byte.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next statement, none at the end of the file.
    ///
    /// # Errors
    /// A quote or comment that never closes, with the line where it opens; a file that cannot be read.
    pub(super) fn next(&mut self) -> anyhow::Result<Option<Statement>> {
        let mut statement = Statement::default();
        while let Some(byte) = self.byte()? {
            let is_first = statement.text.is_empty();
            match byte {
                b'-' if self.peek()? == Some(b'-') => self.skip_line(&mut statement)?,
                b'#' if self.style == Style::MySql => self.skip_line(&mut statement)?,
                // A command to psql, such as \restrict.
                b'\\' if self.style == Style::Standard && is_first => self.skip_line(&mut statement)?,
                b'/' if self.peek()? == Some(b'*') => self.skip_comment(&mut statement)?,
                b'\n' if starts_with_word(&statement.text, "DELIMITER") => {
                    let word = statement.text.get(9..).unwrap_or_default().trim_ascii().to_vec();
                    self.delimiter = if word.is_empty() { b";".to_vec() } else { word };
                    statement.text.clear();
                }
                _ if is_first && byte.is_ascii_whitespace() => {}
                _ => {
                    if is_first {
                        statement.offset = self.offset - 1;
                        statement.line = self.line;
                    }
                    match byte {
                        b'\'' | b'"' | b'`' => self.quoted(byte, &mut statement)?,
                        b'$' if self.style == Style::Standard => self.dollar_quoted(&mut statement)?,
                        _ => self.keep(byte, &mut statement),
                    }
                    // Whether it ends here is asked of the last byte first: most bytes end nothing.
                    let delimiter = &self.delimiter;
                    let may_end =
                        delimiter.last() == Some(&byte) && !starts_with_word(&statement.text, "DELIMITER");
                    if may_end && statement.text.ends_with(delimiter) {
                        statement.text.truncate(statement.text.len() - delimiter.len());
                        if !statement.text.trim_ascii().is_empty() {
                            return Ok(Some(statement));
                        }
                        statement.text.clear();
                    } else if may_end && statement.text.len() >= self.keep_bytes {
                        // Cut off: what is left of it is only looked at for its end, which a `;` outside quotes is.
                        return Ok(Some(statement));
                    }
                }
            }
        }
        let is_empty =
            statement.text.trim_ascii().is_empty() || starts_with_word(&statement.text, "DELIMITER");
        Ok(if is_empty { None } else { Some(statement) })
    }

    /// The next line of COPY data without its line feed into `line`; false at its end, `\.`.
    ///
    /// # Errors
    /// The file ends before the data does.
    pub(super) fn copy_line(&mut self, line: &mut Vec<u8>) -> anyhow::Result<bool> {
        line.clear();
        let length = self.input.read_until(b'\n', line).context("the dump cannot be read")?;
        if length == 0 {
            bail!("line {}: the file ends within the rows of a table", self.line);
        }
        self.offset += length as u64;
        self.line += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(line != b"\\.")
    }

    fn byte(&mut self) -> anyhow::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            self.offset += 1;
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    fn peek(&mut self) -> anyhow::Result<Option<u8>> {
        Ok(self.input.fill_buf().context("the dump cannot be read")?.first().copied())
    }

    fn keep(&self, byte: u8, statement: &mut Statement) {
        if statement.text.len() < self.keep_bytes {
            statement.text.push(byte);
        }
    }

    fn skip_line(&mut self, statement: &mut Statement) -> anyhow::Result<()> {
        while let Some(byte) = self.byte()? {
            if byte == b'\n' {
                break;
            }
        }
        self.blank(b'\n', statement);
        Ok(())
    }

    fn skip_comment(&mut self, statement: &mut Statement) -> anyhow::Result<()> {
        let opened = self.line;
        self.byte()?;
        let mut previous = 0;
        while let Some(byte) = self.byte()? {
            if byte == b'/' && previous == b'*' {
                self.blank(b' ', statement);
                return Ok(());
            }
            if byte == b'\n' {
                self.blank(b'\n', statement);
            }
            previous = byte;
        }
        bail!("line {opened}: the comment that opens here never closes");
    }

    /// Lines within a statement are kept, so that its rows can be told by theirs.
    fn blank(&self, byte: u8, statement: &mut Statement) {
        if !statement.text.is_empty() {
            self.keep(byte, statement);
        }
    }

    fn quoted(&mut self, quote: u8, statement: &mut Statement) -> anyhow::Result<()> {
        let opened = self.line;
        let escapes = match self.style {
            Style::MySql => quote != b'`',
            Style::Standard => quote == b'\'' && ends_with_escape_prefix(&statement.text),
        };
        self.keep(quote, statement);
        while let Some(byte) = self.byte()? {
            self.keep(byte, statement);
            if byte == quote {
                // A doubled quote closes here and opens again with the next byte: the same text.
                return Ok(());
            }
            if byte == b'\\'
                && escapes
                && let Some(escaped) = self.byte()?
            {
                self.keep(escaped, statement);
            }
        }
        bail!("line {opened}: the quote {} that opens here never closes", char::from(quote));
    }

    /// `$tag$ … $tag$`, which the bodies of PostgreSQL functions stand in.
    fn dollar_quoted(&mut self, statement: &mut Statement) -> anyhow::Result<()> {
        let opened = self.line;
        let mut tag = vec![b'$'];
        self.keep(b'$', statement);
        while let Some(byte) = self.peek()? {
            if byte != b'$' && !byte.is_ascii_alphanumeric() && byte != b'_' {
                return Ok(());
            }
            self.byte()?;
            self.keep(byte, statement);
            tag.push(byte);
            if byte == b'$' {
                break;
            }
        }
        let mut last = Vec::new();
        while let Some(byte) = self.byte()? {
            self.keep(byte, statement);
            last.push(byte);
            if byte == b'$' && last.ends_with(&tag) {
                return Ok(());
            }
            if last.len() > 2 * tag.len() {
                last.drain(..tag.len());
            }
        }
        bail!("line {opened}: the quote {} that opens here never closes", String::from_utf8_lossy(&tag));
    }
}

impl<R: Read + Seek> Statements<R> {
    /// Goes on at a place that an earlier pass came by.
    pub(super) fn seek(&mut self, offset: u64, line: u64) -> anyhow::Result<()> {
        self.input.seek(SeekFrom::Start(offset)).context("the dump cannot be read")?;
        self.offset = offset;
        self.line = line;
        Ok(())
    }
}

/// Whether a text begins with a word, in any case, and then a blank.
pub(super) fn starts_with_word(text: &[u8], word: &str) -> bool {
    let (Some(start), Some(next)) = (text.get(..word.len()), text.get(word.len())) else { return false };
    start.eq_ignore_ascii_case(word.as_bytes()) && next.is_ascii_whitespace()
}

fn ends_with_escape_prefix(text: &[u8]) -> bool {
    match text {
        [.., before, b'E' | b'e'] => !before.is_ascii_alphanumeric() && *before != b'_',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(style: Style, dump: &str) -> Vec<(String, u64)> {
        let mut statements = Statements::new(dump.as_bytes(), style, usize::MAX);
        let mut all = Vec::new();
        while let Some(statement) = statements.next().unwrap() {
            all.push((String::from_utf8(statement.text).unwrap(), statement.line));
        }
        all
    }

    #[test]
    fn statements_end_at_semicolons_outside_quotes_and_comments() {
        type Cut<'a> = &'a [(&'a str, u64)];
        let cases: [(Style, &str, Cut<'_>); 10] = [
            (Style::MySql, "a;\n\n b ;c", &[("a", 1), ("b ", 3), ("c", 3)]),
            (Style::MySql, "a 'x;\\';' `;` \";\";b", &[("a 'x;\\';' `;` \";\"", 1), ("b", 1)]),
            (Style::Standard, "a 'x\\';b E'x\\';';", &[("a 'x\\'", 1), ("b E'x\\';'", 1)]),
            (Style::MySql, "a 'it''s;';b", &[("a 'it''s;'", 1), ("b", 1)]),
            (Style::MySql, "-- ;\n# ;\n/* ;\n */ a /*!40000 ; */ b;", &[("a   b", 4)]),
            (Style::MySql, "a -- x\nb;c", &[("a \nb", 1), ("c", 2)]),
            (Style::MySql, "DELIMITER ;;\nx; y;;\nDELIMITER ;\nz;", &[("x; y", 2), ("z", 4)]),
            (Style::Standard, "\\restrict x\na $f$ ; $ ; $f$;b", &[("a $f$ ; $ ; $f$", 2), ("b", 2)]),
            (Style::Standard, "a $1;b", &[("a $1", 1), ("b", 1)]),
            (Style::MySql, " ; ;\n", &[]),
        ];
        for (style, dump, expected) in cases {
            let cut = cut(style, dump);
            let cut: Vec<_> = cut.iter().map(|(text, line)| (text.as_str(), *line)).collect();
            assert_eq!(cut, expected, "{dump}");
        }
    }

    #[test]
    fn what_never_closes_is_told_by_the_line_where_it_opens() {
        for (dump, expected) in [("a;\nb 'x;\n\n", "line 2: the quote '"), ("\n/* x", "line 2: the comment")]
        {
            let mut statements = Statements::new(dump.as_bytes(), Style::MySql, usize::MAX);
            let error = loop {
                match statements.next() {
                    Ok(Some(_)) => {}
                    Ok(None) => panic!("no error: {dump}"),
                    Err(error) => break error.to_string(),
                }
            };
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn long_statements_are_cut_off_and_the_next_one_begins_where_it_should() {
        let mut statements = Statements::new(&b"insert 'aaaa;aaaa';\nb;"[..], Style::MySql, 8);
        assert_eq!(statements.next().unwrap().unwrap().text, b"insert '");
        let next = statements.next().unwrap().unwrap();
        assert_eq!((next.text.as_slice(), next.offset, next.line), (b"b".as_slice(), 20, 2));
    }
}

//! A dump in SQL: MySQL and MariaDB (as the sample database is published, and as `mysqldump` writes it), PostgreSQL
//! (`pg_dump`, with COPY or INSERT), SQLite (`.dump`).
//!
//! A first pass notes where the rows of each table stand; each table is then read from there, statement by statement.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use analytics::schema::{Cell, Table};
use anyhow::{Context, anyhow, bail};
use sqlparser::dialect::{Dialect, MySqlDialect, PostgreSqlDialect};
use sqlparser::tokenizer::{Token, Tokenizer};

use super::statements::{Statement, Statements, Style};
use super::values;
use crate::catalogue::position;
use crate::copy_text::Line;
use crate::rows::Rows;

/// In the first pass: enough for any CREATE TABLE and for the head of any INSERT.
const HEAD_BYTES: usize = 1 << 16;

/// Statements that carry no rows of ours.
const WITHOUT_ROWS: [&str; 24] = [
    "ALTER",
    "ANALYZE",
    "BEGIN",
    "COMMENT",
    "COMMIT",
    "CREATE",
    "DELETE",
    "DROP",
    "END",
    "GRANT",
    "LOCK",
    "PRAGMA",
    "RELEASE",
    "REVOKE",
    "ROLLBACK",
    "SAVEPOINT",
    "SELECT",
    "SET",
    "SHOW",
    "START",
    "TRUNCATE",
    "UNLOCK",
    "USE",
    "VACUUM",
];

struct Dump {
    path: PathBuf,
    style: Style,
    tables: Vec<DumpedTable>,
}

/// What the first pass found of a table.
struct DumpedTable {
    table: Table,
    /// Its columns by CREATE TABLE, for INSERTs that name none.
    columns: Vec<String>,
    runs: Vec<Run>,
}

/// INSERTs in a row, or one COPY with its data.
struct Run {
    offset: u64,
    line: u64,
    end: u64,
}

/// Looks through the dump.
pub(super) fn open(path: &Path) -> anyhow::Result<Box<dyn Rows>> {
    let place = || path.display().to_string();
    let mut start = Vec::new();
    File::open(path).and_then(|file| file.take(1 << 16).read_to_end(&mut start)).with_context(place)?;
    let style = style_of(&start);
    let mut statements = Statements::new(File::open(path).with_context(place)?, style, HEAD_BYTES);
    let mut tables: Vec<DumpedTable> = Table::ALL
        .iter()
        .map(|&table| DumpedTable { table, columns: Vec::new(), runs: Vec::new() })
        .collect();
    let mut created = Vec::new();
    // The table of the statement before, whose run an INSERT may continue.
    let mut last = None;
    while let Some(statement) = statements.next().with_context(place)? {
        let at = || format!("{}, line {}", path.display(), statement.line);
        let (offset, line) = (statement.offset, statement.line);
        match head(&statement, style).with_context(at)? {
            Head::Other => last = None,
            Head::Create(table, columns) => {
                tables[table as usize].columns = columns;
                created.push(table);
                last = None;
            }
            Head::Copy(table) => {
                skip_copy_data(&mut statements).with_context(at)?;
                if let Some(table) = table {
                    tables[table as usize].runs.push(Run { offset, line, end: statements.offset() });
                }
                last = None;
            }
            Head::Insert(table) => {
                let runs = &mut tables[table as usize].runs;
                match runs.last_mut().filter(|_| last == Some(table)) {
                    Some(run) => run.end = statements.offset(),
                    None => runs.push(Run { offset, line, end: statements.offset() }),
                }
                last = Some(table);
            }
        }
    }
    for dumped in &tables {
        if dumped.runs.is_empty() && !created.contains(&dumped.table) {
            bail!("{} has no table {}", path.display(), dumped.table.name());
        }
    }
    Ok(Box::new(Dump { path: path.to_owned(), style, tables }))
}

/// PostgreSQL and SQLite introduce themselves in the first lines.
fn style_of(start: &[u8]) -> Style {
    let start = String::from_utf8_lossy(start);
    let marks = ["PostgreSQL database dump", "standard_conforming_strings", "PRAGMA foreign_keys"];
    if marks.iter().any(|mark| start.contains(mark)) { Style::Standard } else { Style::MySql }
}

fn dialect(style: Style) -> &'static dyn Dialect {
    match style {
        Style::MySql => &MySqlDialect {},
        Style::Standard => &PostgreSqlDialect {},
    }
}

/// What a statement is to us.
enum Head {
    Other,
    Create(Table, Vec<String>),
    /// Of one of our tables, or of another, whose data must be skipped.
    Copy(Option<Table>),
    Insert(Table),
}

fn head(statement: &Statement, style: Style) -> anyhow::Result<Head> {
    let text = String::from_utf8_lossy(&statement.text);
    let first = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_uppercase();
    let is = |word: &str| first == word;
    if is("INSERT") || is("REPLACE") {
        // Of the head only: the values may be cut off in the middle of a text.
        let words = words(&text, style, &["VALUES", "VALUE", "SELECT", "("]);
        let at = words.iter().position(|word| word.eq_ignore_ascii_case("INTO"));
        let name = at.and_then(|at| words[at + 1..].last()).ok_or_else(|| unknown(&text))?;
        return Ok(table_named(name).map_or(Head::Other, Head::Insert));
    }
    if is("COPY") {
        let words = words(&text, style, &["(", "FROM"]);
        return Ok(Head::Copy(words.last().and_then(|name| table_named(name))));
    }
    if is("CREATE") {
        let words = words(&text, style, &["("]);
        let is_table = words.get(1).is_some_and(|word| word.eq_ignore_ascii_case("TABLE"));
        let table = words.last().and_then(|name| table_named(name)).filter(|_| is_table);
        return match table {
            Some(table) => Ok(Head::Create(table, created_columns(&text, style)?)),
            None => Ok(Head::Other),
        };
    }
    if is("UPDATE") || (WITHOUT_ROWS.contains(&first.as_str()) && is("DELETE")) {
        bail!("a dump that changes rows after it wrote them cannot be imported: {}", shortened(&text));
    }
    if WITHOUT_ROWS.contains(&first.as_str()) { Ok(Head::Other) } else { Err(unknown(&text)) }
}

fn unknown(text: &str) -> anyhow::Error {
    anyhow!("this is no statement of a dump: {}", shortened(text))
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() > 60 {
        format!("{}…", line.chars().take(60).collect::<String>())
    } else {
        line.into()
    }
}

fn table_named(name: &str) -> Option<Table> {
    Table::ALL.into_iter().find(|table| table.name().eq_ignore_ascii_case(name))
}

/// The words of a statement up to one of `ends`.
fn words(text: &str, style: Style, ends: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    // A statement's head is short; of a cut-off statement only that part can be read.
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    let tokens = tokens(&text[..end], style);
    for token in tokens {
        let word = match token {
            Token::Word(word) => word.value,
            Token::LParen => "(".into(),
            _ => continue,
        };
        if ends.iter().any(|end| word.eq_ignore_ascii_case(end)) {
            break;
        }
        words.push(word);
    }
    words
}

/// The tokens up to where the text is cut off.
fn tokens(text: &str, style: Style) -> Vec<Token> {
    let mut tokens = Vec::new();
    // What could be read before an error is in the buffer, and that is all that is wanted.
    let _ = Tokenizer::new(dialect(style), text).tokenize_with_location_into_buf(&mut tokens);
    tokens
        .into_iter()
        .map(|token| token.token)
        .filter(|token| !matches!(token, Token::Whitespace(_)))
        .collect()
}

/// The names of the columns of a CREATE TABLE: whatever begins an item between its outer parentheses and is no key.
fn created_columns(text: &str, style: Style) -> anyhow::Result<Vec<String>> {
    const KEYS: [&str; 10] = [
        "PRIMARY",
        "KEY",
        "UNIQUE",
        "INDEX",
        "CONSTRAINT",
        "FOREIGN",
        "FULLTEXT",
        "SPATIAL",
        "CHECK",
        "EXCLUDE",
    ];
    let mut columns = Vec::new();
    let (mut depth, mut begins) = (0, false);
    for token in tokens(text, style) {
        match token {
            Token::LParen => {
                depth += 1;
                begins = depth == 1;
            }
            Token::RParen => {
                depth -= 1;
                if depth == 0 {
                    return Ok(columns);
                }
            }
            Token::Comma => begins = depth == 1,
            Token::Word(word) if begins => {
                let is_key =
                    word.quote_style.is_none() && KEYS.iter().any(|key| word.value.eq_ignore_ascii_case(key));
                if !is_key {
                    columns.push(word.value);
                }
                begins = false;
            }
            _ => begins = false,
        }
    }
    bail!("the columns of this CREATE TABLE cannot be read: {}", shortened(text))
}

fn skip_copy_data(statements: &mut Statements<File>) -> anyhow::Result<()> {
    let mut line = Vec::new();
    statements.copy_line(&mut line)?;
    while statements.copy_line(&mut line)? {}
    Ok(())
}

impl Rows for Dump {
    fn estimate(&self, _table: Table) -> Option<u64> {
        None
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let place = self.path.display();
        let dumped = &self.tables[table as usize];
        let file = File::open(&self.path).with_context(|| place.to_string())?;
        let mut statements = Statements::new(file, self.style, usize::MAX);
        for run in &dumped.runs {
            statements.seek(run.offset, run.line)?;
            while statements.offset() < run.end {
                let Some(statement) = statements.next().with_context(|| place.to_string())? else { break };
                if statement.text[..4].eq_ignore_ascii_case(b"COPY") {
                    let names = values::copy_columns(&statement, dialect(self.style))
                        .with_context(|| format!("{place}, line {}", statement.line))?;
                    let names = if names.is_empty() { &dumped.columns } else { &names };
                    self.copy_rows(table, names, &mut statements, take)?;
                } else {
                    let mut located = |line: u64, cells: &[Cell<'_>]| {
                        take(cells).with_context(|| format!("{place}, line {line}"))
                    };
                    values::insert_rows(
                        &statement,
                        dialect(self.style),
                        table,
                        &dumped.columns,
                        &mut located,
                    )
                    .map_err(|error| match error.downcast_ref::<values::Misread>() {
                        Some(misread) => anyhow!("{place}, line {}: {misread}", misread.line),
                        None => error,
                    })?;
                }
            }
        }
        Ok(())
    }
}

impl Dump {
    fn copy_rows(
        &self,
        table: Table,
        names: &[String],
        statements: &mut Statements<File>,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let place = self.path.display();
        let positions = positions(table, names).with_context(|| place.to_string())?;
        let (mut bytes, mut line) = (Vec::new(), Line::default());
        // What is left of the line with the COPY statement.
        statements.copy_line(&mut bytes)?;
        loop {
            let number = statements.line();
            if !statements.copy_line(&mut bytes).with_context(|| place.to_string())? {
                return Ok(());
            }
            line.read(&bytes);
            if line.len() != names.len() {
                bail!("{place}, line {number}: {} values for {} columns", line.len(), names.len());
            }
            line.hand_over(table, &positions, take).with_context(|| format!("{place}, line {number}"))?;
        }
    }
}

/// Where each of the table's columns stands among `names`.
pub(super) fn positions(table: Table, names: &[String]) -> anyhow::Result<Vec<usize>> {
    let positions = table.columns().iter().map(|column| {
        position(names, column.name).ok_or_else(|| {
            anyhow!("table {} has no column {}; found: {}", table.name(), column.name, names.join(", "))
        })
    });
    positions.collect()
}

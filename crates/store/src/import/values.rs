//! The rows within one INSERT statement of a dump.

use std::fmt;

use analytics::schema::{Cell, Kind, Table};
use sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, ObjectName, SetExpr, Spanned,
    Statement as Parsed, UnaryOperator, Value,
};
use sqlparser::dialect::Dialect;
use sqlparser::parser::Parser;

use super::dump::positions;
use super::statements::Statement;
use crate::copy_text::{MAX_COLUMNS, from_hex};

/// A statement or row that cannot be read.
#[derive(Debug)]
pub(super) struct Misread {
    /// Line of the file.
    pub(super) line: u64,
    what: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)
    }
}

impl std::error::Error for Misread {}

/// The text of a statement. Where its bytes are not UTF-8 (a dump in Latin-1, a picture as a raw string) each byte becomes
/// the character of that number, so that nothing is lost on the way through the parser.
struct Text {
    sql: String,
    is_bytes: bool,
}

impl Text {
    fn new(statement: &Statement) -> Text {
        match std::str::from_utf8(&statement.text) {
            Ok(text) => Text { sql: text.into(), is_bytes: false },
            Err(_) => Text { sql: statement.text.iter().copied().map(char::from).collect(), is_bytes: true },
        }
    }

    fn bytes(&self, parsed: &str) -> Vec<u8> {
        if self.is_bytes {
            parsed.chars().map(|c| u32::from(c).to_le_bytes()[0]).collect()
        } else {
            parsed.into()
        }
    }

    /// UTF-8 where it is that; Latin-1, which the parsed text then already is, where not.
    fn text(&self, parsed: String) -> String {
        if self.is_bytes { String::from_utf8(self.bytes(&parsed)).unwrap_or(parsed) } else { parsed }
    }
}

/// A cell that owns its value.
enum Owned {
    Null,
    Integer(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl Owned {
    fn as_cell(&self) -> Cell<'_> {
        match self {
            Owned::Null => Cell::Null,
            Owned::Integer(value) => Cell::Integer(*value),
            Owned::Text(text) => Cell::Text(text),
            Owned::Blob(bytes) => Cell::Blob(bytes),
        }
    }
}

/// Hands each row of an INSERT to `take`, with its line. `created` are the table's columns, for an INSERT that names none.
///
/// # Errors
/// [`Misread`] for what cannot be read; whatever `take` returns.
pub(super) fn insert_rows(
    statement: &Statement,
    dialect: &dyn Dialect,
    table: Table,
    created: &[String],
    take: &mut dyn FnMut(u64, &[Cell<'_>]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let misread = |line: u64, what: String| Misread { line, what };
    let text = Text::new(statement);
    let mut parsed =
        Parser::parse_sql(dialect, &text.sql).map_err(|error| unparsed(statement, &error.to_string()))?;
    let (Some(Parsed::Insert(insert)), true) = (parsed.pop(), parsed.is_empty()) else {
        return Err(misread(statement.line, "this is no INSERT".into()).into());
    };
    let named: Vec<String> = insert.columns.iter().map(last_part).collect();
    let names = if named.is_empty() { created } else { &named };
    if names.is_empty() {
        let what =
            format!("the INSERT names no columns, and no CREATE TABLE {} comes before it", table.name());
        return Err(misread(statement.line, what).into());
    }
    let positions = positions(table, names).map_err(|error| misread(statement.line, error.to_string()))?;
    let rows = match insert.source.map(|query| *query.body) {
        Some(SetExpr::Values(values)) => values.rows,
        _ => return Err(misread(statement.line, "only INSERT … VALUES can be imported".into()).into()),
    };
    for row in rows {
        let line = statement.line + row.opening_token.0.span.start.line.saturating_sub(1);
        if row.content.len() != names.len() {
            let what =
                format!("{} values for {} columns of {}", row.content.len(), names.len(), table.name());
            return Err(misread(line, what).into());
        }
        let mut owned: Vec<Option<Expr>> = row.content.into_iter().map(Some).collect();
        let mut values = Vec::with_capacity(positions.len());
        for (&at, column) in positions.iter().zip(table.columns()) {
            let Some(expression) = owned[at].take() else { continue };
            let value_line = statement.line + expression.span().start.line.saturating_sub(1);
            let value = value(expression, &text, column.kind).map_err(|shown| {
                misread(value_line.max(line), format!("{} is no plain value for {}", shown, column.name))
            })?;
            values.push(value);
        }
        let mut cells = [Cell::Null; MAX_COLUMNS];
        for (cell, value) in cells.iter_mut().zip(&values) {
            *cell = value.as_cell();
        }
        take(line, &cells[..values.len()])?;
    }
    Ok(())
}

/// The parser's complaint with its line made the file's.
fn unparsed(statement: &Statement, message: &str) -> Misread {
    let message = message.trim_start_matches("sql parser error: ");
    let (what, place) = message.rsplit_once(" at Line: ").unwrap_or((message, "1"));
    let within: u64 = place.split(',').next().and_then(|line| line.trim().parse().ok()).unwrap_or(1);
    Misread {
        line: statement.line + within.saturating_sub(1),
        what: format!("the statement cannot be read: {what}"),
    }
}

fn last_part(name: &ObjectName) -> String {
    let last = name.0.last().and_then(|part| part.as_ident());
    last.map_or_else(|| name.to_string(), |ident| ident.value.clone())
}

fn value(expression: Expr, text: &Text, kind: Kind) -> Result<Owned, String> {
    let value = match expression {
        Expr::Value(value) => value.value,
        // `_binary '…'`, `_utf8mb4'…'`, and DATE '2003-01-06'.
        Expr::Prefixed { value: inner, .. } => return self::value(*inner, text, kind),
        Expr::TypedString(typed) => typed.value.value,
        Expr::Cast { expr, .. } => return self::value(*expr, text, kind),
        Expr::Nested(inner) => return self::value(*inner, text, kind),
        Expr::Function(call) => return line_feeds(&call).map(Owned::Text).ok_or_else(|| call.to_string()),
        Expr::UnaryOp { op: UnaryOperator::Minus, expr } => match *expr {
            Expr::Value(number) => match number.value {
                Value::Number(digits, _) => Value::Number(format!("-{digits}"), false),
                other => return Err(format!("-{other}")),
            },
            other => return Err(format!("-{other}")),
        },
        other => return Err(other.to_string()),
    };
    Ok(match value {
        Value::Null => Owned::Null,
        Value::Boolean(value) => Owned::Integer(i64::from(value)),
        // Decimals stay text: every digit of theirs counts.
        Value::Number(digits, _) => digits.parse().map_or(Owned::Text(digits), Owned::Integer),
        Value::HexStringLiteral(digits) => {
            let bytes = from_hex(&digits).ok_or_else(|| format!("0x{digits}"))?;
            if kind == Kind::Blob {
                Owned::Blob(bytes)
            } else {
                Owned::Text(String::from_utf8_lossy(&bytes).into_owned())
            }
        }
        Value::SingleQuotedString(string)
        | Value::DoubleQuotedString(string)
        | Value::EscapedStringLiteral(string)
        | Value::NationalStringLiteral(string)
        | Value::SingleQuotedByteStringLiteral(string) => match kind {
            Kind::Blob => Owned::Blob(text.bytes(&string)),
            _ => Owned::Text(text.text(string)),
        },
        other => return Err(other.to_string()),
    })
}

/// `replace('a\nb','\n',char(10))`, by which SQLite's `.dump` writes a text with line feeds.
fn line_feeds(call: &Function) -> Option<String> {
    let FunctionArguments::List(list) = &call.args else { return None };
    let arguments: Vec<&Expr> = list
        .args
        .iter()
        .map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => Some(expression),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let text = |expression: &Expr| match expression {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text) => Some(text.clone()),
            Value::Number(code, _) => code.parse().ok().and_then(char::from_u32).map(String::from),
            _ => None,
        },
        Expr::Function(inner) => line_feeds(inner),
        _ => None,
    };
    match (call.name.to_string().to_ascii_lowercase().as_str(), arguments.as_slice()) {
        ("replace", [whole, old, new]) => Some(text(whole)?.replace(&text(old)?, &text(new)?)),
        ("char", [code]) => text(code),
        _ => None,
    }
}

/// The columns that a COPY statement names.
///
/// # Errors
/// A statement that cannot be read.
pub(super) fn copy_columns(statement: &Statement, dialect: &dyn Dialect) -> Result<Vec<String>, Misread> {
    // The parser wants the semicolon: without it it cannot tell that data follow.
    let sql = format!("{};", Text::new(statement).sql);
    let parsed = Parser::parse_sql(dialect, &sql).map_err(|error| unparsed(statement, &error.to_string()))?;
    match parsed.into_iter().next() {
        Some(Parsed::Copy { source: sqlparser::ast::CopySource::Table { columns, .. }, .. }) => {
            Ok(columns.into_iter().map(|column| column.value).collect())
        }
        _ => Err(Misread { line: statement.line, what: "only COPY … FROM stdin can be imported".into() }),
    }
}

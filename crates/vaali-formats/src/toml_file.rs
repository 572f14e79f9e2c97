//! TOML as a value whose every place knows its line.

mod text;

use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub(crate) use self::text::{certain, read_certain, read_text, text_of, utf8_of};
use crate::{Finding, Problem, times::Zone};

/// Quotes that a word processor writes, and TOML does not know.
const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];

/// A TOML file as JSON, with the lines of its keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct TomlFile {
    pub(crate) value: Value,
    pub(crate) lines: Lines,
}

/// The line of each path such as `rules.seats.min` or `lots[0].drawn`; none where a file is not written in lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(HashMap<String, Option<u64>>);

impl Lines {
    /// What a file says that is not written in lines.
    pub(crate) fn without_numbers<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        Self(paths.into_iter().map(|path| (path.to_owned(), None)).collect())
    }

    /// The line of a path, or of the nearest place around it.
    pub(crate) fn of(&self, path: &str) -> Option<u64> {
        let mut path = path;
        loop {
            if let Some(&line) = self.0.get(path) {
                return line;
            }
            path = path.get(..path.rfind(['.', '['])?)?;
        }
    }

    /// Whether the file says this.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

/// The value at a path such as `lots[0].request.places`.
pub(crate) fn value_at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    value.pointer(&pointer(path))
}

/// As [`value_at`], to be changed.
pub(crate) fn value_at_mut<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    value.pointer_mut(&pointer(path))
}

fn pointer(path: &str) -> String {
    format!("/{}", path.replace('[', "/").replace(']', "").replace('.', "/"))
}

impl TomlFile {
    /// Reads a text; every fault of syntax is found, not the first only.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |offset: usize| ends.partition_point(|&end| end < offset) as u64 + 1;
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            const MOST: usize = 100;
            let finding = |error: &toml::de::Error| {
                let curly = |span: std::ops::Range<usize>| {
                    let rest = text.get(span.start..).and_then(|rest| rest.lines().next());
                    rest.is_some_and(|rest| rest.contains(CURLY))
                };
                let problem = match error.message() {
                    "recursion limit" => "too many brackets within brackets".to_owned(),
                    _ if error.span().is_some_and(curly) => {
                        "a text stands in curly quotes, as word processors write them".to_owned()
                    }
                    message => message.replace('\n', ", "),
                };
                let problem = Problem::NotToml { problem };
                let finding = Finding::new(name, &problem);
                match error.span() {
                    Some(span) => finding.at_row(line(span.start)),
                    None => finding,
                }
            };
            let mut findings: Vec<Finding> = errors.iter().map(finding).collect();
            findings.sort_by_key(|finding| finding.row);
            findings.truncate(MOST);
            return Err(findings);
        }
        let mut lines = Lines::default();
        let mut place = |path: &str, offset: usize| {
            lines.0.insert(path.to_owned(), Some(line(offset)));
        };
        let value = table_value(table.get_ref(), "", &mut place);
        Ok(Self { value, lines })
    }

    /// The text at a pointer such as `/rules/time_zone`.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.value.pointer(pointer).and_then(Value::as_str)
    }

    /// Reads the time at a path as an instant, where there is a text; what is wrong with it is a finding at its line.
    pub(crate) fn settle_time(
        &mut self,
        name: &str,
        path: &str,
        zone: &Zone,
        findings: &mut Vec<Finding>,
    ) {
        let Some(place) = value_at_mut(&mut self.value, path) else { return };
        let Value::String(text) = &*place else { return };
        match zone.instant(text.trim()) {
            Ok(instant) => *place = Value::String(instant.to_string()),
            // The zone itself is a finding of its own.
            Err(Problem::UnknownTimeZone { .. }) => *place = Value::String(NO_TIME.to_owned()),
            Err(problem) => {
                let mut finding = Finding::new(name, &problem).in_column(path);
                finding.row = self.lines.of(path);
                findings.push(finding);
                // The rest of the file can be read all the same.
                *place = Value::String(NO_TIME.to_owned());
            }
        }
    }
}

/// Stands where a time could not be read, so that the rest of the file can be; the finding refuses the file.
const NO_TIME: &str = "2000-01-01T00:00:00Z";

fn table_value(table: &DeTable<'_>, path: &str, place: &mut impl FnMut(&str, usize)) -> Value {
    let mut fields = Map::new();
    for (key, value) in table {
        let name: &str = key.get_ref();
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        place(&path, key.span().start);
        fields.insert(name.to_owned(), item_value(value, &path, place));
    }
    Value::Object(fields)
}

fn item_value(
    value: &Spanned<DeValue<'_>>,
    path: &str,
    place: &mut impl FnMut(&str, usize),
) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let (text, radix) = (number.as_str(), number.radix());
            let unsigned = u64::from_str_radix(text, radix).map(Number::from);
            match unsigned.or_else(|_| i64::from_str_radix(text, radix).map(Number::from)) {
                Ok(number) => Value::Number(number),
                // Too large for any field; as a text it is a fault of the field.
                Err(_) => Value::String(text.to_owned()),
            }
        }
        DeValue::Float(number) => {
            let number = number.as_str();
            let float = number.parse().ok().and_then(Number::from_f64);
            float.map_or_else(|| Value::String(number.to_owned()), Value::Number)
        }
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(time) => Value::String(time.to_string()),
        DeValue::Array(items) => {
            let items = items.iter().enumerate().map(|(i, item)| {
                let path = format!("{path}[{i}]");
                place(&path, item.span().start);
                item_value(item, &path, place)
            });
            Value::Array(items.collect())
        }
        DeValue::Table(table) => table_value(table, path, place),
    }
}

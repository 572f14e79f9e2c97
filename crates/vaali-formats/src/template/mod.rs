//! An election written down for a person to fill in or to read: `election.toml` with a comment above every rule.

pub mod examples;
mod rules;

use serde::Serialize;
use uuid::Uuid;
use vaali::definition::{FORMAT, Rules, Text};

/// What stands above the rules.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The identity of the election.
    pub id: Uuid,
    /// What is elected.
    pub title: &'a Text,
    /// Whether it is a rehearsal.
    pub test: bool,
    /// Where the rules came from, for information.
    pub preset: &'a str,
    /// Comment lines at the very top.
    pub about: &'a [&'a str],
}

/// The file `election.toml`.
///
/// ```
/// use vaali::definition::presets;
/// use vaali_formats::template::{Head, election};
///
/// let preset = &presets::all()[0];
/// let head = Head { id: "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11".parse()?, title: &"Board".into(), test: false, preset: &preset.id, about: &[] };
/// assert!(election(&head, &preset.rules).contains("[rules.seats]\n# The least number of seats.\nmin = 12\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn election(head: &Head<'_>, rules: &Rules) -> String {
    let mut page = Page::default();
    for line in head.about {
        page.comment(line);
    }
    page.gap();
    page.comment("The version of this form. Leave it.");
    page.field("format", &FORMAT);
    page.comment("The identity of this election, made by chance once. Leave it.");
    page.field("id", &head.id.to_string());
    page.comment("What is elected. One text, or one per language.");
    page.field("title", head.title);
    page.comment(
        "true: a rehearsal; every output then says TEST. Write false for the real election.",
    );
    page.field("test", &head.test);
    page.comment("Where the rules below came from, for information: the rules below decide.");
    page.field("preset", &head.preset);
    rules::write(&mut page, rules);
    page.text
}

/// A TOML file that grows line by line.
#[derive(Debug, Default)]
struct Page {
    text: String,
}

impl Page {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.gap();
    }

    fn comment(&mut self, line: &str) {
        self.text.push_str("# ");
        self.text.push_str(line);
        self.gap();
    }

    fn section(&mut self, name: &str) {
        self.gap();
        self.line(&format!("[{name}]"));
    }

    fn element(&mut self, name: &str) {
        self.gap();
        self.line(&format!("[[{name}]]"));
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.line(&format!("{name} = {}", toml_value(value)));
    }

    /// A field that is not said, ready to be.
    fn unsaid(&mut self, name: &str, example: &str) {
        self.line(&format!("# {name} = {example}"));
    }
}

/// A value on one line.
fn toml_value<T: Serialize + ?Sized>(value: &T) -> String {
    // Rules, texts and ids are all within what TOML can say.
    toml::Value::try_from(value).map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vaali::definition::{Definition, presets};

    use super::{Head, election};

    #[test]
    fn every_preset_is_written_so_that_it_reads_back_the_same() {
        for preset in presets::all() {
            let head = Head {
                id: Uuid::nil(),
                title: &preset.title,
                test: true,
                preset: &preset.id,
                about: &["About"],
            };
            let text = election(&head, &preset.rules);
            let mut value: serde_json::Value = toml::from_str(&text).unwrap();
            value["candidates"] = serde_json::json!([]);
            let definition = Definition::from_value(value).unwrap();
            let mut rules = preset.rules.clone();
            // The default is written out, so that a person sees it.
            rules.ties.office = rules.ties.office.or(rules.ties.seat);
            rules.ties.deputy = rules.ties.deputy.or(rules.ties.seat);
            assert_eq!(definition.rules, rules, "{}", preset.id);
        }
    }

    #[test]
    fn every_line_of_rules_has_a_comment_above_it() {
        let preset = &presets::all()[0];
        let head = Head {
            id: Uuid::nil(),
            title: &preset.title,
            test: true,
            preset: &preset.id,
            about: &["About"],
        };
        let text = election(&head, &preset.rules);
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            if pair[1].contains(" = ") && !pair[1].starts_with('#') {
                assert!(pair[0].starts_with('#'), "no comment above `{}`", pair[1]);
            }
        }
    }
}

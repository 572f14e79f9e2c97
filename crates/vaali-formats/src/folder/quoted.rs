//! Numbers that stand in quotes.

use std::collections::BTreeSet;

use serde_json::Value;
use vaali::definition::{Definition, DefinitionFault, Fault, Faults};

use crate::toml_file::value_at_mut;

/// The paths of the values that are refused only because they stand in quotes: written as numbers they are refused no more.
pub(super) fn numbers(mut value: Value, faults: &[Fault]) -> BTreeSet<String> {
    let mut quoted = BTreeSet::new();
    for fault in faults {
        let DefinitionFault::WrongValue { .. } = fault.fault else { continue };
        let Some(place) = value_at_mut(&mut value, &fault.path) else { continue };
        if let Some(number) = place.as_str().and_then(number) {
            *place = number.into();
            quoted.insert(fault.path.clone());
        }
    }
    if !quoted.is_empty()
        && let Err(Faults(faults)) = Definition::from_value(value)
    {
        for fault in &faults {
            quoted.remove(&fault.path);
        }
    }
    quoted
}

/// The number that stands there without the quotes: TOML knows none that begins with 0.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.parse::<u64>().ok().filter(|number| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use vaali::definition::Definition;

    use super::numbers;

    #[test]
    fn what_would_be_right_as_a_number_is_a_number_in_quotes_and_nothing_else_is() {
        let value = json!({
            "format": " 1",
            "title": "5",
            "test": "1",
            "rules": {
                "marks": { "min": "1", "max": "99999999999" },
                "seats": { "min": "three", "max": "-3", "fill": { "decided": "3" } },
                "voting": { "opens": "2030" },
                "minimum_votes": "02",
                "term": { "years": "2" },
            },
            "candidates": [{ "id": "7", "name": "Aino", "withdrawn": "0" }],
            "roll": [{ "id": "1", "name": "A" }, { "id": "2", "name": "B", "weight": "4.0" }],
        });
        let faults = Definition::from_value(value.clone()).unwrap_err().0;
        let refused = |path: &str| faults.iter().any(|fault| fault.path == path);
        for path in [
            "test",
            "candidates[0].withdrawn",
            "rules.marks.max",
            "rules.minimum_votes",
            "rules.seats.min",
            "rules.voting.opens",
            "roll[1].weight",
        ] {
            assert!(refused(path), "{path} in {faults:?}");
        }
        let quoted = numbers(value, &faults);
        let expected =
            ["format", "rules.marks.min", "rules.seats.fill.decided", "rules.term.years"];
        assert_eq!(quoted.iter().collect::<Vec<_>>(), expected);
    }
}

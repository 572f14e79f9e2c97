//! The JSON Schemas in `docs/schemas`: made from the types, so that they cannot say anything else; a difference fails.
//!
//! `VAALI_WRITE_SCHEMAS=1 cargo test -p vaali schemas` writes them anew.

use std::{borrow::Cow, env, fs, path::PathBuf};

use jsonschema::Validator;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Value, json};

use super::{
    elections::{self, all, value},
    mutations::below,
};
use crate::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Outcome, Proceedings, count},
    definition::{CandidateId, Definition, OfficeId, VoterId},
    profile::Votes,
    record::{
        Certification, Evidence, Hash, MAX_INTEGER, Report, Salt, SealedBallots, Times,
        certificate::Written, certify, verify,
    },
};

/// A type that is written as a text or a number of its own.
macro_rules! schema {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

schema!(Hash, "Hash", {
    "description": "A SHA-256 hash: 64 lowercase hexadecimal digits.",
    "type": "string", "pattern": "^[0-9a-f]{64}$"
});
schema!(CandidateId, "CandidateId", {
    "description": "Identity of a candidate, unique in its election.",
    "type": "string", "minLength": 1, "maxLength": 200
});
schema!(VoterId, "VoterId", {
    "description": "Identity of a voter: an entry of the electoral roll, usually an organisation.",
    "type": "string", "minLength": 1, "maxLength": 200
});
schema!(OfficeId, "OfficeId", {
    "description": "Identity of an office of the council, such as `chair`.",
    "type": "string", "minLength": 1, "maxLength": 200
});

impl JsonSchema for Votes {
    fn schema_name() -> Cow<'static, str> {
        "Votes".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // A reader takes either spelling for any number; what is written has one.
        let (text, pattern) = if generator.contract().is_deserialize() {
            (
                "A number of votes up to 2^64 - 1: a number below 2^53, or a decimal string.",
                "^(0|[1-9][0-9]{0,19})$",
            )
        } else {
            (
                "A number of votes: a number below 2^53, and a decimal string from 2^53 to 2^64 - 1.",
                "^[1-9][0-9]{15,19}$",
            )
        };
        json_schema!({
            "description": text,
            "oneOf": [
                {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER},
                {"type": "string", "pattern": pattern}
            ]
        })
    }
}

/// The forms are closed: what is not named is not there. Numbers are as canonical JSON can carry them.
fn close(schema: &mut Schema) {
    schemars::transform::transform_subschemas(&mut close, schema);
    let Some(schema) = schema.as_object_mut() else { return };
    // The words of the engine's own guide, where links and examples follow the first paragraph.
    if let Some(Value::String(text)) = schema.get_mut("description") {
        text.truncate(text.find("\n\n").unwrap_or(text.len()));
    }
    let parts = ["oneOf", "anyOf", "allOf"].into_iter().find(|key| schema.contains_key(*key));
    let closed = schema.contains_key("additionalProperties");
    match parts {
        // A part that lies flat in its parent must not close what the parent has.
        Some(parts) if schema.contains_key("properties") => {
            if let Some(Value::Array(parts)) = schema.get_mut(parts) {
                for part in parts.iter_mut().filter_map(Value::as_object_mut) {
                    part.remove("additionalProperties");
                }
            }
            schema.insert("unevaluatedProperties".to_owned(), json!(false));
        }
        None if schema.contains_key("properties") && !closed => {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
        _ => {}
    }
    if schema.get("format") == Some(&json!("uint64")) {
        schema.insert("maximum".to_owned(), json!(MAX_INTEGER));
    }
    // Rust's widths say nothing to other languages.
    if schema.get("format").and_then(Value::as_str).is_some_and(|f| f.contains("int")) {
        schema.remove("format");
    }
}

/// What is left out where it has nothing to say is never written as null.
fn without_null(schema: &mut Schema) {
    schemars::transform::transform_subschemas(&mut without_null, schema);
    let Some(schema) = schema.as_object_mut() else { return };
    let required = schema.get("required").cloned().unwrap_or(json!([]));
    let Some(Value::Object(fields)) = schema.get_mut("properties") else { return };
    let optional = fields.iter_mut().filter(|(name, _)| {
        !required.as_array().is_some_and(|required| required.contains(&json!(name)))
    });
    for (_, field) in optional {
        for (key, null) in [("type", json!("null")), ("anyOf", json!({"type": "null"}))] {
            if let Some(Value::Array(kinds)) = field.get_mut(key) {
                kinds.retain(|kind| *kind != null);
            }
        }
    }
}

fn of<T: JsonSchema>(settings: SchemaSettings, title: &str) -> Value {
    let written = settings.contract.is_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    close(&mut schema);
    if written {
        without_null(&mut schema);
    }
    schema.insert("title".to_owned(), json!(title));
    schema.to_value()
}

/// File, schema.
fn schemas() -> Vec<(&'static str, Value)> {
    let written = || SchemaSettings::draft2020_12().for_serialize();
    let read = || SchemaSettings::draft2020_12().for_deserialize();
    vec![
        ("record", of::<Written>(written(), "vaali record")),
        ("sealed_ballots", of::<SealedBallots>(written(), "vaali sealed ballots")),
        ("outcome", of::<Outcome>(written(), "vaali outcome of a count")),
        ("report", of::<Report>(written(), "vaali report of a verification")),
        ("definition", of::<Definition>(read(), "vaali definition of an election")),
        ("ballots", of::<Vec<Ballot>>(read(), "vaali ballots, in the order of the rows")),
        ("proceedings", of::<Proceedings>(read(), "vaali proceedings of a meeting")),
    ]
}

fn validator(file: &str) -> Validator {
    let (_, schema) = schemas().into_iter().find(|(name, _)| *name == file).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schemas_in_the_docs_are_those_of_the_types() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
    let write = env::var_os("VAALI_WRITE_SCHEMAS").is_some();
    for (name, schema) in schemas() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        let path = folder.join(format!("{name}.schema.json"));
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == text,
            "{name}: not as the types are; write it anew with VAALI_WRITE_SCHEMAS=1 cargo test -p vaali schemas"
        );
    }
}

#[test]
fn records_sealed_ballots_and_reports_are_as_their_schemas_say() {
    let (records, sealed, reports) =
        (validator("record"), validator("sealed_ballots"), validator("report"));
    let (outcomes, proceedings) = (validator("outcome"), validator("proceedings"));
    let (definitions, ballots) = (validator("definition"), validator("ballots"));
    let sound = |validator: &Validator, value: &Value, what: &str| {
        let faults: Vec<String> =
            validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{what}: {faults:?}");
    };
    for (name, election) in all() {
        let (record, file) = election.files();
        sound(&records, &value(&record), name);
        let broken = verify(record.replace("cand", "kand").as_bytes(), None);
        let whole = verify(record.as_bytes(), file.as_ref().map(String::as_bytes));
        for report in [whole, broken] {
            sound(&reports, &serde_json::to_value(report).unwrap(), name);
        }
        if let Some(file) = file {
            sound(&sealed, &value(&file), name);
        }
        let json = |value: serde_json::Result<Value>| value.unwrap();
        sound(&outcomes, &json(serde_json::to_value(election.outcome())), name);
        sound(&definitions, &json(serde_json::to_value(election.frozen.definition())), name);
        sound(&proceedings, &json(serde_json::to_value(&election.proceedings)), name);
        sound(&ballots, &json(serde_json::to_value(&election.cast)), name);
    }
}

/// The cases that the engine is tested with elsewhere, of every kind of rule, tie and fault.
#[test]
fn the_corpus_is_as_the_schemas_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let (definitions, ballots, proceedings, outcomes) = (
        validator("definition"),
        validator("ballots"),
        validator("proceedings"),
        validator("outcome"),
    );
    let records = validator("record");
    let (mut outcomes_seen, mut records_seen) = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let parts =
            [("definition", &definitions), ("ballots", &ballots), ("proceedings", &proceedings)];
        for (part, validator) in parts {
            let Some(value) = case.get(part) else { continue };
            let faults: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
            assert!(faults.is_empty(), "{} {part}: {faults:?}", path.display());
        }
        let Some((outcome, record)) = counted(&case) else { continue };
        let faults: Vec<String> = outcomes.iter_errors(&outcome).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        outcomes_seen += 1;
        let Some(record) = record else { continue };
        let faults: Vec<String> = records.iter_errors(&record).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        records_seen += 1;
    }
    assert!(outcomes_seen > 50 && records_seen > 30, "{outcomes_seen} {records_seen}");
}

/// The outcome of a case, and its record if it can be certified.
fn counted(case: &Value) -> Option<(Value, Option<Value>)> {
    let frozen = Definition::from_value(case["definition"].clone()).ok()?.freeze().ok()?;
    let part = |name: &str, none: Value| case.get(name).cloned().unwrap_or(none);
    let rows: Vec<Ballot> = serde_json::from_value(part("ballots", json!([]))).ok()?;
    let marks: Vec<RollMark> = serde_json::from_value(part("roll_marks", json!([]))).ok()?;
    let proceedings: Proceedings = serde_json::from_value(part("proceedings", json!({}))).ok()?;
    let ballots = Ballots::of(&frozen, rows.clone(), marks.clone());
    let outcome = count(&frozen, &ballots, &proceedings).ok()?;
    let evidence = Evidence {
        frozen: &frozen,
        cast: &rows,
        roll_marks: &marks,
        proceedings: &proceedings,
        outcome: &outcome,
    };
    let times = Times {
        frozen_at: "2000-01-01T00:00:00Z".parse().unwrap(),
        certified_at: "2099-01-01T00:00:00Z".parse().unwrap(),
    };
    let salt = Some(Salt::from_random([7; 32]));
    let certified = certify(&evidence, times, Certification::default(), salt).ok();
    let record = certified.map(|certified| serde_json::to_value(certified.record).unwrap());
    Some((serde_json::to_value(outcome).unwrap(), record))
}

fn with_null(record: &Value, pointer: &str) -> Value {
    let mut null = record.clone();
    *null.pointer_mut(pointer).unwrap() = Value::Null;
    null
}

#[test]
fn a_field_too_many_or_of_another_kind_is_not_as_the_schema_says() {
    let validator = validator("record");
    for (_, election) in all() {
        let record = value(&election.files().0);
        let mut tried = 0;
        for pointer in below(&record, "") {
            let mut more = record.clone();
            let target = more.pointer_mut(&pointer).unwrap();
            let kind = match target {
                Value::Object(fields) => {
                    // Languages of a text are keys of their own.
                    if !pointer.ends_with("/title") {
                        fields.insert("unknown".to_owned(), json!(1));
                        assert!(!validator.is_valid(&more), "{pointer}");
                    }
                    json!([])
                }
                Value::Array(_) => json!({}),
                Value::Bool(_) => json!("true"),
                Value::Number(_) | Value::Null => json!(true),
                Value::String(_) => json!(false),
            };
            *more.pointer_mut(&pointer).unwrap() = kind;
            assert!(!validator.is_valid(&more), "{pointer}");
            // Null is written where something is always said, and nothing is known.
            let null = with_null(&record, &pointer);
            let spelled = serde_json::from_value::<Written>(null.clone())
                .is_ok_and(|read| serde_json::to_value(read).unwrap() == null);
            assert_eq!(validator.is_valid(&null), spelled, "{pointer}: null");
            tried += 1;
        }
        assert!(tried > 100);
    }
}

/// Nothing that the engine reads as a definition is refused by the schema.
#[test]
fn what_the_reader_takes_the_schema_takes() {
    let validator = validator("definition");
    let definition = elections::definition(&json!({"secrecy": "secret"}), true);
    let values = [
        json!(null),
        json!(0),
        json!(7),
        json!(-1),
        json!("x"),
        json!("7"),
        json!(true),
        json!([]),
        json!({}),
    ];
    let (mut taken, mut refused) = (0, 0);
    for pointer in below(&definition, "") {
        for other in &values {
            let mut changed = definition.clone();
            *changed.pointer_mut(&pointer).unwrap() = other.clone();
            // serde takes an array as the fields of an object in their order; no schema says so, and no guide.
            let positional =
                *other == json!([]) && definition.pointer(&pointer).unwrap().is_object();
            if !positional && Definition::from_value(changed.clone()).is_ok() {
                assert!(validator.is_valid(&changed), "{pointer}: {other}");
                taken += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(taken > 100 && refused > 100, "{taken} {refused}");
}

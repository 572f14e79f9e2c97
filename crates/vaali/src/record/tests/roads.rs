//! Our one writer and our one reader beside those that others wrote.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    ballot::{Ballot, RollMark},
    count::{LotRequest, Proceedings},
    definition::{
        Definition,
        presets::{self, Preset},
    },
    record::{
        canonical,
        shape::{self, FromValue, Misfit, Step},
    },
};

/// Everything that serde knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct All {
    whole: (i8, u16, i32, u32),
    zebra: Option<u64>,
    #[serde(default)]
    fraction: f64,
    letter: char,
    text: String,
    list: Vec<Shape>,
    map: BTreeMap<String, i64>,
    unit: (),
    inner: Option<Box<All>>,
    free: Free,
    newtype: Newtype,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Newtype(bool);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Alone,
    One(u8),
    Pair(u8, String),
    Named { zeta: u8, alpha: Vec<u8> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Free {
    Text(String),
    Map(BTreeMap<String, u8>),
}

fn shapes() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Alone),
        any::<u8>().prop_map(Shape::One),
        any::<(u8, String)>().prop_map(|(number, text)| Shape::Pair(number, text)),
        any::<(u8, Vec<u8>)>().prop_map(|(zeta, alpha)| Shape::Named { zeta, alpha }),
    ]
}

fn everything() -> impl Strategy<Value = All> {
    let free = prop_oneof![
        any::<String>().prop_map(Free::Text),
        any::<BTreeMap<String, u8>>().prop_map(Free::Map),
    ];
    let fraction = any::<f64>().prop_filter("a number", |x| x.is_finite() && x.fract() != 0.0);
    let limit = 1_i64 << 53;
    let map = prop::collection::btree_map(any::<String>(), 1 - limit..limit, 0..5);
    let rest = (fraction, any::<(char, String, bool)>(), prop::collection::vec(shapes(), 0..4));
    let flat = (any::<(i8, u16, i32, u32)>(), prop::option::of(0_u64..1 << 53), rest, map, free)
        .prop_map(|(whole, zebra, (fraction, (letter, text, truth), list), map, free)| All {
            whole,
            zebra,
            fraction,
            letter,
            text,
            list,
            map,
            unit: (),
            inner: None,
            free,
            newtype: Newtype(truth),
        });
    flat.prop_recursive(3, 4, 1, |inner| {
        (inner.clone(), inner)
            .prop_map(|(outer, inner)| All { inner: Some(Box::new(inner)), ..outer })
    })
}

/// Anything that JSON can say, at or instead of a part of a value.
fn other_values() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        Value::Null,
        json!(true),
        json!(-3),
        json!(3),
        json!(70_000_000_000_u64),
        json!(1.5),
        json!(1e300),
        json!("alone"),
        json!("2030-13-01"),
        json!([]),
        json!([1, "a"]),
        json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        json!({}),
        json!({ "one": 1 }),
        json!({ "named": { "zeta": 1 } }),
        json!({ "pair": [] }),
        json!({ "alone": null }),
        json!({ "alone": 1, "one": 2 }),
        json!({ "min": 1, "max": 2, "kind": "seat" }),
    ])
}

/// Puts another value somewhere, takes a field away or adds one; `way` says where.
fn changed(value: &mut Value, way: &[prop::sample::Index], other: Value, kind: u8) {
    let Some((index, deeper)) = way.split_first() else {
        *value = other;
        return;
    };
    match value {
        Value::Array(list) if !list.is_empty() => {
            let place = index.index(list.len());
            changed(&mut list[place], deeper, other, kind);
        }
        Value::Object(fields) if kind == 1 && deeper.is_empty() => {
            fields.insert("unheard_of".to_owned(), other);
        }
        Value::Object(fields) if !fields.is_empty() => {
            let place = index.index(fields.len());
            let key = fields.keys().nth(place).cloned().unwrap();
            if kind == 2 && deeper.is_empty() {
                fields.remove(&key);
            } else {
                changed(&mut fields[&key], deeper, other, kind);
            }
        }
        _ => *value = other,
    }
}

type Change = (Vec<prop::sample::Index>, Value, u8);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let way = prop::collection::vec(any::<prop::sample::Index>(), 0..6);
    prop::collection::vec((way, other_values(), 0_u8..3), 0..3)
}

fn of_fields_without_names(misfit: &Misfit) -> bool {
    misfit.to_string().starts_with("invalid type: sequence, expected struct")
}

/// Reads what the engine knows by each of our roads and by another reader.
fn all_roads<T: FromValue + DeserializeOwned + Serialize>(value: &Value) {
    both(value, shape::read::<T>);
    both(value, shape::read_any::<T>);
}

/// Reads by our road and by another, and compares what they read or what they say and where.
fn both<T: DeserializeOwned + Serialize>(value: &Value, read: fn(&Value) -> Result<T, Misfit>) {
    use serde_path_to_error::Segment;
    let ours = read(value);
    let theirs = serde_path_to_error::deserialize::<_, T>(value);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(serde_json::to_value(ours).unwrap(), serde_json::to_value(theirs).unwrap());
        }
        (Err(ours), Err(theirs)) if !of_fields_without_names(&ours) => {
            assert_eq!(ours.to_string(), theirs.inner().to_string());
            let steps = theirs.path().iter().map(|segment| match segment {
                Segment::Seq { index } => Step::Index(*index),
                Segment::Map { key } | Segment::Enum { variant: key } => Step::Key(key.clone()),
                Segment::Unknown => Step::Key("?".to_owned()),
            });
            assert_eq!(ours.steps(), steps.collect::<Vec<_>>(), "{ours}");
            let path = theirs.path().to_string();
            assert_eq!(ours.path(), if path == "." { "" } else { &path });
        }
        // Fields in order, without their names, are read by the other reader alone.
        (Err(ours), _) if of_fields_without_names(&ours) => {}
        (ours, theirs) => {
            panic!("ours {:?}, theirs {:?}", ours.err(), theirs.err());
        }
    }
}

fn definition() -> Value {
    let mut rules =
        serde_json::to_value(&presets::find("founding_council").unwrap().rules).unwrap();
    rules["offices"] =
        json!([{ "id": "chair", "name": { "fi": "Puheenjohtaja" }, "filled": "by_votes" }]);
    rules["voting"] = json!({ "opens": "2030-01-01T00:00:00Z", "closes": "2030-01-02T00:00:00Z" });
    json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board", "rules": rules,
        "candidates": [{ "id": "a", "name": "Aino", "groups": ["x"], "nominated_at": "2030-01-01T00:00:00Z" }],
        "roll": [{ "id": "v", "name": "Veli", "weight": 2 }],
    })
}

fn proceedings() -> Value {
    let request = request();
    json!({
        "lots": [{ "request": request, "method": { "seeded": { "seed": "7" } }, "drawn": ["a"] }],
        "declines": [{ "candidate": "a", "from": "seat" }],
    })
}

fn request() -> Value {
    json!({ "label": "office/chair", "for": { "office": "chair" }, "among": ["a", "b"], "places": 1 })
}

fn ballots() -> Value {
    json!([
        { "voter": "v", "cast_at": "2030-01-01T12:00:00Z", "marks": ["a", "b"] },
        { "marks": [] },
    ])
}

fn roll_marks() -> Value {
    json!([{ "voter": "v", "cast_at": "2030-01-01T12:00:00Z" }, { "voter": "w" }])
}

proptest! {
    #[test]
    fn a_fraction_is_shown_as_another_writer_shows_it(near in -290_i32..290, digits in 1_u64..10_000_000_000_000) {
        for digits in [digits, digits % 100_000 + 1] {
            // As a person writes it, read as whoever reads it best.
            let number: f64 = format!("-{digits}e{near}").parse().unwrap();
            let number = serde_json::Number::from_f64(number).unwrap();
            prop_assert_eq!(shape::number_text(&number), number.to_string());
        }
    }

    #[test]
    fn what_is_shown_of_any_fraction_is_near_it(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        let Some(json) = serde_json::Number::from_f64(number) else { return Ok(()) };
        let shown: f64 = shape::number_text(&json).parse().unwrap();
        prop_assert!((shown - number).abs() <= number.abs() / 1e13, "{shown} for {number}");
    }

    #[test]
    fn p28_every_value_is_written_as_another_writer_writes_it(value in everything()) {
        let ours = canonical::to_string(&value).unwrap();
        prop_assert_eq!(&ours, &serde_json_canonicalizer::to_string(&value).unwrap());
        prop_assert_eq!(shape::read_any::<All>(&serde_json::from_str(&ours).unwrap()).unwrap(), value);
    }

    #[test]
    fn every_value_is_read_or_refused_as_by_another_reader(value in everything(), changes in changes()) {
        let mut value = serde_json::to_value(value).unwrap();
        for (way, other, kind) in changes {
            changed(&mut value, &way, other, kind);
        }
        both(&value, shape::read_any::<All>);
    }

    #[test]
    fn what_the_engine_reads_is_read_or_refused_as_by_another_reader(changes in changes()) {
        let (mut definition, mut proceedings, mut request) = (definition(), proceedings(), request());
        let (mut ballots, mut marks, mut presets) = (ballots(), roll_marks(), json!([presets::all()[0]]));
        for (way, other, kind) in changes {
            changed(&mut ballots, &way, other.clone(), kind);
            changed(&mut marks, &way, other.clone(), kind);
            changed(&mut presets, &way, other.clone(), kind);
            changed(&mut definition, &way, other.clone(), kind);
            changed(&mut proceedings, &way, other.clone(), kind);
            changed(&mut request, &way, other, kind);
        }
        all_roads::<Definition>(&definition);
        all_roads::<Proceedings>(&proceedings);
        all_roads::<LotRequest>(&request);
        all_roads::<Vec<Ballot>>(&ballots);
        all_roads::<Vec<RollMark>>(&marks);
        all_roads::<Vec<Preset>>(&presets);
    }
}

#[test]
fn the_examples_of_the_comparison_are_read() {
    assert!(shape::read::<Definition>(&definition()).is_ok());
    assert!(shape::read::<Proceedings>(&proceedings()).is_ok());
    assert!(shape::read::<LotRequest>(&request()).is_ok());
    assert!(shape::read::<Vec<Ballot>>(&ballots()).is_ok());
    assert!(shape::read::<Vec<RollMark>>(&roll_marks()).is_ok());
}

//! P26 and P27: whatever is changed, dropped, inserted, swapped or cut is found.

use serde_json::{Value, json};

use super::elections::{open, secret_linked, secret_separate, value};
use crate::record::{Hash, Report, canonical, reading, verify};

pub(super) fn seal_of(record: &Value) -> Hash {
    reading::seal_of(record).unwrap()
}

/// The pointers of all values below one, itself included.
fn pointers(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                let step = key.replace('~', "~0").replace('/', "~1");
                pointers(inner, format!("{pointer}/{step}"), found);
            }
        }
        Value::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                pointers(inner, format!("{pointer}/{i}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}

pub(super) fn below(value: &Value, root: &str) -> Vec<String> {
    let mut found = Vec::new();
    pointers(value.pointer(root).unwrap(), root.to_owned(), &mut found);
    found
}

/// Other values for a leaf; none for what is no leaf.
fn others(leaf: &Value) -> Vec<Value> {
    match leaf {
        Value::Null => vec![json!(0), json!("x"), json!(false)],
        Value::Bool(b) => vec![json!(!b), Value::Null],
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            vec![
                json!(n + 1),
                json!(n.wrapping_sub(1).min(1 << 52)),
                json!(n.to_string()),
                Value::Null,
            ]
        }
        Value::String(s) => {
            let mut shorter = s.clone();
            shorter.pop();
            let first = s.chars().next().map_or('x', |c| if c == '1' { '2' } else { '1' });
            let mut other: String = s.chars().skip(1).collect();
            other.insert(0, first);
            vec![json!(format!("{s}0")), json!(shorter), json!(other), Value::Null]
        }
        Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// Every way of changing one place: other leaves; keys and items dropped, items doubled and swapped with the next.
fn mutants(sound: &Value, roots: &[&str]) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for pointer in roots.iter().flat_map(|root| below(sound, root)) {
        let with = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut mutant = sound.clone();
            change(&mut mutant);
            (format!("{what} {pointer}"), mutant)
        };
        for other in others(sound.pointer(&pointer).unwrap()) {
            found.push(with(&format!("{other} at"), &|m| {
                *m.pointer_mut(&pointer).unwrap() = other.clone();
            }));
        }
        let Some((parent, step)) = pointer.rsplit_once('/') else { continue };
        found.push(with("drop", &|m| match m.pointer_mut(parent).unwrap() {
            Value::Array(items) => drop(items.remove(step.parse().unwrap())),
            Value::Object(fields) => drop(fields.remove(step)),
            _ => {}
        }));
        if let Value::Array(items) = sound.pointer(parent).unwrap() {
            let i: usize = step.parse().unwrap();
            found.push(with("double", &|m| {
                let items = m.pointer_mut(parent).unwrap().as_array_mut().unwrap();
                items.insert(i, items[i].clone());
            }));
            if i + 1 < items.len() {
                found.push(with("swap", &|m| {
                    m.pointer_mut(parent).unwrap().as_array_mut().unwrap().swap(i, i + 1);
                }));
            }
        }
    }
    // A swap of equals changes nothing.
    found.retain(|(_, mutant)| mutant != sound);
    found
}

/// The canonical text with one key there twice.
fn with_double_key(value: &Value, pointer: &str, at: &str) -> String {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort();
            let pairs = keys.into_iter().map(|key| {
                let here = format!("{at}/{key}");
                let pair =
                    format!("{}:{}", json!(key), with_double_key(&fields[key], pointer, &here));
                if here == pointer { format!("{pair},{pair}") } else { pair }
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(i, item)| with_double_key(item, pointer, &format!("{at}/{i}")));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        leaf => canonical::to_string(leaf).unwrap(),
    }
}

fn check(record: &str, sealed: Option<&str>) -> Report {
    verify(record.as_bytes(), sealed.map(str::as_bytes))
}

fn files() -> [(String, Option<String>); 3] {
    [open().files(), secret_linked().files(), secret_separate().files()]
}

#[test]
fn p27_every_single_field_mutation_is_detected() {
    for (record, sealed) in files() {
        let sealed = sealed.as_deref();
        assert!(check(&record, sealed).passed());
        let sound = value(&record);
        let mutants = mutants(&sound, &[""]);
        assert!(mutants.len() > 1000, "{}", mutants.len());
        for (what, mutant) in mutants {
            let text = canonical::to_string(&mutant).unwrap();
            assert!(!check(&text, sealed).passed(), "{what}");
        }
        for pointer in below(&sound, "") {
            let text = with_double_key(&sound, &pointer, "");
            let last = pointer.rsplit('/').next().unwrap();
            let is_key = !pointer.is_empty() && last.parse::<usize>().is_err();
            assert_eq!(check(&text, sealed).failed().contains(&"V01"), is_key, "{pointer}");
            assert_eq!(check(&text, sealed).passed(), !is_key, "{pointer}");
        }
    }
}

#[test]
fn p27_every_mutation_of_the_sealed_ballots_is_detected() {
    for (record, sealed) in files().into_iter().skip(1) {
        let sealed = sealed.unwrap();
        let sound = value(&sealed);
        let mutants = mutants(&sound, &[""]);
        assert!(mutants.len() > 100, "{}", mutants.len());
        for (what, mutant) in mutants {
            let text = canonical::to_string(&mutant).unwrap();
            assert!(check(&record, Some(&text)).failed().contains(&"V13"), "{what}");
        }
        for pointer in below(&sound, "") {
            let text = with_double_key(&sound, &pointer, "");
            assert_eq!(check(&record, Some(&text)).passed(), text == sealed, "{pointer}");
        }
        assert!(!check(&record, Some(&format!("{sealed}\n"))).passed());
        assert!(!check(&record, Some("")).passed());
    }
}

#[test]
fn p27_a_resealed_change_of_the_result_is_detected_by_the_recount() {
    for (record, sealed) in files() {
        let sound = value(&record);
        for (what, mut mutant) in mutants(&sound, &["/result"]) {
            mutant["seal"] = json!(seal_of(&mutant));
            let text = canonical::to_string(&mutant).unwrap();
            let report = check(&text, sealed.as_deref());
            assert!(!report.passed(), "{what}");
            assert!(!report.failed().contains(&"V04"), "{what}");
            // The seal in the minutes is another.
            assert_ne!(json!(report.seal), sound["seal"], "{what}");
            // Where the form still holds, the recount itself finds it, or the check of the engine or of the definition's hash.
            let form = report.failed().contains(&"V02");
            let found =
                report.failed().iter().any(|code| ["V06", "V14", "V15", "V16"].contains(code));
            assert!(form || found, "{what}: {:?}", report.failed());
        }
    }
}

/// What cannot be seen without ballots: only how close it was.
#[test]
fn p27_a_resealed_change_of_the_result_is_detected_without_ballots() {
    let (record, _) = secret_linked().files();
    for (what, mut mutant) in mutants(&value(&record), &["/result"]) {
        mutant["seal"] = json!(seal_of(&mutant));
        let report = check(&canonical::to_string(&mutant).unwrap(), None);
        let margin = ["/margins/elected_set", "/margins/chair"].iter().any(|m| what.contains(m));
        assert!(margin || !report.passed(), "{what}");
    }
}

#[test]
fn p27_resealed_changes_that_agree_among_themselves_are_detected_by_the_recount() {
    // One ballot moved from one candidate to another, with everything that follows from it: only the ballots can tell.
    let election = secret_linked();
    let (_, sealed) = election.files();
    let mut forged = election.clone();
    forged.cast[0] = super::elections::ballot("v1 12 be");
    forged.proceedings.lots.clear();
    forged.draw();
    let (record, forged_sealed) = forged.files();
    assert!(check(&record, None).passed());
    assert_eq!(check(&record, sealed.as_deref()).failed()[..2], ["V13", "V14"]);
    assert!(check(&record, forged_sealed.as_deref()).passed());

    // With the hash of the true file put into the forged record, the recount still differs.
    let mut value = value(&record);
    let hash = Hash::of_bytes(sealed.as_ref().unwrap().as_bytes());
    value["ballots"]["sealed"]["sealed_ballots_hash"] = json!(hash);
    value["seal"] = json!(seal_of(&value));
    let report = check(&canonical::to_string(&value).unwrap(), sealed.as_deref());
    assert_eq!(report.failed()[0], "V14");
}

#[test]
fn p26_a_cut_record_is_detected_at_every_byte() {
    for (record, sealed) in files() {
        for end in 0..record.len() {
            let report = verify(&record.as_bytes()[..end], sealed.as_ref().map(String::as_bytes));
            assert_eq!(report.failed()[0], "V01", "{end}");
        }
        for more in ["\n", " ", "x", "{}"] {
            assert!(!check(&format!("{record}{more}"), sealed.as_deref()).passed());
        }
        if let Some(sealed) = sealed {
            for end in 0..sealed.len() {
                let report = verify(record.as_bytes(), Some(&sealed.as_bytes()[..end]));
                assert!(report.failed().contains(&"V13"), "{end}");
            }
        }
    }
}

#[test]
fn p26_an_item_dropped_and_sealed_again_has_another_seal() {
    let (record, _) = open().files();
    let sound = value(&record);
    for (what, mut mutant) in mutants(&sound, &["/proceedings", "/ballots", "/certification"]) {
        mutant["seal"] = json!(seal_of(&mutant));
        let report = check(&canonical::to_string(&mutant).unwrap(), None);
        assert_ne!(json!(report.seal), sound["seal"], "{what}");
    }
}

#[test]
fn p20_lots_that_do_not_fit_are_detected_after_sealing_again() {
    let (record, _) = open().files();
    let sound = value(&record);
    let computed = (0..sound["proceedings"]["lots"].as_array().unwrap().len())
        .find(|i| sound["proceedings"]["lots"][i]["method"]["seeded"].is_object())
        .expect("a lot for the office is computed");
    let resealed = |change: &dyn Fn(&mut Value)| {
        let mut mutant = sound.clone();
        change(&mut mutant);
        assert_ne!(mutant, sound);
        mutant["seal"] = json!(seal_of(&mutant));
        check(&canonical::to_string(&mutant).unwrap(), None).failed().contains(&"V11")
    };
    let lot = |m: &mut Value, change: &dyn Fn(&mut Value)| {
        for part in ["proceedings", "result"] {
            change(&mut m[part]["lots"][computed]);
        }
    };
    assert!(resealed(&|m| lot(m, &|lot| lot["method"]["seeded"]["seed"] = json!("x"))));
    assert!(resealed(&|m| lot(m, &|lot| lot["method"] = json!("manual"))));
    assert!(resealed(&|m| lot(m, &|lot| lot["drawn"] = json!([]))));
    assert!(resealed(&|m| lot(m, &|lot| lot["request"]["label"] = json!("office/chair/9"))));
    assert!(resealed(&|m| drop(m["proceedings"]["lots"].as_array_mut().unwrap().remove(computed))));
}

/// A sound record is read without its JSON, a changed one with it: both readings must give the same report.
#[test]
fn p27_a_record_is_judged_the_same_by_either_reading() {
    for (record, sealed) in files() {
        let spaced = format!("{record}\n");
        let (exact, loose) = (check(&record, sealed.as_deref()), check(&spaced, sealed.as_deref()));
        assert_eq!(loose.failed(), ["V03"]);
        for (a, b) in exact.checks.iter().zip(&loose.checks).filter(|(a, _)| a.code != "V03") {
            assert_eq!(a, b);
        }
        assert_eq!((exact.seal, exact.recounted), (loose.seal, loose.recounted));
    }
}

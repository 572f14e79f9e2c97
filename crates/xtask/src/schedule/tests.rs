//! Each step comes once, after what it needs, and where it must be alone nothing runs beside it.

use super::*;

/// The order in which the steps end, if the one that began first always ends first.
fn order() -> Vec<&'static str> {
    let mut waiting: Vec<&Step> = STEPS.iter().collect();
    let (mut running, mut done) = (Vec::<&Step>::new(), Vec::new());
    loop {
        while let Some(at) = choose(&waiting, &running, &done) {
            running.push(waiting.remove(at));
        }
        assert!(running.len() <= AT_ONCE);
        assert!(running.len() == 1 || running.iter().all(|step| !step.alone));
        if running.is_empty() {
            break;
        }
        done.push(running.remove(0).name);
    }
    done
}

#[test]
fn every_step_is_run_once_and_after_what_it_needs() {
    let order = order();
    assert_eq!(order.len(), STEPS.len());
    for step in STEPS {
        let place = |name: &str| order.iter().position(|known| *known == name).unwrap();
        assert!(
            step.after.iter().all(|earlier| place(earlier) < place(step.name)),
            "{}",
            step.name
        );
    }
}

#[test]
fn a_step_that_is_named_brings_what_it_needs() {
    let mut chosen = Vec::new();
    for name in ["wasm", "reproduce", "fuzz"] {
        with_needs(find(name).unwrap(), &mut chosen).unwrap();
    }
    let names: Vec<&str> = chosen.iter().map(|step| step.name).collect();
    assert_eq!(names, ["modules", "wasm", "reproduce", "fuzz-targets", "fuzz"]);
}

#[test]
fn an_unknown_step_is_an_error_that_says_where_they_are_listed() {
    assert!(named(&["rust", "rusty"]).unwrap_err().contains("`cargo xtask steps`"));
}

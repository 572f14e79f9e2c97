//! The order of the steps: those that are named one after the other, all of them two at a time.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    processor, published,
    run::target,
    steps::{STEPS, Step},
};

#[cfg(test)]
mod tests;

/// While one step waits for a single thread, a browser or the network, the other compiles. More would only need more memory.
const AT_ONCE: usize = 2;

/// What a step took.
struct Took {
    name: &'static str,
    time: Duration,
    of_processors: Option<Duration>,
}

/// Prints the steps.
pub(crate) fn list() {
    for Step { name, what, .. } in STEPS {
        println!("{name:<15} {what}");
    }
}

/// Runs one step, and nothing that it needs.
pub(crate) fn one(name: &str) -> Result<(), String> {
    let step = find(name)?;
    (step.run)().map_err(|problem| format!("step `{name}` failed: {problem}"))
}

/// Runs the steps named and those that they need, and shows what they print as they print it. Stops at the first that fails.
pub(crate) fn named(names: &[&str]) -> Result<(), String> {
    let mut chosen = Vec::new();
    for name in names {
        with_needs(find(name)?, &mut chosen)?;
    }
    let begin = Instant::now();
    let mut took = Vec::new();
    for step in chosen {
        println!("\n=== {}: {}", step.name, step.what);
        let (start, earlier) = (Instant::now(), processor::time_of_programs());
        one(step.name)?;
        let of_processors = processor::since(earlier);
        took.push(Took { name: step.name, time: start.elapsed(), of_processors });
    }
    summary(&took, begin.elapsed(), None);
    Ok(())
}

/// Runs all steps, two at a time, and shows what each printed when it ends. After one that fails no other is begun.
pub(crate) fn all() -> Result<(), String> {
    let mut waiting: Vec<&Step> = STEPS.iter().collect();
    let mut not_run = None;
    // Asked for by name, it fails where it cannot run.
    if published::folder().is_none() {
        waiting.retain(|step| step.name != "published");
        not_run = Some(("published", published::MISSING));
    }
    let begin = Instant::now();
    let (mut running, mut done, mut failed) = (Vec::<Running>::new(), Vec::new(), Vec::new());
    loop {
        while failed.is_empty()
            && let Some(at) = next(&waiting, &running, &done)
        {
            match Running::start(waiting.remove(at)) {
                Ok(step) => running.push(step),
                Err(problem) => failed.push(problem),
            }
        }
        if running.is_empty() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
        for mut step in std::mem::take(&mut running) {
            // Only here do programs end: the difference is the time of this one.
            let earlier = processor::time_of_programs();
            match step.child.try_wait() {
                Ok(None) => running.push(step),
                Ok(Some(status)) => {
                    done.push(step.end(processor::since(earlier)));
                    if !status.success() {
                        failed.push(format!("step `{}` failed: see above", step.step.name));
                    }
                }
                Err(problem) => failed.push(format!("step `{}`: {problem}", step.step.name)),
            }
        }
    }
    if !failed.is_empty() {
        return Err(failed.join("\n"));
    }
    if let Some(step) = waiting.first() {
        return Err(format!("step `{}` needs steps that never came", step.name));
    }
    summary(&done, begin.elapsed(), not_run);
    Ok(())
}

/// A step that runs as a program of its own: so what it prints is not mixed with that of another.
struct Running {
    step: &'static Step,
    child: Child,
    start: Instant,
    output: PathBuf,
}

impl Running {
    fn start(step: &'static Step) -> Result<Self, String> {
        let output = target().join("steps").join(step.name).with_extension("txt");
        let told = |error: std::io::Error| format!("step `{}`: {error}", step.name);
        fs::create_dir_all(output.with_file_name("")).map_err(told)?;
        let file = File::create(&output).map_err(told)?;
        let errors = file.try_clone().map_err(told)?;
        let child = Command::new(env::current_exe().map_err(told)?)
            .args(["step", step.name])
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .map_err(told)?;
        println!("--- {} begins", step.name);
        Ok(Self { step, child, start: Instant::now(), output })
    }

    /// Shows what it printed.
    fn end(&self, of_processors: Option<Duration>) -> Took {
        println!("\n=== {}: {}\n{}", self.step.name, self.step.what, text(&self.output));
        Took { name: self.step.name, time: self.start.elapsed(), of_processors }
    }
}

/// What a program printed may be no text.
fn text(file: &Path) -> String {
    fs::read(file).map_or_else(
        |error| format!("{}: {error}", file.display()),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

/// The place of the step that can begin now.
fn next(waiting: &[&Step], running: &[Running], done: &[Took]) -> Option<usize> {
    let running: Vec<&Step> = running.iter().map(|running| running.step).collect();
    let done: Vec<&str> = done.iter().map(|took| took.name).collect();
    choose(waiting, &running, &done)
}

fn choose(waiting: &[&Step], running: &[&Step], done: &[&str]) -> Option<usize> {
    if running.len() >= AT_ONCE || running.iter().any(|step| step.alone) {
        return None;
    }
    waiting.iter().position(|step| {
        step.after.iter().all(|name| done.contains(name)) && (!step.alone || running.is_empty())
    })
}

fn find(name: &str) -> Result<&'static Step, String> {
    STEPS
        .iter()
        .find(|step| step.name == name)
        .ok_or_else(|| format!("there is no step `{name}`; `cargo xtask steps` lists them"))
}

/// Adds a step behind those that it needs, each once.
fn with_needs(step: &'static Step, chosen: &mut Vec<&'static Step>) -> Result<(), String> {
    for name in step.after {
        with_needs(find(name)?, chosen)?;
    }
    if chosen.iter().all(|known| known.name != step.name) {
        chosen.push(step);
    }
    Ok(())
}

fn summary(took: &[Took], time: Duration, not_run: Option<(&str, &str)>) {
    println!("\n=== all steps that were run passed");
    if let Some((name, why)) = not_run {
        println!("{name:<15} NOT RUN: {why}");
    }
    let line = |name: &str, time: Duration, of_processors: Option<Duration>| {
        let processors =
            of_processors.map(|time| format!(", {:>5} s of processors", time.as_secs()));
        println!("{name:<15} {:>5} s{}", time.as_secs(), processors.unwrap_or_default());
    };
    for Took { name, time, of_processors } in took {
        line(name, *time, *of_processors);
    }
    line("together", time, took.iter().map(|took| took.of_processors).sum());
}

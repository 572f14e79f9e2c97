//! How long each kernel takes to count one profile: a line of JSON for each, for comparisons with the modules for web pages.
//!
//! `cargo run --release -p vaali-benches --bin kernels -- CANDIDATES BALLOTS`

use std::hint::black_box;
use std::time::Duration;
use vaali::profile::{Kernel, ProfileBuilder};
use vaali_benches::{Effort, in_turns};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut numbers = std::env::args().skip(1);
    let mut number = |what: &str| numbers.next().ok_or(format!("{what} is missing"));
    let candidates: usize = number("the number of candidates")?.parse()?;
    let ballots: usize = number("the number of ballots")?.parse()?;

    let mut builder = ProfileBuilder::new(candidates)?;
    builder.reserve(ballots);
    for ballot in 0..ballots {
        builder.push_bits(1 << (ballot % candidates))?;
    }
    let profile = builder.build();
    let kernels: Vec<Kernel> = Kernel::available().collect();
    let mut tallies: Vec<Box<dyn FnMut()>> = Vec::new();
    for &kernel in &kernels {
        let (profile, mut votes) = (&profile, vec![0; candidates]);
        tallies.push(Box::new(move || {
            let _ = black_box(profile).votes_with(kernel, black_box(&mut votes));
        }));
    }
    let mut works: Vec<&mut dyn FnMut()> =
        tallies.iter_mut().map(|tally| &mut **tally as &mut dyn FnMut()).collect();
    let effort = Effort { samples: 20, sample: Duration::from_millis(1) };
    for (kernel, times) in kernels.iter().zip(in_turns(effort, &mut works)) {
        println!(r#"{{"kernel":"{}","nanoseconds":{}}}"#, kernel.name(), times.best);
    }
    Ok(())
}

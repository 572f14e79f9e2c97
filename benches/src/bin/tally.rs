//! How near a tally comes to the speed of reading.
//!
//! `cargo run --release -p vaali-benches --bin tally [-- --quick]`
#![expect(clippy::cast_precision_loss, reason = "measured times are for people to read")]

use std::hint::black_box;
use std::time::Duration;
use vaali::profile::{Kernel, Profile, ProfileBuilder, ProfileError};
use vaali_benches::{Effort, Table, Times, in_turns, limits, words};

fn main() -> Result<(), ProfileError> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let effort = if quick {
        Effort { samples: 5, sample: Duration::from_micros(100) }
    } else {
        Effort { samples: 100, sample: Duration::from_micros(500) }
    };
    println!("kernels: {}", Kernel::available().map(Kernel::name).collect::<Vec<_>>().join(", "));
    small(effort)?;
    let largest = if quick { 1 << 26 } else { 1 << 30 };
    for bytes in [8 << 10, 512 << 10, 1 << 20, 16 << 20, largest] {
        // A pass over a gibibyte is a sample long enough.
        let effort = if bytes > 1 << 26 {
            Effort { samples: effort.samples.min(15), ..effort }
        } else {
            effort
        };
        large(effort, bytes)?;
    }
    weighted(effort)?;
    wide(effort, if quick { 10_000 } else { 1_000_000 })?;
    building(effort, if quick { 10_000 } else { 1_000_000 });
    Ok(())
}

fn profile(candidates: usize, ballots: usize, seed: u64) -> Result<Profile, ProfileError> {
    let mask = u64::MAX.checked_shr(64 - u32::try_from(candidates).unwrap_or(64)).unwrap_or(0);
    let mut builder = ProfileBuilder::new(candidates)?;
    builder.reserve(ballots);
    for bits in words(seed).take(ballots) {
        builder.push_bits(bits & mask)?;
    }
    Ok(builder.build())
}

/// Room for votes that begins on a cache line: a store across two lines costs more than the count of a small election.
#[repr(align(64))]
struct Votes([u64; 64]);

/// One small election after another, all different: a single one would be learnt by the branch predictor.
fn small(effort: Effort) -> Result<(), ProfileError> {
    const ELECTIONS: u64 = 256;
    for (ballots, candidates) in [(66, 26), (66, 64)] {
        let elections: Vec<Profile> = (0..ELECTIONS)
            .map(|seed| profile(candidates, ballots, seed))
            .collect::<Result<_, _>>()?;
        let table = Table::start(&format!(
            "{ballots} ballots, {candidates} candidates, {ELECTIONS} elections in turn"
        ));
        let mut votes = Votes([0; 64]);
        let Some(aligned) = votes.0.get_mut(..candidates) else { continue };
        let mut unaligned = vec![0; candidates + 1];
        let Some(unaligned) = unaligned.get_mut(1..) else { continue };
        let line = |name: &str, work: &mut dyn FnMut(&Profile)| {
            let mut all = || elections.iter().for_each(&mut *work);
            for times in in_turns(effort, &mut [&mut all]) {
                let each = Times {
                    best: times.best / ELECTIONS as f64,
                    median: times.median / ELECTIONS as f64,
                };
                table.line(
                    name,
                    each,
                    &per_second(ballots as f64, each, "ballots"),
                    "aim: 12 ns by votes_into",
                );
            }
        };
        for kernel in Kernel::available() {
            line(&format!("votes_with, {}", kernel.name()), &mut |election| {
                let _ = black_box(election).votes_with(kernel, black_box(&mut *aligned));
            });
        }
        line("votes_into", &mut |election| {
            let _ = black_box(election).votes_into(black_box(&mut *aligned));
        });
        line("votes_into, an unaligned buffer", &mut |election| {
            let _ = black_box(election).votes_into(black_box(&mut *unaligned));
        });
        line("tally", &mut |election| drop(black_box(black_box(election).tally())));
    }
    Ok(())
}

/// Many ballots of 64 candidates, against the speed of reading as many bytes.
fn large(effort: Effort, bytes: usize) -> Result<(), ProfileError> {
    let profile = profile(64, bytes / 8, 1)?;
    let lines = limits::lines(bytes / 64, words(2));
    let table = Table::start(&format!("{} ballots, 64 candidates, {} KiB", bytes / 8, bytes >> 10));
    let kernels: Vec<Kernel> = Kernel::available().collect();
    let mut tallies: Vec<Box<dyn FnMut()>> = Vec::new();
    for &kernel in &kernels {
        let profile = &profile;
        tallies.push(Box::new(move || {
            let mut votes = [0; 64];
            let _ = profile.votes_with(kernel, &mut votes);
            black_box(votes);
        }));
    }
    tallies.push(Box::new(|| drop(black_box(profile.tally_single_thread()))));
    tallies.push(Box::new(|| drop(black_box(profile.tally()))));
    let mut one = || limits::one_stream(&lines);
    let mut four = || limits::four_streams(&lines);
    let mut all = || limits::all_threads(&lines);
    let mut works: Vec<&mut dyn FnMut()> = vec![&mut one, &mut four, &mut all];
    works.extend(tallies.iter_mut().map(|tally| &mut **tally as &mut dyn FnMut()));
    let times = in_turns(effort, &mut works);

    let names =
        ["sum, 1 stream", "sum, 4 streams", "sum, all threads"].into_iter().map(str::to_owned);
    let names = names.chain(kernels.iter().map(|kernel| format!("votes_with, {}", kernel.name())));
    let names =
        names.chain(["tally_single_thread", "tally, all threads"].into_iter().map(str::to_owned));
    let limit = times.iter().take(2).map(|times| times.best).fold(f64::INFINITY, f64::min);
    for (name, times) in names.zip(times) {
        let ratio = format!("{:.0} % of the faster sum on one thread", 100.0 * limit / times.best);
        table.line(&name, times, &format!("{:.1} GB/s", bytes as f64 / times.best), &ratio);
    }
    Ok(())
}

fn weighted(effort: Effort) -> Result<(), ProfileError> {
    let table = Table::start("weighted ballots");
    for (candidates, shift) in [(26, 50), (64, 50), (64, 30)] {
        for ballots in [66, 1_000, 100_000] {
            let mut builder = ProfileBuilder::new(candidates)?;
            let mask = u64::MAX >> (64 - candidates);
            for (bits, weight) in words(3).zip(words(4)).take(ballots) {
                builder.push_bits_weighted(bits & mask, weight >> shift)?;
            }
            let profile = builder.build();
            let mut votes = vec![0; candidates];
            for kernel in Kernel::available() {
                let work = &mut || {
                    let _ = profile.votes_with(kernel, black_box(&mut votes));
                };
                for times in in_turns(effort, &mut [work]) {
                    let name = format!(
                        "{ballots} x {candidates}, {}-bit weights, {}",
                        64 - shift,
                        kernel.name()
                    );
                    table.line(&name, times, &per_second(ballots as f64, times, "ballots"), "");
                }
            }
        }
    }
    Ok(())
}

fn wide(effort: Effort, ballots: usize) -> Result<(), ProfileError> {
    let effort = Effort { samples: effort.samples.min(30), ..effort };
    let table = Table::start(&format!("{ballots} ballots of many candidates, one thread"));
    for (candidates, marks) in
        [(128, 10), (256, 10), (512, 10), (512, 5), (1_000, 10), (5_000, 10), (100_000, 10)]
    {
        let mut builder = ProfileBuilder::new(candidates)?;
        let mut random = words(5);
        let mut ballot = Vec::new();
        for _ in 0..ballots {
            ballot.clear();
            ballot.extend(
                random
                    .by_ref()
                    .take(marks)
                    .filter_map(|word| u32::try_from(word % candidates as u64).ok()),
            );
            ballot.sort_unstable();
            ballot.dedup();
            builder.push(&ballot)?;
        }
        let profile = builder.build();
        let work = &mut || drop(black_box(profile.tally_single_thread()));
        for times in in_turns(effort, &mut [work]) {
            let rate = per_second(ballots as f64, times, "ballots");
            let marks_rate = per_second((ballots * marks) as f64, times, "marks");
            table.line(
                &format!("{candidates} candidates, {marks} marks each"),
                times,
                &rate,
                &marks_rate,
            );
        }
    }
    Ok(())
}

fn building(effort: Effort, ballots: usize) {
    let effort = Effort { samples: effort.samples.min(30), ..effort };
    let table = Table::start(&format!("building a profile of {ballots} ballots of 10 marks"));
    for candidates in [26_u32, 64, 128, 1_000] {
        let mut random = words(6);
        let mut all = Vec::with_capacity(ballots * 10);
        for _ in 0..ballots {
            let start = u32::try_from(random.next().unwrap_or(0) % 16).unwrap_or(0);
            all.extend((start..).take(10));
        }
        let work = &mut || drop(black_box(build(candidates as usize, &all)));
        for times in in_turns(effort, &mut [work]) {
            let rate = per_second((ballots * 10) as f64, times, "marks");
            table.line(
                &format!("push, {candidates} candidates"),
                times,
                &rate,
                "aim: 100 ms for a million ballots",
            );
        }
    }
}

fn build(candidates: usize, marks: &[u32]) -> Result<Profile, ProfileError> {
    let mut builder = ProfileBuilder::new(candidates)?;
    for ballot in marks.chunks(10) {
        builder.push(ballot)?;
    }
    Ok(builder.build())
}

fn per_second(number: f64, times: Times, unit: &str) -> String {
    let millions = number / times.best * 1e3;
    format!("{millions:.0} M {unit}/s")
}

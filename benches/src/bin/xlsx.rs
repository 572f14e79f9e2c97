//! Workbooks of 100,000 rows: ballots as Microsoft Forms exports them, and a roll.
//!
//! ```text
//! cargo run --release -p vaali-benches --bin xlsx
//! ```
//!
//! Each is read in a process of its own, so that the peak memory is its own.
#![expect(clippy::print_stdout, reason = "a measurement, printed for people")]

use std::{env, error::Error, fs, path::Path, process::Command, time::Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::{Value, json};
use vaali::definition::{Definition, Faults, Frozen};
use vaali_benches::peak_memory;
use vaali_formats::{
    forms::{self, Options},
    rolls::{self, List},
};

type Done = Result<(), Box<dyn Error>>;

const ROWS: u32 = 100_000;
const CANDIDATES: u32 = 26;
const MARKS: u32 = 10;

fn main() -> Done {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--ballots", path, rows] => read_ballots(Path::new(path), rows.parse()?),
        ["--roll", path, rows] => read_roll(Path::new(path), rows.parse()?),
        ["--quick"] => measure(1_000, 1),
        [] => measure(ROWS, 5),
        _ => Err("usage: xlsx [--quick]".into()),
    }
}

fn measure(rows: u32, rounds: u32) -> Done {
    let folder = env::temp_dir().join(format!("vaali-xlsx-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = measure_in(&folder, rows, rounds);
    fs::remove_dir_all(&folder)?;
    done
}

fn measure_in(folder: &Path, rows: u32, rounds: u32) -> Done {
    let files = [("--ballots", folder.join("forms.xlsx")), ("--roll", folder.join("roll.xlsx"))];
    let [(_, ballots), (_, roll)] = &files;
    save(ballots, |sheet| write_ballots(sheet, rows))?;
    save(roll, |sheet| write_roll(sheet, rows))?;
    for (what, path) in &files {
        for _ in 0..rounds {
            let mut command = Command::new(env::current_exe()?);
            let status = command.arg(what).arg(path).arg(rows.to_string()).status()?;
            if !status.success() {
                return Err(format!("reading {what} ended with {status}").into());
            }
        }
    }
    Ok(())
}

fn save(path: &Path, write: impl Fn(&mut Worksheet) -> Done) -> Done {
    let mut book = Workbook::new();
    write(book.add_worksheet())?;
    Ok(book.save(path)?)
}

fn write_headers(sheet: &mut Worksheet, headers: &[&str]) -> Done {
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, *header)?;
    }
    Ok(())
}

fn write_ballots(sheet: &mut Worksheet, rows: u32) -> Done {
    let time = Format::new().set_num_format("m/d/yy h:mm:ss");
    let columns =
        ["ID", "Start time", "Completion time", "Email", "Name", "Äänestäjän tunnus", "Ehdokkaat"];
    write_headers(sheet, &columns)?;
    for row in 1..=rows {
        let at = |hour| ExcelDateTime::from_ymd(2030, 3, 5)?.and_hms(hour, 30, 15);
        // A step without a common divisor with the number of candidates: no mark is repeated.
        let marks = (0..MARKS).map(|i| name((row + 3 * i) % CANDIDATES) + ";");
        sheet.write(row, 0, row)?;
        sheet.write_with_format(row, 1, at(8)?, &time)?;
        sheet.write_with_format(row, 2, at(9)?, &time)?;
        sheet.write(row, 3, "anonymous")?;
        sheet.write(row, 5, voter(row))?;
        sheet.write(row, 6, marks.collect::<String>())?;
    }
    Ok(())
}

fn write_roll(sheet: &mut Worksheet, rows: u32) -> Done {
    write_headers(sheet, &["Tunnus", "Yhdistys", "Kotikunta"])?;
    for row in 1..=rows {
        sheet.write(row, 0, voter(row))?;
        sheet.write(row, 1, format!("Association number {row} ry"))?;
        sheet.write(row, 2, "Turku")?;
    }
    Ok(())
}

fn voter(number: u32) -> String {
    format!("v{number:06}")
}

fn name(candidate: u32) -> String {
    format!("Ehdokas Äyräpää {candidate:02}")
}

fn election(rows: u32) -> Result<Frozen, Faults> {
    let candidates: Vec<Value> =
        (0..CANDIDATES).map(|n| json!({"id": format!("c{n:02}"), "name": name(n)})).collect();
    let roll: Vec<Value> = (1..=rows)
        .map(|n| json!({"id": voter(n), "name": format!("Association number {n} ry")}))
        .collect();
    Definition::from_value(json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Council",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": MARKS}, "time_zone": "Europe/Helsinki",
            "seats": {"min": 12, "max": 15, "fill": "max"}, "ties": {"seat": "lot_manual"},
        },
        "candidates": candidates, "roll": roll,
    }))?
    .freeze()
}

fn read_ballots(path: &Path, rows: u32) -> Done {
    let frozen = election(rows)?;
    let (before, start) = (peak_memory(), Instant::now());
    let read = forms::read(path, &frozen, &Options::default())?;
    tell("ballots", path, read.read.ballots.accepted(), rows, before, start)
}

fn read_roll(path: &Path, rows: u32) -> Done {
    let (before, start) = (peak_memory(), Instant::now());
    let (roll, _) = rolls::read(&[List::new(path)], None)?.roll()?;
    tell("roll", path, roll.len() as u64, rows, before, start)
}

fn tell(
    what: &str,
    path: &Path,
    read: u64,
    rows: u32,
    before: Option<u64>,
    start: Instant,
) -> Done {
    let seconds = start.elapsed().as_secs_f64();
    if read != u64::from(rows) {
        return Err(format!("{read} of {rows} rows were read").into());
    }
    println!(
        "{what:<8} {rows} rows, {} kB: {:.0} ms, peak {} MB (before reading {} MB)",
        fs::metadata(path)?.len() / 1000,
        seconds * 1e3,
        peak_memory().unwrap_or(0) / 1024,
        before.unwrap_or(0) / 1024,
    );
    Ok(())
}

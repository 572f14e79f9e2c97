//! `roll.csv`: who is entitled to vote.

use vaali::{
    definition::{Text, Voter},
    profile::Votes,
};

use super::cells::{List, Reader, read_list};
use crate::{Finding, Input, table::Known};

const fn known(name: &'static str, also: &'static [&'static str]) -> Known {
    Known { name, also }
}

const NAME: &[&str] = &["name", "name_fi", "name_sv", "name_en", "name_se"];

const COLUMNS: &[Known] = &[
    known("id", &["tunnus"]),
    known("name", &["nimi", "namn"]),
    known("name_fi", &[]),
    known("name_sv", &[]),
    known("name_en", &[]),
    known("name_se", &[]),
    known("weight", &[]),
    known("suspended", &[]),
    known("municipality", &["kunta", "kotikunta", "kommun", "hemkommun"]),
    known("source", &[]),
];

/// Reads the roll and the lines of its entries.
pub(super) fn read(input: &Input<'_>, findings: &mut Vec<Finding>) -> (Vec<Voter>, Vec<u64>) {
    let list = List { known: COLUMNS, required: &["id"], one_of: NAME, texts: &[NAME] };
    read_list(input, &list, findings, voter)
}

fn voter(row: &mut Reader<'_, '_>) -> Option<Voter> {
    let id = row.id("id");
    let weight = row.parsed("weight", "a whole number of votes", whole_number);
    let suspended = row.flag("suspended");
    // Whether an entry may go without a name is a rule, and the engine's.
    let name = row.languages(NAME).unwrap_or_else(|| Text::Plain(String::new()));
    let mut voter = Voter::new(id?, name);
    if let Some(weight) = weight {
        voter.weight = Votes::from(weight);
    }
    voter.suspended = suspended;
    voter.municipality = row.text("municipality");
    voter.source = row.text("source");
    Some(voter)
}

fn whole_number(text: &str) -> Option<u64> {
    // `parse` alone would take a plus sign.
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

//! `PrefLib`: ballots as orders (`.toi`, `.soi`, `.toc`, `.soc`). Where a ballot has one group, all in it are equal and the rest are not ranked: that is an approval.

use super::{
    DataSet, Format, Options, Written,
    builder::Builder,
    preflib::{HOLDS, each_line, group, merged, write_head, write_names},
    writer::{Holds, Writer},
};
use crate::{Findings, Problem, table::Input};

pub(super) fn read(input: &Input<'_>, text: &str, options: &Options) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::PrefLibOrders);
    each_line(&mut builder, text, |builder, _, line, voters, groups| {
        if groups.len() > 1 && !options.ranks_as_marks {
            builder.at(line, &Problem::RanksNotApprovals);
        } else {
            builder.ballots(line, groups.concat(), voters, 1);
        }
    });
    builder.finish()
}

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    // An order of nobody is no order: other programs would not read it.
    let holds = Holds { blank_ballots: false, ..HOLDS };
    let mut out = Writer::begin(data, Format::PrefLibOrders, holds, 1)?;
    let lines = merged(&data.ballots);
    write_head(&mut out, "toi", "ORDERS", lines.len());
    write_names(&mut out);
    for (marks, voters) in lines {
        let marks = group(marks);
        out.line(format_args!("{voters}: {marks}"));
    }
    out.finish()
}

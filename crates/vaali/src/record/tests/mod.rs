//! Tests of the record, by what they are about.

mod certifying;
mod elections;
mod json;
mod mutations;
mod roads;
mod schemas;
mod secrecy;
mod strict_by_serde;

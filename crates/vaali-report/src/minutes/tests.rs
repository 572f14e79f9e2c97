use jiff::civil::date;

use super::proofs::last_day;

#[test]
fn the_last_day_has_the_same_number_or_is_the_last_of_its_month() {
    assert_eq!(last_day(date(2020, 9, 17), 3), Some(date(2020, 12, 17)));
    assert_eq!(last_day(date(2030, 11, 30), 3), Some(date(2031, 2, 28)));
    assert_eq!(last_day(date(2027, 11, 30), 3), Some(date(2028, 2, 29)));
    assert_eq!(last_day(date(2030, 1, 1), u32::MAX), None);
}

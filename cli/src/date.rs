//! The day of a date as crawlers write it.

use serde::Serialize;
use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Days since the first of 1970 (Hinnant's algorithm).
    pub fn since_1970(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let of_era = year.rem_euclid(400);
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * shifted + 2) / 5 + day - 1;
        year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
            - 719_468
    }

    /// The day so many days after the first of 1970.
    pub fn after_1970(days: i64) -> Option<Self> {
        of_days(days)
    }

    /// The month, as `2024-11`.
    pub fn month(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that `text` begins with or names: `2024-11-05…`, `2024/11/05…`,
/// `20241105…`, `Tue, 05 Nov 2024 …`, `5 November 2024`, `Nov 5, 2024`, or
/// seconds or milliseconds since 1970. What could be read in two ways, such as
/// 05/11/2024, is no date.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let numbers = |text: &str| -> Option<u32> {
        (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let seconds = text.strip_suffix(".0").unwrap_or(text);
    if matches!(seconds.len(), 9 | 10 | 12 | 13) && seconds.bytes().all(|b| b.is_ascii_digit()) {
        let since: i64 = seconds.parse().ok()?;
        return of_days(if seconds.len() > 10 { since / 1000 } else { since } / 86_400);
    }
    if let (Some(year), Some(rest)) = (text.get(..4).and_then(numbers), text.get(4..)) {
        let parted = rest.strip_prefix(['-', '/']).and_then(|rest| {
            let month = numbers(rest.get(..2)?)?;
            let day = rest.get(2..)?.strip_prefix(['-', '/'])?.get(..2)?;
            new(year, month, numbers(day)?)
        });
        let whole = || {
            let end = rest.get(4..)?.bytes().next();
            if end.is_some_and(|b| b.is_ascii_digit() && rest.len() < 10) {
                return None;
            }
            new(year, numbers(rest.get(..2)?)?, numbers(rest.get(2..4)?)?)
        };
        return parted.or_else(whole);
    }
    // A day, the name of a month and a year, in either order of the first two.
    let words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let (mut day, mut month, mut year) = (None, None, None);
    for word in words.take(5) {
        let lower = word.to_ascii_lowercase();
        let named = MONTHS.iter().position(|month| lower.starts_with(month));
        match numbers(word) {
            Some(number) if word.len() == 4 && year.is_none() => year = Some(number),
            Some(number) if word.len() <= 2 && day.is_none() => day = Some(number),
            None if month.is_none() => month = named.map(|month| month as u32 + 1),
            _ => {}
        }
    }
    new(year?, month?, day?)
}

fn new(year: u32, month: u32, day: u32) -> Option<Day> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    if !(1000..10_000).contains(&year) || !(1..=days).contains(&day) {
        return None;
    }
    Some(Day { year: year as u16, month: month as u8, day: day as u8 })
}

/// The day `days` after the first of 1970 (Hinnant's algorithm).
fn of_days(days: i64) -> Option<Day> {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Day, day};

    #[test]
    fn days_as_crawlers_write_them() {
        for text in [
            "2024-11-05",
            "2024-11-05 09:30:00",
            "2024-11-05T09:30:00+01:00",
            "2024/11/05",
            "20241105",
            "20241105093000",
            "Tue, 05 Nov 2024 09:30:00 GMT",
            "5 November 2024",
            "November 5, 2024",
            "1730800000",
            "1730800000000",
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2024-11-05"), "{text}");
        }
        for text in [
            "",
            "05/11/2024",
            "2024-13-01",
            "2023-02-29",
            "yesterday",
            "2024",
            "12345678901",
            "٢٠٢٤-١١-٠٥",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        for text in ["1000-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "2024-03-01"] {
            let day = day(text).unwrap();
            assert_eq!(Day::after_1970(day.since_1970().into()), Some(day), "{text}");
        }
        assert_eq!(day("2024-02-29").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
    }
}

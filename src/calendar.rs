//! Days of the calendar, and the names that they and longer times have in the
//! output, after ISO 8601.

pub(crate) mod words;

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar.
///
/// ```
/// use gainsay::Date;
///
/// let date: Date = "2025-05-28".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2025, 5, 28));
/// assert_eq!(date.to_string(), "2025-05-28");
/// assert!("2025-02-30".parse::<Date>().is_err());
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day with this year (0 to 9999), month and day of the month, if
    /// there is one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (0..=9999).contains(&year) && day >= 1 && day <= days_in(year, month)?;
        real.then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since the first of March of the year 0 (H. Hinnant's algorithm:
    /// with March first, the leap day ends the year).
    pub(crate) const fn number(self) -> i32 {
        let year = if self.month > 2 { self.year } else { self.year - 1 };
        let month = (self.month as i32 + 9) % 12;
        let (century, of) = (year.div_euclid(400), year.rem_euclid(400));
        let day = (153 * month + 2) / 5 + self.day as i32 - 1;
        century * 146_097 + of * 365 + of / 4 - of / 100 + day
    }

    /// The day `days` later.
    pub(crate) fn plus(self, days: i32) -> Option<Self> {
        let number = self.number().checked_add(days)?;
        let (century, of) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year = (of - of / 1460 + of / 36_524 - of / 146_096) / 365;
        let day = of - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let (day, calendar) = (day - (153 * month + 2) / 5 + 1, (month + 2) % 12 + 1);
        let year = year + century * 400 + i32::from(calendar < 3);
        Self::new(year, calendar as u8, day as u8)
    }

    /// The day of the week: 1 for Monday to 7 for Sunday.
    pub(crate) const fn weekday(self) -> i32 {
        // The first of March of the year 0 was a Wednesday.
        (self.number() + 2).rem_euclid(7) + 1
    }

    /// Year and number of its week after ISO 8601: that of its Thursday.
    pub(crate) fn week(self) -> Option<(i32, i32)> {
        let thursday = self.plus(4 - self.weekday())?;
        let first = Self::new(thursday.year, 1, 1)?;
        Some((thursday.year, (thursday.number() - first.number()) / 7 + 1))
    }
}

/// The name of a year.
pub(crate) fn year(year: i32) -> String {
    format!("{year:04}")
}

/// The name of the decade of a year.
pub(crate) fn decade(year: i32) -> String {
    format!("{:03}X", year / 10)
}

/// The name of a month.
pub(crate) fn month(year: i32, month: u8) -> String {
    format!("{year:04}-{month:02}")
}

/// The name of a week.
pub(crate) fn week(year: i32, week: i32) -> String {
    format!("{year:04}-W{week:02}")
}

/// Days of a month of a year.
fn days_in(year: i32, month: u8) -> Option<u8> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A text that is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a day as YYYY-MM-DD, with or without a time behind it")
    }
}

impl std::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    /// Reads `YYYY-MM-DD`; a time of day may follow behind a `T` or a blank
    /// and is not read.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let day = text.split(['T', ' ']).next().unwrap_or("");
        let mut parts = day.splitn(3, '-');
        let mut part = |length: usize| {
            let digits = parts.next().filter(|p| p.len() == length);
            digits.filter(|p| p.bytes().all(|b| b.is_ascii_digit()))?.parse::<u16>().ok()
        };
        let (year, month, day) = (part(4), part(2), part(2));
        let (Some(year), Some(month), Some(day)) = (year, month, day) else {
            return Err(DateError);
        };
        Self::new(i32::from(year), month as u8, day as u8).ok_or(DateError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reads_days_with_and_without_a_time() {
        assert_eq!(date("2024-02-29T08:00:00Z"), Date::new(2024, 2, 29).unwrap());
        assert_eq!(date("2024-02-29 08:00"), date("2024-02-29"));
        for wrong in ["", "2024", "2024-2-9", "2023-02-29", "2024-13-01", "28 May 2025", "20240229"]
        {
            assert_eq!(wrong.parse::<Date>(), Err(DateError), "{wrong}");
        }
    }

    #[test]
    fn counts_days_over_leap_years_and_centuries() {
        let mut day = date("1599-12-28");
        let first = day.number();
        for n in 0..200_000 {
            assert_eq!(day.number(), first + n);
            assert_eq!(date("1599-12-28").plus(n), Some(day));
            day = day.plus(1).unwrap();
        }
        assert_eq!(date("0001-03-01").plus(-366), date("0000-02-29").plus(0));
        assert_eq!(date("9999-12-31").plus(1), None);
    }

    #[test]
    fn knows_weekdays_and_weeks() {
        assert_eq!(date("2025-05-28").weekday(), 3);
        assert_eq!(date("2000-01-01").weekday(), 6);
        assert_eq!(date("2025-05-28").week(), Some((2025, 22)));
        assert_eq!(date("2021-01-03").week(), Some((2020, 53)));
        assert_eq!(date("2024-12-30").week(), Some((2025, 1)));
    }
}

//! What day, week, month or year a date names, by the words of `calendar.tsv`
//! and the date of the article.

use super::{View, date};
use crate::calendar::words::{Class, WORDS};
use crate::calendar::{self, Date};
use crate::lexicon::Cats;
use crate::token::Flags;

/// The parts of a date as it is written.
#[derive(Clone, Copy, Debug, Default)]
struct Fields {
    year: Option<i32>,
    decade: bool,
    month: Option<u8>,
    day: Option<u8>,
    weekday: Option<i32>,
    offset: Option<i32>,
    step: Option<i32>,
    days: Option<i32>,
    months: Option<i32>,
    part: bool,
    count: Option<i32>,
    direction: Option<i32>,
}

/// The date that the tokens `[a, b)` name, after ISO 8601: `2025-05-28`,
/// `2025-W22`, `2025-05`, `2025`, and `199X` for a decade. What is relative, or
/// lacks its year, is resolved against the article's `date`.
pub(crate) fn resolve(
    view: &View<'_>,
    (a, b): (usize, usize),
    date: Option<Date>,
) -> Option<String> {
    let f = fields(view, (a, b))?;
    if let Some(year) = f.year {
        return Some(match (f.month, f.day) {
            (Some(month), Some(day)) => Date::new(year, month, day)?.to_string(),
            (Some(month), None) => calendar::month(year, month),
            _ if f.decade => calendar::decade(year),
            _ => calendar::year(year),
        });
    }
    let today = date?;
    if let (Some(count), Some(direction)) = (f.count, f.direction) {
        let steps = count.checked_mul(direction)?;
        if let Some(days) = f.days {
            return Some(today.plus(steps.checked_mul(days)?)?.to_string());
        }
        return month_after(today, steps.checked_mul(f.months?)?, f.months? >= 12);
    }
    if let Some(month) = f.month {
        let nearest = |day: u8| {
            let years = [-1, 0, 1].map(|n| Date::new(today.year() + n, month, day));
            let fits = years.into_iter().flatten().filter(|d| match f.step {
                Some(step) if step < 0 => d.number() < today.number() - 27,
                Some(step) if step > 0 => d.number() > today.number(),
                _ => true,
            });
            fits.min_by_key(|d| (d.number() - today.number()).abs())
        };
        return match f.day {
            Some(day) => Some(nearest(day)?.to_string()),
            None => nearest(1).map(|d| calendar::month(d.year(), month)),
        };
    }
    if let Some(weekday) = f.weekday {
        let back = (today.weekday() - weekday).rem_euclid(7);
        let days = match f.step {
            Some(step) if step < 0 => -if back == 0 { 7 } else { back },
            Some(step) if step > 0 => 7 - back,
            Some(_) => (weekday - today.weekday()).rem_euclid(7),
            None if ahead(view, (a, b)) && back != 0 => 7 - back,
            None => -back,
        };
        return Some(today.plus(days)?.to_string());
    }
    if let Some(offset) = f.offset {
        return Some(today.plus(offset)?.to_string());
    }
    let step = f.step?;
    if f.part {
        return Some(today.plus(step)?.to_string());
    }
    match (f.days, f.months) {
        (Some(1), _) => Some(today.plus(step)?.to_string()),
        (Some(days), _) => {
            let (year, week) = today.plus(step.checked_mul(days)?)?.week()?;
            Some(calendar::week(year, week))
        }
        (None, Some(months)) if months != 3 => month_after(today, step * months, months >= 12),
        _ => None,
    }
}

/// The month or year `months` after that of `day`.
fn month_after(day: Date, months: i32, year: bool) -> Option<String> {
    let month = (day.year() * 12 + i32::from(day.month()) - 1).checked_add(months)?;
    let (y, m) = (month.div_euclid(12), month.rem_euclid(12) as u8 + 1);
    let real = (0..=9999).contains(&y);
    real.then(|| if year { calendar::year(y) } else { calendar::month(y, m) })
}

fn fields(view: &View<'_>, (a, b): (usize, usize)) -> Option<Fields> {
    let mut f = Fields::default();
    if b - a == 5 && view.dash(a + 1) && view.dash(a + 3) {
        f.year = date::number(view, a);
        f.month = u8::try_from(date::number(view, a + 2)?).ok();
        f.day = u8::try_from(date::number(view, a + 4)?).ok();
        return Some(f);
    }
    for i in a..b {
        let token = &view.tokens[i];
        if date::is_year(view, i) {
            f.year = date::number(view, i);
            f.decade = view.len(i) == 5;
        } else if token.flags.has(Flags::DIGIT) {
            let n = date::number(view, i)?;
            f.count = Some(n);
            f.day = u8::try_from(n).ok();
        } else if let Some(&(class, n)) = WORDS.get(&token.hash) {
            match class {
                Class::Month => f.month = u8::try_from(n).ok(),
                Class::Weekday => f.weekday = Some(n),
                Class::Offset => f.offset = Some(n),
                Class::Step => f.step = Some(n),
                Class::Days => f.days = Some(n),
                Class::Months => f.months = Some(n),
                Class::Part => f.part = true,
                Class::Number => f.count = Some(n),
                Class::Direction => f.direction = Some(n),
            }
        } else if token.is_word() {
            return None;
        }
    }
    Some(f)
}

/// Words about a date that may tell whether it lies ahead.
const NEAR: usize = 12;

/// Whether the clause about `[a, b)` speaks of the future.
fn ahead(view: &View<'_>, (a, b): (usize, usize)) -> bool {
    let open = |&i: &usize| !(view.mark(i, b'.') || view.mark(i, b';'));
    let future = |i: usize| view.cats(i, Cats::FUTURE);
    let before = (a.saturating_sub(NEAR)..a).rev().take_while(open).any(future);
    let end = (b + NEAR).min(view.tokens.len());
    before || (b..end).take_while(open).any(future)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::lexicon::Lexicon;
    use crate::name;
    use crate::token::tokenize;

    /// The dates in `text` with what they name in an article of a Wednesday.
    fn dates(text: &str) -> Vec<(String, Option<String>)> {
        let lexicon = Lexicon::builtin().unwrap();
        let gazetteer = &*Gazetteer::builtin();
        let (mut tokens, mut seen) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        name::look_up(text, &tokens, gazetteer, &lexicon, &mut seen);
        let view = View { text, tokens: &tokens, seen: &seen, gazetteer };
        let mut found = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            if let Some(end) = date::find(&view, (i, tokens.len())) {
                let span = tokens[i].span().cover(tokens[end - 1].span());
                let value = resolve(&view, (i, end), Date::new(2025, 5, 28));
                found.push((text[span].to_owned(), value));
                i = end;
            } else {
                i += 1;
            }
        }
        found
    }

    #[test]
    fn dates_are_resolved_against_that_of_the_article() {
        for (text, date, value) in [
            ("The vote of 3 March 2021 stood.", "3 March 2021", "2021-03-03"),
            ("On Jan. 5, 2020 it rained.", "Jan. 5, 2020", "2020-01-05"),
            ("Filed 2019-11-30 in court.", "2019-11-30", "2019-11-30"),
            ("In June 2018 they left.", "June 2018", "2018-06"),
            ("It began in 1987.", "1987", "1987"),
            ("The mines of the 1990s closed.", "1990s", "199X"),
            ("He left on 2 January.", "2 January", "2025-01-02"),
            ("He left on December 20.", "December 20", "2024-12-20"),
            ("She quit in April.", "April", "2025-04"),
            ("They met yesterday.", "yesterday", "2025-05-27"),
            ("They meet tomorrow.", "tomorrow", "2025-05-29"),
            ("They met on Monday.", "Monday", "2025-05-26"),
            ("They met on Thursday.", "Thursday", "2025-05-22"),
            ("They will meet on Thursday.", "Thursday", "2025-05-29"),
            ("They met last Wednesday.", "last Wednesday", "2025-05-21"),
            ("They meet next Monday.", "next Monday", "2025-06-02"),
            ("It fell last week.", "last week", "2025-W21"),
            ("It fell this month.", "this month", "2025-05"),
            ("It fell last year.", "last year", "2024"),
            ("It fell last night.", "last night", "2025-05-27"),
            ("It fell three days ago.", "three days ago", "2025-05-25"),
            ("It fell two years ago.", "two years ago", "2023"),
            ("It fell a month ago.", "a month ago", "2025-04"),
        ] {
            assert_eq!(dates(text), [(date.to_owned(), Some(value.to_owned()))], "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_not_resolved() {
        assert_eq!(dates("On 31 June 2020 it rained.")[0].1, None);
    }
}

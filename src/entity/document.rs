//! What the whole document tells of a name: one name, one label.

use super::Label;
use crate::list::LISTS;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// A name found: tokens `start..end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub label: Label,
    pub score: f32,
}

/// A label with the score of the name that tells of it.
type Told = (Label, f32);

/// Words shorter than this, in bytes, are too common to be known for a part of a person's name.
const LEAST: usize = 3;
/// So often a name must have a label for the others to follow.
const OFTEN: usize = 3;

/// Gives names the label that other names of the document tell: a short form that of the long one, a person's first or
/// last name that of the person, and a name that of most of its kind.
pub(super) fn relabel(reading: &Reading<'_>, found: &mut [Found]) {
    trim(reading, found);
    abbreviations(reading, found);
    persons(reading, found);
    majorities(reading, found);
}

/// No word in lower case ends the name of a person that begins with a capital: "Margaret easier".
fn trim(reading: &Reading<'_>, found: &mut [Found]) {
    let is_capital = |token: usize| reading.form(token).starts_with(char::is_uppercase);
    for name in found.iter_mut().filter(|name| name.label == Label::Per) {
        while name.end - name.start > 1 && is_capital(name.start) && !is_capital(name.end - 1) {
            name.end -= 1;
        }
    }
}

/// "World Chess Union (WCU)": the short form has the label of the long one, wherever it stands.
fn abbreviations(reading: &Reading<'_>, found: &mut [Found]) {
    let mut told: FxHashMap<&str, Told> = FxHashMap::default();
    for pair in found.windows(2) {
        let [long, short] = pair else { continue };
        let bracket = long.end + 1 == short.start && matches!(reading.form(long.end), "(" | "[");
        if bracket && short.end - short.start == 1 && is_short_for(reading, long, short) {
            told.insert(reading.form(short.start), (long.label, long.score));
        }
    }
    tell(reading, found, &told, |_, _| true);
}

/// Whether the first letters of the words of a name are those of the other, small words apart.
fn is_short_for(reading: &Reading<'_>, long: &Found, short: &Found) -> bool {
    let words = (long.start..long.end).map(|token| reading.form(token));
    let initials = words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase());
    let letters = reading.form(short.start).chars().filter(|letter| letter.is_alphabetic());
    long.label != Label::Per && initials.eq(letters)
}

/// A single word that is the first or last of a person's longer name is that person, unless lists know it for a country, a
/// city or a people: "Washington".
fn persons(reading: &Reading<'_>, found: &mut [Found]) {
    let mut told: FxHashMap<&str, Told> = FxHashMap::default();
    for name in found.iter().filter(|name| name.label == Label::Per && name.end - name.start > 1) {
        for form in [name.start, name.end - 1].map(|token| reading.form(token)) {
            let known = told.entry(form).or_insert((Label::Per, name.score));
            known.1 = known.1.max(name.score);
        }
    }
    told.retain(|form, _| form.len() >= LEAST);
    tell(reading, found, &told, |name, score| {
        let acts = matches!(name.label, Label::Gpe | Label::Norp);
        !acts || name.score < score && LISTS.phrase(reading.form(name.start)).is_none()
    });
}

/// A name that has one label three times or more, and oftener than any other, has it everywhere.
fn majorities(reading: &Reading<'_>, found: &mut [Found]) {
    let mut uses: FxHashMap<&str, [(usize, f32); Label::ALL.len()]> = FxHashMap::default();
    for name in found.iter() {
        let (count, score) = &mut uses.entry(words(reading, name)).or_default()[name.label as usize];
        (*count, *score) = (*count + 1, score.max(name.score));
    }
    for name in found.iter_mut() {
        let Some(uses) = uses.get(words(reading, name)) else { continue };
        let most = uses.iter().map(|(count, _)| *count).max().unwrap_or(0);
        let mut best = uses.iter().zip(Label::ALL).filter(|((count, _), _)| *count == most);
        if let (Some((&(_, score), label)), None) = (best.next(), best.next())
            && most >= OFTEN
            && label != name.label
        {
            (name.label, name.score) = (label, score);
        }
    }
}

fn words<'a>(reading: &Reading<'a>, name: &Found) -> &'a str {
    reading.span(name.start..name.end).of(reading.text.as_str())
}

/// Gives single words the label that is told of them, if `may` allows.
fn tell(reading: &Reading<'_>, found: &mut [Found], told: &FxHashMap<&str, Told>, may: impl Fn(&Found, f32) -> bool) {
    for name in found.iter_mut().filter(|name| name.end - name.start == 1) {
        if let Some(&(label, score)) = told.get(reading.form(name.start))
            && label != name.label
            && may(name, score)
        {
            (name.label, name.score) = (label, score);
        }
    }
}

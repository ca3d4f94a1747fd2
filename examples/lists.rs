//! Makes the name lists that `inquit` embeds: `words.fst` and `phrases.fst`.
//!
//! `cargo run --release --example lists -- LISTS TEXTS…` where LISTS is a folder with the open tables named in
//! `src/list/LICENCES.md` and TEXTS are JSON Lines (.gz) with a `text`, in which capitals are counted.
#![allow(clippy::print_stdout, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;

type Table = BTreeMap<String, u64>;

/// Labels in the order of `inquit::label::Label`.
const LABELS: [&str; 7] = ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC"];
/// Classes in the order of `inquit::list::Class`.
const CLASSES: [&str; 11] = ["org", "of", "loc", "fac", "gpe", "misc", "front", "title", "office", "none", "firm"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let lists = arguments.next().expect("the folder of the lists");
    let own = Path::new("src/list");
    let lists = Path::new(&lists);
    let mut words = Table::new();
    given_names(lists, &mut words);
    surnames(lists, &mut words);
    for text in arguments {
        println!("{text}");
        CASES.with_borrow_mut(|cases| count_capitals(Path::new(&text), cases));
    }
    CASES.with_borrow(|cases| capitals(cases, &mut words));
    classes(&own.join("words.tsv"), &mut words);
    let phrases = Phrases::read(lists, own);
    save(&own.join("words.fst"), &words);
    save(&own.join("phrases.fst"), &phrases.table);
}

thread_local! {
    /// Lower-case word to the numbers of its uses in lower case and with a capital, inside sentences.
    static CASES: std::cell::RefCell<BTreeMap<String, (u32, u32)>> = const { std::cell::RefCell::new(BTreeMap::new()) };
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn given_names(lists: &Path, words: &mut Table) {
    let mut sexes: BTreeMap<String, [f32; 2]> = BTreeMap::new();
    for row in rows(&lists.join("given_names.tsv")).iter().skip(1) {
        let (name, percent) = (row[0].to_lowercase(), row[2].parse().unwrap_or(0.0_f32));
        let class = if percent >= 0.01 || row[3].split(' ').count() > 2 { 2 } else { 1 };
        let share = sexes.entry(name.clone()).or_default();
        match row[1].as_str() {
            "male" => share[0] += percent.max(0.001),
            "female" => share[1] += percent.max(0.001),
            _ => {}
        }
        let word = words.entry(name).or_default();
        *word = (*word & !3) | (*word & 3).max(class);
    }
    for (name, [male, female]) in sexes {
        // A name is a man's or a woman's where nine bearers in ten are.
        let male_only = u64::from(male > 9.0 * female);
        let female_only = u64::from(female > 9.0 * male);
        *words.entry(name).or_default() |= male_only << 2 | female_only << 3;
    }
}

/// Surnames of one American in 100,000 or more, and those of other countries.
fn surnames(lists: &Path, words: &mut Table) {
    for row in rows(&lists.join("surnames.tsv")).iter().skip(1) {
        let percent = row[1].parse().unwrap_or(0.0_f32);
        if row[2] == "US" && percent < 0.001 {
            continue;
        }
        let class = if percent >= 0.005 { 2 } else { 1 };
        let word = words.entry(row[0].to_lowercase()).or_default();
        *word = (*word & !(3 << 4)) | ((*word >> 4) & 3).max(class) << 4;
    }
}

fn count_capitals(path: &Path, cases: &mut BTreeMap<String, (u32, u32)>) {
    let file = fs::File::open(path).expect("a file that can be read");
    for line in BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines() {
        let line: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let mut before = "";
        for word in line["text"].as_str().expect("a text").split(' ') {
            let plain = word.trim_end_matches([',', '.', ';', ':']);
            // Only after a word in lower case: neither the start of a sentence nor a headline.
            let inside =
                before.trim_end_matches(',').len() > 1 && before.trim_end_matches(',').chars().all(char::is_lowercase);
            if inside && !plain.is_empty() && plain.chars().all(char::is_alphabetic) {
                let entry = cases.entry(plain.to_lowercase()).or_default();
                if plain.starts_with(char::is_uppercase) { entry.1 += 1 } else { entry.0 += 1 }
            }
            before = word;
        }
    }
}

fn capitals(cases: &BTreeMap<String, (u32, u32)>, words: &mut Table) {
    for (word, &(lower, upper)) in cases {
        if lower + upper < 4 {
            continue;
        }
        let share = upper as f32 / (lower + upper) as f32;
        let class = if share < 0.05 {
            1
        } else if share < 0.8 {
            2
        } else {
            3
        };
        *words.entry(word.clone()).or_default() |= class << 6;
    }
}

fn classes(path: &Path, words: &mut Table) {
    for row in rows(path) {
        let class = CLASSES.iter().position(|class| *class == row[0]).expect("a known class");
        for word in row[1].split(' ') {
            *words.entry(word.to_lowercase()).or_default() |= 1 << (8 + class);
        }
    }
}

#[derive(Default)]
struct Phrases {
    table: Table,
    /// Country, as the list of countries names it, to its number.
    countries: BTreeMap<String, u64>,
}

impl Phrases {
    fn read(lists: &Path, own: &Path) -> Self {
        let mut phrases = Self::default();
        phrases.countries(lists);
        phrases.offices(lists);
        phrases.organisations(lists);
        for row in rows(&own.join("names.tsv")) {
            for name in row[1].split("; ") {
                let (name, country) = name.split_once('=').unwrap_or((name, ""));
                phrases.add(name, &row[0], country, 0);
            }
        }
        phrases
    }

    /// Later lists win over earlier ones, but keep a country that is known.
    fn add(&mut self, name: &str, label: &str, country: &str, flags: u64) {
        let name = name.trim();
        let (letters, upper) = name
            .chars()
            .filter(|c| c.is_alphabetic())
            .fold((0, 0), |(all, upper), c| (all + 1, upper + u32::from(c.is_uppercase())));
        if letters < 2 || name.contains(['(', '/']) {
            return;
        }
        let label = LABELS.iter().position(|known| *known == label).expect("a known label") as u64;
        let acronym = u64::from(letters == upper && !name.contains(' '));
        let key = key(name);
        let before = self.table.get(&key).copied().unwrap_or(0);
        let country = self.countries.get(country).map_or(before >> 8, |number| number + 1);
        self.table.insert(key, label | acronym << 4 | flags << 5 | country << 8);
    }

    fn countries(&mut self, lists: &Path) {
        let countries = rows(&lists.join("countries.tsv"));
        for (number, row) in countries.iter().skip(1).enumerate() {
            self.countries.insert(row[0].clone(), number as u64);
        }
        for row in countries.iter().skip(1) {
            let [name, long, _, capital] = [&row[0], &row[1], &row[2], &row[3]];
            self.add(name.split(',').next().unwrap_or(name), "GPE", name, 0);
            self.add(long.split([';', '(']).next().unwrap_or(long), "GPE", name, 0);
            self.add(capital.split([';', '(']).next().unwrap_or(capital), "GPE", name, 1);
        }
        for row in rows(&lists.join("demonyms.tsv")).iter().skip(1) {
            self.add(&row[0], "NORP", &row[2].clone(), 0);
        }
        for row in rows(&lists.join("metonyms.tsv")).iter().skip(1) {
            if row[3] == "government" && !self.table.contains_key(&key(&row[0])) {
                self.add(&row[0], "ORG", &row[2].clone(), 1);
            }
        }
    }

    fn offices(&mut self, lists: &Path) {
        for row in rows(&lists.join("world_leaders.tsv")).iter().skip(1) {
            if row[3].split(' ').count() <= 3 && !row[3].contains('.') {
                self.add(&row[3], "PER", "", 0);
            }
        }
        for row in rows(&lists.join("us_offices.tsv")).iter().skip(1) {
            self.add(&row[0], "PER", "", 0);
        }
        for state in STATES.split("; ") {
            self.add(state, "GPE", "", 0);
        }
    }

    fn organisations(&mut self, lists: &Path) {
        for row in rows(&lists.join("organisations.tsv")).iter().skip(1) {
            let company = row[2] == "company";
            // Words such as "Target" and "Visa" are firms only with what follows them, unless our own list has them.
            if !company || row[0].contains(' ') {
                self.add(&row[0], "ORG", "", 0);
            }
            if !company && row[1].chars().count() > 1 {
                self.add(&row[1], "ORG", "", 0);
            }
        }
    }
}

const STATES: &str = "Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Georgia; \
    Hawaii; Idaho; Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; \
    Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; New York; \
    North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; \
    Tennessee; Texas; Utah; Vermont; Virginia; Washington; West Virginia; Wisconsin; Wyoming; Washington State; \
    Calif.; Mass.; Conn.; Fla.; Mich.; Minn.; Tenn.; Wash.; Pa.; N.Y.; N.J.; N.H.; N.C.; S.C.; N.D.; S.D.; R.I.; W.Va.; \
    N.M.; Ill.; Ga.; Tex.; Va.; Vt.; Wis.; Ariz.; Ky.; Md.; Okla.; Ore.; Nev.; Mont.; Neb.; Kan.; Ind.; Del.; Colo.; Ala.; Ark.";

/// A name as it is looked up: in lower case, with straight apostrophes.
fn key(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

fn save(path: &Path, table: &Table) {
    let file = BufWriter::new(fs::File::create(path).expect("a file that can be made"));
    let mut builder = fst::MapBuilder::new(file).expect("a new file");
    for (key, value) in table {
        builder.insert(key, *value).expect("sorted keys");
    }
    builder.finish().expect("room on the disk");
    println!("{}: {} entries, {} bytes", path.display(), table.len(), fs::metadata(path).expect("the file").len());
}

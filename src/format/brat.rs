//! One document as [brat](https://brat.nlplab.org/standoff.html) standoff annotation.
//!
//! A line each, positions in code points of the text as it is:
//!
//! - `T` text-bound: entities by label; `Content`, `Cue`, `Source`, in several pieces where interrupted.
//! - `E` event: quotation `q1` is `E1`, triggered by its content, with its cue and source as arguments, and the
//!   quotation that it is inside of.
//! - `A` attributes of the event: `Kind`, `Medium`; `#` a note with the speaker's id and name.
//!
//! A piece must not cross a line's end in brat, so a span over several lines becomes several pieces. For brat to draw
//! them, the folder's `annotation.conf` says:
//!
//! ```text
//! [entities]
//! PER
//! ORG
//! GPE
//! LOC
//! FAC
//! NORP
//! MISC
//! Cue
//! Source
//!
//! [events]
//! Content Cue?:Cue, Source?:Source, Inside?:Content
//!
//! [relations]
//!
//! [attributes]
//! Kind Arg:<EVENT>, Value:direct|indirect|mixed
//! Medium Arg:<EVENT>, Value:speech|writing|thought
//! ```

use crate::doc::Doc;
use crate::span::Span;
use std::fmt::Write;

/// The `.ann` file that goes with the document's text as the `.txt` file.
pub fn write(doc: &Doc) -> String {
    let mut file = File { doc, out: String::new(), bound: 0 };
    for (span, label) in doc.entities.spans().iter().zip(doc.entities.label()) {
        file.bound(label.as_str(), &[*span]);
    }
    for number in 0..doc.quotes.len() {
        file.quote(number);
    }
    file.out
}

struct File<'a> {
    doc: &'a Doc,
    out: String,
    /// Text-bound annotations so far.
    bound: usize,
}

impl File<'_> {
    /// Adds a text-bound annotation and gives its number; none if it covers nothing but line ends.
    fn bound(&mut self, label: &str, spans: &[Span]) -> Option<usize> {
        let text = self.doc.text.as_str();
        let pieces: Vec<Span> = spans.iter().flat_map(|&span| lines(text, span)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.bound += 1;
        let places = pieces.iter().map(|&piece| {
            let points = self.doc.text.to_code_points(piece);
            format!("{} {}", points.start(), points.end())
        });
        let places = places.collect::<Vec<_>>().join(";");
        let words = pieces.iter().map(|piece| piece.of(text)).collect::<Vec<_>>().join(" ");
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "T{}\t{label} {places}\t{words}", self.bound);
        Some(self.bound)
    }

    fn quote(&mut self, number: usize) {
        let quotes = &self.doc.quotes;
        let Some(content) = self.bound("Content", quotes.content().get(number)) else { return };
        let cue = self.bound("Cue", quotes.cue().get(number));
        let source = self.bound("Source", quotes.source().get(number));
        let id = number + 1;
        let _ = write!(self.out, "E{id}\tContent:T{content}");
        for (role, bound) in [("Cue", cue), ("Source", source)] {
            if let Some(bound) = bound {
                let _ = write!(self.out, " {role}:T{bound}");
            }
        }
        if let Some(parent) = quotes.parent()[number] {
            let _ = write!(self.out, " Inside:E{}", parent.index() + 1);
        }
        let _ = writeln!(self.out, "\nA{}\tKind E{id} {}", 2 * number + 1, quotes.kind()[number].as_str());
        let _ = writeln!(self.out, "A{}\tMedium E{id} {}", 2 * number + 2, quotes.medium()[number].as_str());
        if let Some(speaker) = self.doc.speakers.cluster()[number] {
            let name = self.doc.clusters.name()[speaker.index()].of(self.doc.text.as_str());
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(self.out, "#{id}\tAnnotatorNotes E{id}\tspeaker {speaker}: {name}");
        }
    }
}

/// The parts of a span on each line, without white space at their ends, none empty.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut start = span.start();
    span.of(text).split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).filter_map(
        move |line| {
            let from = start + (line.len() - line.trim_start().len()) as u32;
            let to = start + line.trim_end().len() as u32;
            start += line.len() as u32;
            (from < to).then(|| Span::new(from, to))
        },
    )
}

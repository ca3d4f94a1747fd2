//! Why something was taken for a quotation, kept with it and told in plain words.

use super::Medium;
use super::cue::Part;
use serde::{Deserialize, Serialize};

/// Where a quotation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Origin {
    /// It was found.
    Found,
    /// It was given with the document.
    #[default]
    Given,
}

/// Something that was thought of and not chosen, with its probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// Its words.
    pub text: String,
    /// How likely it was thought.
    pub chance: f32,
}

/// Why something was taken for a quotation. Chances are probabilities of its parts; the quotation's score is made of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether it was found or given.
    pub origin: Origin,
    /// The entry of the lexicon that its cue is a form of, if there is one.
    pub lemma: Option<String>,
    /// What that entry is.
    pub part: Option<Part>,
    /// How cue and source present what is said.
    pub medium: Medium,
    /// How likely its cue reports anything; `None` if it has no cue.
    pub cue: Option<f32>,
    /// How likely its words are what somebody says, on average.
    pub content: f32,
    /// How likely content and cue belong together, on average over its pieces; `None` if it has no cue.
    pub link: Option<f32>,
    /// How likely the source belongs to the cue; `None` if it has no source.
    pub source: Option<f32>,
    /// The next best cue for its content.
    pub rival_cue: Option<Rival>,
    /// The next best source, or the best one if none was good enough.
    pub rival_source: Option<Rival>,
    /// How many quotation marks with their contents belong to it.
    pub marks: u32,
    /// In how many pieces the content comes.
    pub pieces: u32,
}

impl Evidence {
    /// The evidence in sentences. `cue` and `source` are the words of the text, empty if there are none.
    pub fn explain(&self, cue: &str, source: &str) -> Vec<String> {
        if self.origin == Origin::Given {
            return vec!["it was given with the document".to_owned()];
        }
        let rival = |rival: &Option<Rival>| {
            let told = |rival: &Rival| format!("; next best “{}” with {}", rival.text, percent(rival.chance));
            rival.as_ref().map_or_else(String::new, told)
        };
        let mut told = vec![self.told_cue(cue)];
        told.push(format!("its words are what somebody says or thinks with {}", percent(self.content)));
        if let Some(link) = self.link {
            told.push(format!("content and cue belong together with {}{}", percent(link), rival(&self.rival_cue)));
        }
        told.push(match (self.source, &self.rival_source) {
            (Some(chance), other) => {
                format!("the source “{source}” belongs to the cue with {}{}", percent(chance), rival(other))
            }
            (None, Some(best)) => {
                format!("no source is likely; the best is “{}” with {}", best.text, percent(best.chance))
            }
            (None, None) => "no source is named beside it".to_owned(),
        });
        told.extend(self.told_marks());
        told
    }

    fn told_cue(&self, cue: &str) -> String {
        let chance = self.cue.map(percent).unwrap_or_default();
        match (&self.lemma, self.part) {
            (Some(lemma), Some(part)) => {
                let (part, medium) = (part.as_str(), self.medium.as_str());
                format!("“{cue}” reports with {chance}; it is a form of the reporting {part} “{lemma}” ({medium})")
            }
            _ if self.cue.is_some() => {
                format!("“{cue}” reports with {chance}, though no reporting word is known in it")
            }
            _ => "no word reports it".to_owned(),
        }
    }

    fn told_marks(&self) -> Option<String> {
        let marks = match self.marks {
            0 => None,
            1 => Some("it has one stretch in quotation marks".to_owned()),
            many => Some(format!("it has {many} stretches in quotation marks")),
        };
        let joined = (self.pieces > 1).then(|| format!("its {} pieces are one utterance", self.pieces));
        match (marks, joined) {
            (Some(marks), Some(joined)) => Some(format!("{marks}; {joined}")),
            (marks, joined) => marks.or(joined),
        }
    }
}

/// A probability in words: `a chance of 93 in 100`.
fn percent(chance: f32) -> String {
    format!("a chance of {:.0} in 100", 100.0 * chance)
}

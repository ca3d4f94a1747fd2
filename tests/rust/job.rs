//! Files in, files out: every line counts, and no output is half written.

use crate::doc::{pipeline, read};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use inquit::format::json;
use inquit::job::{self, Evaluation, Summary};
use inquit::score::Settings;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A folder of a test's own that goes away with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("inquit-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("a file for the test");
        path
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the test's folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn annotate(input: &Path, output: &Path) -> Result<Summary, inquit::Error> {
    job::annotate(pipeline(), input, output, &mut |_| false)
}

fn evaluate(gold: &Path, predicted: Option<&Path>) -> Evaluation {
    job::evaluate(pipeline(), gold, predicted, Settings::default(), &mut |_| false).expect("files that can be read")
}

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

const LINE: &str = "{\"id\": \"a\", \"text\": \"“No,” said Ann Lee.\"}\n";

#[test]
fn every_text_of_a_file_becomes_a_line_with_its_layers() {
    let folder = Folder::new("layers");
    let input = folder.file("in.jsonl", format!("\u{FEFF}{LINE}\n  \r\n{{\"id\": 2, \"text\": null}}"));
    let output = folder.0.join("out.jsonl");
    let summary = annotate(&input, &output).expect("files that can be used");
    assert_eq!(summary, Summary { documents: 2, failures: Vec::new() });
    let written = fs::read_to_string(output).expect("the output");
    let wanted = [json::write(&read("“No,” said Ann Lee."), "a"), json::write(&read(""), "2")];
    assert_eq!(written.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_bad_line_is_told_and_every_other_line_is_processed() {
    let folder = Folder::new("bad");
    let mut content = b"{\"id\": 1}\nnonsense\n\xFF\xFE\n[1, \"text\"]\n".to_vec();
    content.extend(LINE.as_bytes());
    let input = folder.file("in.jsonl", content);
    let summary = annotate(&input, &folder.0.join("out.jsonl")).expect("files that can be used");
    assert_eq!(summary.documents, 1);
    let told: Vec<String> = summary.failures.iter().map(ToString::to_string).collect();
    let at = |line: u64, reason: &str| format!("{}, line {line}: {reason}", input.display());
    assert_eq!(told.len(), 4);
    assert_eq!(told[0], at(1, "there is no \"text\"; a line must be an object with \"id\" and \"text\""));
    assert!(told[1].starts_with(&at(2, "expected ")), "{}", told[1]);
    assert_eq!(told[2], at(3, "not UTF-8 at byte 1"));
    assert_eq!(told[3], at(4, "an array, not an object"));
}

#[test]
fn compressed_files_are_known_by_their_content() {
    let folder = Folder::new("gzip");
    // Two members one after the other, as `cat a.gz b.gz` makes them.
    let input = folder.file("in", [gzip(LINE), gzip(&LINE.replace("\"a\"", "\"b\""))].concat());
    let output = folder.0.join("out.jsonl.gz");
    assert_eq!(annotate(&input, &output).expect("files that can be used").documents, 2);
    let mut written = String::new();
    GzDecoder::new(fs::File::open(&output).expect("the output")).read_to_string(&mut written).expect("UTF-8");
    assert_eq!(written.lines().count(), 2);
    assert_eq!(annotate(&output, &folder.0.join("again")).expect("files that can be used").documents, 2);
}

#[test]
fn a_job_that_breaks_or_is_stopped_leaves_the_output_as_it_was() {
    let folder = Folder::new("whole");
    let output = folder.file("out.jsonl", "before");
    let good = folder.file("good.jsonl", LINE.repeat(3));
    let cut = folder.file("cut.gz", &gzip(&LINE.repeat(99))[..40]);
    assert!(annotate(&cut, &output).is_err());
    let mut seen = 0;
    let stopped = job::annotate(pipeline(), &good, &output, &mut |summary| {
        seen = summary.documents;
        seen == 2
    });
    assert_eq!((stopped.expect("files that can be used").documents, seen), (2, 2));
    assert_eq!(fs::read_to_string(&output).expect("the output"), "before");
    assert_eq!(folder.names(), ["cut.gz", "good.jsonl", "out.jsonl"]);
}

#[test]
fn a_file_can_be_its_own_output() {
    let folder = Folder::new("own");
    let path = folder.file("docs.jsonl", LINE);
    assert_eq!(annotate(&path, &path).expect("a file that can be used").documents, 1);
    assert!(fs::read_to_string(&path).expect("the output").contains("\"tokens\""));
    assert_eq!(folder.names(), ["docs.jsonl"]);
}

#[cfg(unix)]
#[test]
fn devices_are_written_to_and_links_are_followed() {
    let folder = Folder::new("links");
    let input = folder.file("in.jsonl", LINE);
    let target = folder.file("target.jsonl", "before");
    let (device, link) = (folder.0.join("null"), folder.0.join("link"));
    std::os::unix::fs::symlink("/dev/null", &device).expect("a link");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    annotate(&input, &device).expect("a device that can be written");
    annotate(&input, &link).expect("a file that can be written");
    assert!(fs::read_link(&device).is_ok() && fs::read_link(&link).is_ok());
    assert!(fs::read_to_string(&target).expect("the output").contains("\"tokens\""));
}

#[test]
fn a_file_that_cannot_be_opened_is_an_error_with_its_path() {
    let folder = Folder::new("open");
    let input = folder.file("in.jsonl", LINE);
    let absent = folder.0.join("absent").join("file.jsonl");
    for (input, output, culprit) in [
        (&absent, &input, &absent),
        (&folder.0, &input, &folder.0),
        (&input, &absent, &absent),
        (&input, &folder.0, &folder.0),
    ] {
        match annotate(input, output) {
            Err(inquit::Error::File { path, .. }) => assert_eq!(&path, culprit),
            other => panic!("{other:?} is not an error about {}", culprit.display()),
        }
    }
    assert_eq!(folder.names(), ["in.jsonl"]);
}

#[test]
fn what_a_pipeline_wrote_agrees_with_itself() {
    let folder = Folder::new("agrees");
    let gold = folder.0.join("gold.jsonl");
    annotate(&folder.file("in.jsonl", LINE), &gold).expect("files that can be used");
    for predicted in [None, Some(gold.as_path())] {
        let evaluation = evaluate(&gold, predicted);
        assert_eq!((evaluation.summary.documents, evaluation.unmatched), (1, 0));
        assert!(evaluation.report.row("words", "all").is_some());
        assert!(evaluation.report.rows.iter().all(|row| row.value > 0.999), "{}", evaluation.report);
    }
}

#[test]
fn documents_are_matched_by_id_and_text() {
    let folder = Folder::new("matched");
    let line = |id: &str, text: &str| format!("{{\"id\": {id}, \"text\": \"{text}\", \"entities\": []}}\n");
    let gold = folder.file("gold.jsonl", [line("1", "One."), line("2", "Two."), line("3", "Three.")].concat());
    let lines = [line("\"2\"", "Two."), line("1", "Won."), line("9", "Nine."), line("9", "Nine."), "{}\n".into()];
    let evaluation = evaluate(&gold, Some(&folder.file("predicted.jsonl", lines.concat())));
    let told: Vec<(u64, &str)> =
        evaluation.summary.failures.iter().map(|failure| (failure.line, failure.reason.as_str())).collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0], (2, "document \"1\" has another text than in the gold file"));
    assert_eq!(told[1], (4, "the id \"9\" came before, in line 3"));
    assert!(told[2].1.contains("there is no \"text\""));
    assert_eq!((evaluation.summary.documents, evaluation.report.without_prediction, evaluation.unmatched), (3, 2, 1));
}

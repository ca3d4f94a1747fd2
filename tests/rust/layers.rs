//! The layers of the house: what each folder of the sources may name. The message of a failure is the line that broke it.

use std::fs;
use std::path::{Path, PathBuf};

/// Libraries that one place knows, and everybody else only through it.
const HOMES: &[(&str, &str)] = &[
    ("pyo3", "python"),
    ("rayon", "corpus"),
    ("arrow", "table"),
    ("parquet", "table"),
    ("serde_json", "format"),
    ("safetensors", "model"),
];

/// The modules from the lowest layer to the highest: one may use those of the lines above its own, and no others.
const LAYERS: &[&[&str]] = &[
    &["span"],
    &["error"],
    &["text"],
    &["label"],
    &["nn"],
    &["model"],
    &["paragraph", "token"],
    &["mark", "list"],
    &["sentence"],
    &["encode"],
    &["tag"],
    &["reading"],
    &["quote", "entity"],
    &["coref"],
    &["speaker"],
    &["doc"],
    &["pipeline", "score", "explain"],
    &["corpus"],
    &["table", "format"],
    &["job"],
    &["python"],
];

/// What opens files, and the modules that may.
const FILES: &[&str] = &["std::fs", "std::{fs", "File::open", "File::create"];
const FILE_MODULES: &[&str] = &["job", "table"];

#[test]
fn every_module_uses_only_what_lies_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let faults: Vec<String> = sources(&root).iter().flat_map(|path| faults_in_file(&root, path)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let module = module(&root, &path);
        assert!(module == "lib" || layer(&module).is_some(), "{module} is in no layer of tests/rust/layers.rs");
    }
}

#[test]
fn a_line_that_reaches_up_is_a_fault() {
    for (module, line, wanted) in [
        ("quote", "use pyo3::prelude::*;", Some("names pyo3, which only python may")),
        ("coref", "let line: serde_json::Value = x;", Some("names serde_json, which only format may")),
        ("tag", "use crate::quote::Quotes;", Some("uses quote, which is not below it")),
        ("quote", "use crate::{mark, entity as names};", Some("uses entity, which is not below it")),
        ("score", "let file = std::fs::read(path);", Some("opens files, which only job, table may")),
        ("quote", "use crate::{", Some("names modules over several lines, which this test cannot read")),
        ("quote", "use crate::tag::{Tags, Upos};", None),
        ("quote", "use crate::{mark, tag};", None),
        ("quote", "// pyo3 would be wrong here: crate::python", None),
        ("format", "let line: serde_json::Value = x;", None),
        ("python", "use pyo3::prelude::*;", None),
        ("token", "the head of an arrowhead, narrow", None),
    ] {
        assert_eq!(fault(module, line).as_deref(), wanted, "{line}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of the sources");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// The top-level module that a file belongs to: `quote` for `quote/cue.rs`.
fn module(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).expect("a path in the sources");
    let first = inside.components().next().expect("a file").as_os_str();
    Path::new(first).file_stem().expect("a name").to_string_lossy().into_owned()
}

fn faults_in_file(root: &Path, path: &Path) -> Vec<String> {
    let module = module(root, path);
    if module == "lib" {
        return Vec::new();
    }
    let source = fs::read_to_string(path).expect("a source file");
    let lines = source.lines().enumerate();
    let told = |(number, line)| {
        let fault = fault(&module, line)?;
        Some(format!("{}:{}: {module} {fault}: {line}", path.display(), number + 1))
    };
    lines.filter_map(told).collect()
}

/// What is wrong with a line of a module, if something is. Comments may name anything.
fn fault(module: &str, line: &str) -> Option<String> {
    let code = line.split("//").next().unwrap_or_default();
    let foreign = HOMES.iter().find(|(library, home)| *home != module && words(code).any(|word| word == *library));
    if let Some((library, home)) = foreign {
        return Some(format!("names {library}, which only {home} may"));
    }
    if FILES.iter().any(|opens| code.contains(opens)) && !FILE_MODULES.contains(&module) {
        return Some(format!("opens files, which only {} may", FILE_MODULES.join(", ")));
    }
    if code.trim_end().ends_with("crate::{") {
        return Some("names modules over several lines, which this test cannot read".to_owned());
    }
    let above = used(code).into_iter().find(|used| *used != module && layer(used) >= layer(module))?;
    Some(format!("uses {above}, which is not below it"))
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The library's own modules that a line names: after `crate::`, or in the braces after it.
fn used(code: &str) -> Vec<&str> {
    let mut used = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(list.split(',').filter_map(|part| words(part).next())),
            None => used.extend(words(rest).next()),
        }
    }
    used.retain(|word| layer(word).is_some());
    used
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

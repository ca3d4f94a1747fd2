//! Pairs of a caller's own from CSV files: aliases with names, names with labels.

use super::file_error;
use crate::error::Error;
use std::fs::File;
use std::path::Path;

/// The pairs in two columns of a CSV file whose first line names them; other columns are left alone. Of a pair that comes
/// again the file may have any number.
///
/// # Errors
/// [`Error::File`] if the file cannot be read, [`Error::Table`] if it lacks a column or a line is no CSV in UTF-8, or one
/// first entry has two second ones.
pub fn pairs(path: &Path, names: [&str; 2]) -> Result<Vec<(String, String)>, Error> {
    let fault = |reason: String| Error::Table { path: path.to_owned(), reason };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(File::open(path).map_err(file_error(path))?);
    let headers = reader.headers().map_err(|error| fault(error.to_string()))?;
    // A file that a spreadsheet wrote may begin with a byte order mark.
    let column = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}').trim() == name);
    let absent = |name: &str| {
        fault(format!("its first line has no column {name:?}; it needs {:?} and {:?}", names[0], names[1]))
    };
    let mut columns = [0; 2];
    for (place, name) in columns.iter_mut().zip(names) {
        *place = column(name).ok_or_else(|| absent(name))?;
    }
    let mut found = std::collections::BTreeMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| fault(error.to_string()))?;
        let [first, second] = columns.map(|column| row.get(column).unwrap_or("").trim().to_owned());
        match found.get(&first) {
            Some(before) if *before != second => {
                return Err(fault(format!("{first:?} has both {before:?} and {second:?} as its {}", names[1])));
            }
            _ => _ = found.insert(first, second),
        }
    }
    Ok(found.into_iter().collect())
}

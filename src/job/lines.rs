//! Lines of plain and compressed files.

use super::{STANDARD, file_error};
use crate::error::Error;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The bytes with which compressed data begin.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A line's number and its text, or why it has none.
type Line<'a> = (u64, Result<&'a str, String>);

/// The lines of a file that are not empty, with their numbers counted from 1: text, or why it is none.
pub(super) struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead>,
    number: u64,
    bytes: Vec<u8>,
}

impl Lines {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let raw: Box<dyn Read> = if path == Path::new(STANDARD) {
            Box::new(io::stdin())
        } else {
            let file = File::open(path).map_err(file_error(path))?;
            if file.metadata().is_ok_and(|about| about.is_dir()) {
                return Err(file_error(path)(io::Error::from(io::ErrorKind::IsADirectory)));
            }
            Box::new(file)
        };
        let mut plain = BufReader::new(raw);
        // The content says whether it is compressed: standard input has no name, and names can be wrong.
        let compressed = plain.fill_buf().map_err(file_error(path))?.starts_with(&GZIP);
        let reader: Box<dyn BufRead> =
            if compressed { Box::new(BufReader::new(MultiGzDecoder::new(plain))) } else { Box::new(plain) };
        Ok(Self { path: path.to_owned(), reader, number: 0, bytes: Vec::new() })
    }

    /// The next line that is not empty, or `None` at the end. A line that is not UTF-8 is a reason; a file that cannot be
    /// read on is an error.
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, Error> {
        loop {
            self.bytes.clear();
            if self.reader.read_until(b'\n', &mut self.bytes).map_err(file_error(&self.path))? == 0 {
                return Ok(None);
            }
            self.number += 1;
            // A byte order mark at the start of a file is no part of its first line.
            if self.number == 1 && self.bytes.starts_with("\u{FEFF}".as_bytes()) {
                self.bytes.drain(..3);
            }
            if !self.bytes.trim_ascii().is_empty() {
                break;
            }
        }
        let line = std::str::from_utf8(&self.bytes);
        Ok(Some((self.number, line.map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to() + 1)))))
    }
}

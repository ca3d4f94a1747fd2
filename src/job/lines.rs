//! Lines of plain and compressed files.

use super::{STANDARD, file_error};
use crate::error::Error;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::mem;
use std::path::{Path, PathBuf};

/// The bytes with which compressed data begin.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A line's number and its text, or why it has none.
type Line<'a> = (u64, Result<&'a str, String>);

/// The lines of a file that are not empty, with their numbers counted from 1: text, or why it is none.
pub(super) struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead>,
    /// Whether it is known if the file is compressed.
    begun: bool,
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
        let reader = Box::new(BufReader::new(raw));
        Ok(Self { path: path.to_owned(), reader, begun: false, number: 0, bytes: Vec::new() })
    }

    /// The next line that is not empty, or `None` at the end. A line that is not UTF-8 is a reason; a file that cannot be
    /// read on is an error.
    ///
    /// Where a signal comes while there is nothing to read, `stop` is asked; if it says so, that is the end.
    pub(super) fn next(&mut self, stop: &mut dyn FnMut() -> bool) -> Result<Option<Line<'_>>, Error> {
        loop {
            if !self.read(stop).map_err(file_error(&self.path))? {
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

    /// Reads a line with its end; whether there was one.
    fn read(&mut self, stop: &mut dyn FnMut() -> bool) -> io::Result<bool> {
        self.bytes.clear();
        loop {
            let buffer = match self.reader.fill_buf() {
                // `BufRead::read_until` would try again and not let anybody stop it.
                Err(error) if error.kind() == io::ErrorKind::Interrupted && !stop() => continue,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(false),
                buffer => buffer?,
            };
            if !self.begun {
                // The content says whether it is compressed: standard input has no name, and names can be wrong.
                let compressed = buffer.starts_with(&GZIP);
                self.begun = true;
                if compressed {
                    let plain = mem::replace(&mut self.reader, Box::new(io::empty()));
                    self.reader = Box::new(BufReader::new(MultiGzDecoder::new(plain)));
                }
                continue;
            }
            let end = memchr::memchr(b'\n', buffer);
            let length = end.map_or(buffer.len(), |end| end + 1);
            self.bytes.extend_from_slice(&buffer[..length]);
            self.reader.consume(length);
            if end.is_some() || length == 0 {
                return Ok(!self.bytes.is_empty());
            }
        }
    }
}

//! Lines of plain and compressed files, and files that appear whole or not at all.

use crate::error::Error;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The path that stands for standard input or output.
const STANDARD: &str = "-";

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"))
}

pub(super) fn file_error(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |source| Error::File { path: path.to_owned(), source }
}

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
        let reader: Box<dyn BufRead> = if is_gzip(path) {
            Box::new(BufReader::new(MultiGzDecoder::new(raw)))
        } else {
            Box::new(BufReader::new(raw))
        };
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

/// A file under a passing name beside its own until it is whole; standard output as it comes.
pub(super) struct Output {
    /// The passing name and the file's own; none for standard output.
    names: Option<(PathBuf, PathBuf)>,
    writer: Option<Writer>,
}

enum Writer {
    Plain(BufWriter<Box<dyn Write>>),
    Gzip(GzEncoder<BufWriter<Box<dyn Write>>>),
}

impl Output {
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        if path == Path::new(STANDARD) {
            let writer = Writer::Plain(BufWriter::new(Box::new(io::stdout())));
            return Ok(Self { names: None, writer: Some(writer) });
        }
        let Some(name) = path.file_name() else {
            return Err(file_error(path)(io::Error::from(io::ErrorKind::IsADirectory)));
        };
        let mut passing = name.to_owned();
        passing.push(format!(".{}.part", std::process::id()));
        let passing = path.with_file_name(passing);
        let file: Box<dyn Write> = Box::new(File::create(&passing).map_err(file_error(path))?);
        let file = BufWriter::new(file);
        let writer = if is_gzip(path) {
            Writer::Gzip(GzEncoder::new(file, Compression::default()))
        } else {
            Writer::Plain(file)
        };
        Ok(Self { names: Some((passing, path.to_owned())), writer: Some(writer) })
    }

    pub(super) fn line(&mut self, line: &str) -> Result<(), Error> {
        let written = match &mut self.writer {
            Some(Writer::Plain(writer)) => writeln!(writer, "{line}"),
            Some(Writer::Gzip(writer)) => writeln!(writer, "{line}"),
            None => Ok(()),
        };
        written.map_err(file_error(self.path()))
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let flushed = match self.writer.take() {
            Some(Writer::Plain(mut writer)) => writer.flush(),
            Some(Writer::Gzip(writer)) => writer.finish().and_then(|mut file| file.flush()),
            None => Ok(()),
        };
        flushed.map_err(file_error(self.path()))?;
        match self.names.take() {
            Some((passing, own)) => fs::rename(&passing, &own).map_err(file_error(&own)),
            None => Ok(()),
        }
    }

    fn path(&self) -> &Path {
        self.names.as_ref().map_or(Path::new(STANDARD), |(_, own)| own)
    }
}

impl Drop for Output {
    /// Takes away what is not whole.
    fn drop(&mut self) {
        drop(self.writer.take());
        if let Some((passing, _)) = self.names.take() {
            // Nothing can be done about a file that cannot be removed either.
            let _ = fs::remove_file(passing);
        }
    }
}

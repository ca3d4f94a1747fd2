//! Files that appear whole or not at all.

use super::{STANDARD, file_error};
use crate::error::Error;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file under a passing name beside its own until it is whole. Standard output, and whatever else is no plain file
/// (a device, a pipe), is written as it comes.
pub(super) struct Output {
    /// As the caller has it.
    path: PathBuf,
    /// The passing name and the file's own, while the first is in use.
    names: Option<(PathBuf, PathBuf)>,
    writer: Option<Writer>,
}

enum Writer {
    Plain(BufWriter<Box<dyn Write>>),
    Gzip(GzEncoder<BufWriter<Box<dyn Write>>>),
}

impl Output {
    /// Begins a file, compressed if its name ends in `.gz`.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        let names = names(path).map_err(file_error(path))?;
        let raw: Box<dyn Write> = match &names {
            Some((passing, _)) => Box::new(File::create(passing).map_err(file_error(path))?),
            None if path == Path::new(STANDARD) => Box::new(io::stdout()),
            None => Box::new(File::options().write(true).open(path).map_err(file_error(path))?),
        };
        let raw = BufWriter::new(raw);
        let compressed = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"));
        let writer =
            if compressed { Writer::Gzip(GzEncoder::new(raw, Compression::default())) } else { Writer::Plain(raw) };
        Ok(Self { path: path.to_owned(), names, writer: Some(writer) })
    }

    pub(super) fn line(&mut self, line: &str) -> Result<(), Error> {
        let written = match &mut self.writer {
            Some(Writer::Plain(writer)) => writeln!(writer, "{line}"),
            Some(Writer::Gzip(writer)) => writeln!(writer, "{line}"),
            None => Ok(()),
        };
        written.map_err(file_error(&self.path))
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.flush().map_err(file_error(&self.path))?;
        if let Some((passing, own)) = &self.names {
            fs::rename(passing, own).map_err(file_error(&self.path))?;
        }
        self.names = None;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.writer.take() {
            Some(Writer::Plain(mut writer)) => writer.flush(),
            Some(Writer::Gzip(writer)) => writer.finish().and_then(|mut file| file.flush()),
            None => Ok(()),
        }
    }
}

/// The passing name and the file's own where a link leads; `None` for what is no plain file.
fn names(path: &Path) -> io::Result<Option<(PathBuf, PathBuf)>> {
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if path == Path::new(STANDARD) || existing.as_ref().is_some_and(|about| !about.is_file()) {
        return Ok(None);
    }
    let own = if existing.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let Some(name) = own.file_name() else { return Err(io::ErrorKind::IsADirectory.into()) };
    let mut passing = name.to_owned();
    passing.push(format!(".{}.part", std::process::id()));
    Ok(Some((own.with_file_name(passing), own)))
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

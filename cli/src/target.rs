//! Where output goes. A file is written under the name `FILE.part` and gets its
//! own name when it is whole.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Standard output or a file.
pub struct Target {
    /// None is standard output.
    file: Option<File>,
    /// The name that the file gets at the end, if it is to be renamed.
    path: Option<PathBuf>,
    name: String,
    length: u64,
}

/// `path` with `suffix` behind it.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Whether `path` is something that cannot be renamed to, such as a device.
pub fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// All files that a run may make which writes to `path`.
pub fn files(path: &Path) -> [PathBuf; 5] {
    ["", ".part", ".state", ".state.new", ".pieces"].map(|suffix| beside(path, suffix))
}

/// Opens the file at `path` to write behind its first `length` bytes, for this
/// run alone.
pub fn go_on(path: &Path, length: u64) -> io::Result<File> {
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    lock(&file)?;
    if file.metadata()?.len() < length {
        let reason = format!("{} is shorter than it was", path.display());
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// Keeps other runs away from `file` until it is closed.
fn lock(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::{FlockOperation, flock};
        use rustix::io::Errno;
        // Not every file system has locks.
        if flock(file, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK) {
            let reason = "another run is writing to it";
            return Err(io::Error::new(io::ErrorKind::ResourceBusy, reason));
        }
    }
    Ok(())
}

impl Target {
    pub fn stdout() -> Self {
        Self { file: None, path: None, name: "standard output".into(), length: 0 }
    }

    /// A file that will be called `path`; its first `length` bytes are there.
    pub fn file(path: &Path, length: u64) -> io::Result<Self> {
        if is_device(path) {
            let file = OpenOptions::new().write(true).open(path)?;
            let name = path.display().to_string();
            return Ok(Self { file: Some(file), path: None, name, length: 0 });
        }
        if path.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
        }
        let part = beside(path, ".part");
        if length > 0 && !part.exists() && path.exists() {
            // The run was interrupted behind its end: the file had its name.
            std::fs::rename(path, &part)?;
        }
        let file = go_on(&part, length)?;
        let name = part.display().to_string();
        Ok(Self { file: Some(file), path: Some(path.to_path_buf()), name, length })
    }

    /// What to call it in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes written so far.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Sees to it that what was written outlives a crash.
    pub fn sync(&mut self) -> io::Result<()> {
        match (&mut self.file, &self.path) {
            (Some(file), Some(_)) => file.sync_data(),
            _ => Ok(()),
        }
    }

    /// The output is whole: the file gets its name.
    pub fn commit(mut self) -> io::Result<()> {
        let (Some(file), Some(path)) = (self.file.take(), self.path.take()) else {
            return io::stdout().flush();
        };
        file.sync_all()?;
        drop(file);
        std::fs::rename(beside(&path, ".part"), &path)?;
        sync_folder(&path);
        Ok(())
    }
}

/// A new name outlives a crash when its folder has been written.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        // Not every system can do this, and the content is safe in any case.
        let _ = folder.sync_all();
    }
}

/// Writes `bytes` to `path` so that there is always a whole file there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&new, path)?;
    sync_folder(path);
    Ok(())
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.file {
            Some(file) => file.write(bytes)?,
            None => io::stdout().lock().write(bytes)?,
        };
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.flush(),
            None => io::stdout().lock().flush(),
        }
    }
}

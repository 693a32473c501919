//! TLS by the service itself (rule 7.11): certificate and key from PEM files, read again when they change.

mod validity;

use crate::configuration::TlsFiles;
use contract::Timestamp;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{
            CertificateDer, PrivateKeyDer,
            pem::{self, PemObject},
        },
    },
};

/// The certificate in use.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    current: RwLock<Loaded>,
}

#[derive(Clone, Debug)]
struct Loaded {
    configuration: Arc<ServerConfig>,
    changed_at: [Option<SystemTime>; 2],
    not_after: Option<Timestamp>,
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file is not there, or not PEM of what it should hold.
    #[error("{0} cannot be read as PEM: {1}")]
    Unreadable(PathBuf, pem::Error),
    /// The file with the certificate holds none.
    #[error("{0} holds no certificate")]
    Empty(PathBuf),
    /// The key's file says too much to too many.
    #[error("{0} can be read by everybody: take the right away (chmod o-rwx), and think of the key as known")]
    KeyIsOpen(PathBuf),
    /// The key's file cannot be looked at.
    #[error("{0} cannot be read: {1}")]
    Io(PathBuf, std::io::Error),
    /// Certificate and key do not go together, or are of a kind that is not served.
    #[error("the certificate and its key cannot be used: {0}")]
    Refused(#[from] rustls::Error),
}

impl Tls {
    /// Reads both files.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn load(files: TlsFiles) -> Result<Self, TlsError> {
        let current = RwLock::new(read(&files)?);
        Ok(Self { files, current })
    }

    /// Who takes the next connection.
    pub fn acceptor(&self) -> TlsAcceptor {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(Arc::clone(&current.configuration))
    }

    /// Reads both files again. Connections that are open stay as they are.
    ///
    /// # Errors
    /// What is wrong with the files; the certificate in use stays in use.
    pub fn reload(&self) -> Result<(), TlsError> {
        let loaded = read(&self.files)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = loaded;
        Ok(())
    }

    /// When the certificate in use ends; nothing where it does not say so.
    pub fn not_after(&self) -> Option<Timestamp> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.not_after
    }

    /// Whether a file has changed since it was read.
    pub fn is_stale(&self) -> bool {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.changed_at != changed_at(&self.files)
    }
}

fn changed_at(files: &TlsFiles) -> [Option<SystemTime>; 2] {
    [&files.certificate, &files.key].map(|file| std::fs::metadata(file).and_then(|file| file.modified()).ok())
}

fn read(files: &TlsFiles) -> Result<Loaded, TlsError> {
    must_be_closed(&files.key)?;
    // Before the files are read: who replaces them meanwhile is seen at the next look.
    let changed_at = changed_at(files);
    let unreadable = |error| TlsError::Unreadable(files.certificate.clone(), error);
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .map_err(unreadable)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    if chain.is_empty() {
        return Err(TlsError::Empty(files.certificate.clone()));
    }
    let not_after = chain.first().and_then(|certificate| validity::not_after(certificate));
    let key =
        PrivateKeyDer::from_pem_file(&files.key).map_err(|error| TlsError::Unreadable(files.key.clone(), error))?;
    let mut configuration = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    configuration.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Loaded {
        configuration: Arc::new(configuration),
        changed_at,
        not_after,
    })
}

/// A group may have the key, as mail and web servers share one; everybody may not.
#[cfg(unix)]
fn must_be_closed(key: &Path) -> Result<(), TlsError> {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(key).map_err(|error| TlsError::Io(key.to_owned(), error))?;
    if found.permissions().mode() & 0o007 != 0 {
        return Err(TlsError::KeyIsOpen(key.to_owned()));
    }
    Ok(())
}

/// Elsewhere rights are no bits of a file.
#[cfg(not(unix))]
fn must_be_closed(_key: &Path) -> Result<(), TlsError> {
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A new certificate for `localhost` and its key in this folder; answers with the certificate too.
    pub(crate) fn certified(folder: &Path) -> (TlsFiles, CertificateDer<'static>) {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let files = TlsFiles {
            certificate: folder.join("tls.crt"),
            key: folder.join("tls.key"),
        };
        std::fs::write(&files.certificate, made.cert.pem()).unwrap();
        std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
        close(&files.key, 0o600);
        (files, made.cert.der().clone())
    }

    fn close(file: &Path, mode: u32) {
        #[cfg(unix)]
        std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        #[cfg(not(unix))]
        let _ = (file, mode);
    }

    /// Rule 7.11.
    #[cfg(unix)]
    #[test]
    fn a_key_that_everybody_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (files, _) = certified(folder.path());
        close(&files.key, 0o640);
        Tls::load(files.clone()).unwrap();
        close(&files.key, 0o644);
        assert!(matches!(Tls::load(files).unwrap_err(), TlsError::KeyIsOpen(_)));
    }

    /// Rule 7.11.
    #[test]
    fn what_does_not_go_together_is_refused_and_the_certificate_in_use_stays() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (files, _) = certified(folder.path());
        let (others, _) = certified(other.path());
        let tls = Tls::load(files.clone()).unwrap();
        let before = Arc::as_ptr(tls.acceptor().config());
        std::fs::copy(&others.certificate, &files.certificate).unwrap();
        assert!(tls.is_stale());
        assert!(matches!(tls.reload().unwrap_err(), TlsError::Refused(_)));
        assert_eq!(Arc::as_ptr(tls.acceptor().config()), before);
        std::fs::copy(&others.key, &files.key).unwrap();
        tls.reload().unwrap();
        assert!(!tls.is_stale());
        assert_ne!(Arc::as_ptr(tls.acceptor().config()), before);
    }

    #[test]
    fn files_that_hold_something_else_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (files, _) = certified(folder.path());
        std::fs::write(&files.certificate, "nothing").unwrap();
        assert!(matches!(Tls::load(files.clone()).unwrap_err(), TlsError::Empty(_)));
        std::fs::remove_file(&files.certificate).unwrap();
        assert!(matches!(
            Tls::load(files.clone()).unwrap_err(),
            TlsError::Unreadable(..)
        ));
        std::fs::remove_file(&files.key).unwrap();
        assert!(matches!(Tls::load(files).unwrap_err(), TlsError::Io(..)));
    }
}

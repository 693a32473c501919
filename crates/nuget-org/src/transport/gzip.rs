//! Decompression with a limit. The registrations are compressed whatever the request says, so it cannot be left out.

use super::changed;
use contract::Problem;
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Opens a compressed body (RFC 1952) of at most `limit` bytes.
pub(super) fn opened(body: &[u8], limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let ceiling = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(body)
        .take(ceiling)
        .read_to_end(&mut bytes)
        .map_err(|_| changed("a compression that does not open"))?;
    if bytes.len() > limit {
        return Err(changed("an answer that is too large"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Code;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn compressed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_was_compressed_is_opened() {
        assert_eq!(opened(&compressed(b"{}"), 2).unwrap(), b"{}");
    }

    #[test]
    fn a_small_answer_cannot_fill_the_memory() {
        let bomb = compressed(&vec![b' '; 1024 * 1024]);
        assert!(bomb.len() < 16 * 1024);
        assert_eq!(opened(&bomb, 1024).unwrap_err().code, Code::SiteChanged);
    }

    #[test]
    fn half_a_compression_is_not_taken_for_the_whole() {
        let whole = compressed(br#"{"items":[]}"#);
        assert_eq!(
            opened(&whole[..whole.len() - 4], 1024).unwrap_err().code,
            Code::SiteChanged
        );
    }
}

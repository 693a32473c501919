//! A disk whose flush takes a while, for measuring on machines whose disks answer a flush at once: a virtual disk that
//! keeps what was flushed in its host's memory needs some ten microseconds, a solid state disk without a battery about
//! a thousand. Preloaded (`ld.so(8)`, `LD_PRELOAD`), it stands before the C library's `fsync` and `fdatasync`, by which
//! SQLite makes a commit durable: it waits, and then flushes.
#![cfg(target_os = "linux")]
#![expect(
    unsafe_code,
    reason = "names of the C library are taken over, and its descriptors are raw; there is nothing else in here"
)]

use std::{
    ffi::c_int,
    os::fd::{BorrowedFd, RawFd},
    sync::LazyLock,
    thread,
    time::Duration,
};

/// How many microseconds a flush takes more than it does anyway; 1,000 where nothing readable is said.
const VARIABLE: &str = "SLOW_DISK_MICROS";

static PAUSE: LazyLock<Duration> = LazyLock::new(|| {
    let said = std::env::var(VARIABLE).ok();
    Duration::from_micros(said.and_then(|micros| micros.parse().ok()).unwrap_or(1_000))
});

/// `fsync(2)`, later.
///
/// # Safety
/// As for `fsync(2)`: any number may be given; one that is no open descriptor is answered with `EBADF`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(descriptor: RawFd) -> c_int {
    flushed(descriptor, |open| rustix::fs::fsync(open))
}

/// `fdatasync(2)`, later.
///
/// # Safety
/// As for `fsync`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(descriptor: RawFd) -> c_int {
    flushed(descriptor, |open| rustix::fs::fdatasync(open))
}

fn flushed(descriptor: RawFd, flush: fn(BorrowedFd<'_>) -> rustix::io::Result<()>) -> c_int {
    if descriptor < 0 {
        return refused(rustix::io::Errno::BADF);
    }
    thread::sleep(*PAUSE);
    // SAFETY: the number is only handed to the kernel, which judges it, and no longer than this call; -1, the one value
    // that `BorrowedFd` does not allow, was refused above.
    let borrowed = unsafe { BorrowedFd::borrow_raw(descriptor) };
    flush(borrowed).map_or_else(refused, |()| 0)
}

/// As the C library tells a failure.
fn refused(error: rustix::io::Errno) -> c_int {
    errno::set_errno(errno::Errno(error.raw_os_error()));
    -1
}

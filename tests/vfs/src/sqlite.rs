//! What SQLite calls (<https://sqlite.org/c3ref/vfs.html>, <https://sqlite.org/c3ref/io_methods.html>). The one module of
//! this package that holds unsafe code: it turns C's pointers into what the rest takes, and decides nothing.
//!
//! What it relies on, beside the contract of those two pages: SQLite uses one open file from one thread at a time (a
//! connection without a mutex is used by one thread), and it gives `xOpen` room for `szOsFile` bytes that it does not move.
#![expect(unsafe_code, reason = "SQLite calls a disk through C")]

use crate::{disk::Disk, opened::Opened};
use rusqlite::ffi::{
    SQLITE_IOCAP_POWERSAFE_OVERWRITE, SQLITE_IOERR, SQLITE_IOERR_DELETE_NOENT, SQLITE_NOTFOUND, SQLITE_OK,
    sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};
use std::{
    ffi::{CStr, c_char, c_int, c_void},
    path::Path,
    ptr,
    sync::OnceLock,
};

/// What SQLite keeps of an open file: what it looks at, and ours behind it.
#[repr(C)]
struct Kept {
    file: sqlite3_file,
    opened: *mut Opened,
}

/// The system's own virtual file system, which keeps every file that lies on no [`Disk`].
struct System(*mut sqlite3_vfs);

// SAFETY: a registered virtual file system may be used by all threads, and it is never changed after it was found.
unsafe impl Send for System {}
// SAFETY: as above.
unsafe impl Sync for System {}

static SYSTEM: OnceLock<System> = OnceLock::new();

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Makes the disks known to SQLite, as the default for all connections of this process. Once is enough.
pub fn register() {
    SYSTEM.get_or_init(|| {
        // SAFETY: null asks for the default, which exists in every build that opens files. It is copied, not changed; the
        // copy's functions take any `sqlite3_vfs` and are given either the system's or this one, with the same data.
        unsafe {
            let system = sqlite3_vfs_find(ptr::null());
            assert!(!system.is_null(), "SQLite has no virtual file system");
            let ours = sqlite3_vfs {
                szOsFile: (*system).szOsFile.max(size_of::<Kept>() as c_int),
                pNext: ptr::null_mut(),
                zName: c"disks-of-tests".as_ptr(),
                xOpen: Some(open),
                xDelete: Some(delete),
                xAccess: Some(access),
                ..*system
            };
            // SQLite keeps the address, so it must stay for ever.
            let code = sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1);
            assert_eq!(code, SQLITE_OK, "SQLite took no virtual file system");
            System(system)
        }
    });
}

fn system() -> *mut sqlite3_vfs {
    SYSTEM.get().map_or(ptr::null_mut(), |system| system.0)
}

fn code(result: Result<(), i32>) -> c_int {
    result.err().unwrap_or(SQLITE_OK)
}

/// SQLite gives no negative offsets, sizes or numbers.
fn natural(number: impl TryInto<usize>) -> usize {
    number.try_into().unwrap_or_default()
}

/// The path behind a C string that is a file on one of the disks.
///
/// # Safety
/// `name` is null or a C string that outlives the answer.
unsafe fn on_disk<'a>(name: *const c_char) -> Option<(Disk, &'a Path)> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, so a C string by this function's own condition.
    let text = unsafe { CStr::from_ptr(name) }.to_str().ok()?;
    let path = Path::new(text);
    Some((Disk::of(path)?, path))
}

/// Our part of an open file.
///
/// # Safety
/// `file` was opened by [`open`] here, is not closed, and nobody else uses it now.
unsafe fn opened<'a>(file: *mut sqlite3_file) -> &'a mut Opened {
    // SAFETY: `open` has put a `Kept` there with a box that `close` takes back.
    unsafe { &mut *(*file.cast::<Kept>()).opened }
}

unsafe extern "C" fn open(
    _vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's contract for `xOpen`; a file on no disk is handed on with the room that was given for it.
    unsafe {
        let Some((disk, path)) = on_disk(name) else {
            let system = system();
            return (*system)
                .xOpen
                .map_or(SQLITE_IOERR, |open| open(system, name, file, flags, out_flags));
        };
        (*file).pMethods = ptr::null();
        match Opened::open(&disk, path, flags) {
            Err(code) => code,
            Ok(opened) => {
                let file_of_ours = sqlite3_file { pMethods: &METHODS };
                let opened = Box::into_raw(Box::new(opened));
                file.cast::<Kept>().write(Kept {
                    file: file_of_ours,
                    opened,
                });
                if !out_flags.is_null() {
                    *out_flags = flags;
                }
                SQLITE_OK
            }
        }
    }
}

unsafe extern "C" fn delete(_vfs: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: SQLite's contract for `xDelete`.
    unsafe {
        let Some((disk, path)) = on_disk(name) else {
            let system = system();
            return (*system)
                .xDelete
                .map_or(SQLITE_IOERR, |delete| delete(system, name, sync));
        };
        let found = disk.state().names.remove(path, sync != 0);
        if found { SQLITE_OK } else { SQLITE_IOERR_DELETE_NOENT }
    }
}

unsafe extern "C" fn access(_vfs: *mut sqlite3_vfs, name: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite's contract for `xAccess`.
    unsafe {
        let Some((disk, path)) = on_disk(name) else {
            let system = system();
            return (*system)
                .xAccess
                .map_or(SQLITE_IOERR, |access| access(system, name, flags, out));
        };
        *out = c_int::from(disk.state().names.find(path).is_some());
        SQLITE_OK
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file once; the box was made by `open`.
    unsafe {
        drop(Box::from_raw((*file.cast::<Kept>()).opened));
        (*file).pMethods = ptr::null();
    }
    SQLITE_OK
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, count: c_int, offset: sqlite3_int64) -> c_int {
    // SAFETY: SQLite gives room for `count` bytes, which hold anything; they are bytes, so any value is one.
    unsafe {
        let into = std::slice::from_raw_parts_mut(into.cast::<u8>(), natural(count));
        code(opened(file).read(natural(offset), into))
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, count: c_int, offset: sqlite3_int64) -> c_int {
    // SAFETY: SQLite gives `count` bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), natural(count));
        code(opened(file).write(natural(offset), bytes))
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { opened(file) }.truncate(natural(size)))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { opened(file) }.sync())
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut sqlite3_int64) -> c_int {
    // SAFETY: an open file of ours, and room for one number.
    unsafe { *out = opened(file).size() as sqlite3_int64 };
    SQLITE_OK
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { opened(file) }.lock(level))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { opened(file) }.unlock(level);
    SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file of ours, and room for one number.
    unsafe { *out = c_int::from(opened(file).is_reserved()) };
    SQLITE_OK
}

unsafe extern "C" fn file_control(_file: *mut sqlite3_file, _operation: c_int, _about: *mut c_void) -> c_int {
    SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_file: *mut sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn device_characteristics(_file: *mut sqlite3_file) -> c_int {
    SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    index: c_int,
    bytes: c_int,
    make: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file of ours, and room for one address. The open file holds the region until `shm_unmap` or `close`,
    // and its words are atomics, which may be written through a shared reference.
    unsafe {
        let region = opened(file).map(natural(index), natural(bytes), make != 0);
        *out = region.map_or(ptr::null_mut(), |region| region.as_ptr().cast_mut().cast());
    }
    SQLITE_OK
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, first: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { opened(file) }.lock_memory(natural(first), natural(count), flags))
}

unsafe extern "C" fn shm_barrier(_file: *mut sqlite3_file) {
    std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { opened(file) }.unmap();
    SQLITE_OK
}

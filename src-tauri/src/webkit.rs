//! WebKitGTK's variables, which must be set before any thread starts. The one module that holds unsafe code.
#![cfg_attr(
    target_os = "linux",
    expect(unsafe_code, reason = "setting a variable of the process is; nothing else here is")
)]

/// Chooses WebKit's renderer on Linux, where nobody chose it: without a GPU, or with the proprietary NVIDIA driver, the
/// DMA-BUF renderer costs memory or shows a blank window.
pub fn prepare() {
    #[cfg(target_os = "linux")]
    {
        const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
        if std::env::var_os(VARIABLE).is_none() && (!has_gpu() || has_nvidia_driver()) {
            // SAFETY: the first statement of `main`, before any other thread exists that could read the environment.
            unsafe { std::env::set_var(VARIABLE, "1") };
        }
    }
}

#[cfg(target_os = "linux")]
fn has_gpu() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else {
        return false;
    };
    devices
        .flatten()
        .any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(target_os = "linux")]
fn has_nvidia_driver() -> bool {
    std::path::Path::new("/proc/driver/nvidia").exists()
}

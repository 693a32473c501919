//! A sheet of pages, small and side by side, each as long as it is.

use anyhow::{Context, Result, ensure};
use std::fmt::Write;

/// Pages in a row.
pub const COLUMNS: usize = 4;

/// The window of a page, in pixels: as wide, and at least as high.
const WINDOW: (usize, usize) = (900, 760);

/// What is above a page, and what is around both.
const CAPTION: usize = 28;
const MARGIN: usize = 32;

/// A theme, a language, the colours of the sheet and of its words.
pub struct Look {
    pub theme: &'static str,
    pub language: &'static str,
    pub ground: &'static str,
    pub text: &'static str,
}

/// A page's caption and fixture.
pub type Page = (String, String);

/// Tells how high each page would have to be to stand without scrolling.
const MEASURE: &str = "<pre></pre><script>setTimeout(() => document.querySelector('pre').textContent = \
    [...document.querySelectorAll('iframe')].map((frame) => { \
    const main = frame.contentDocument.querySelector('main'); \
    return frame.clientHeight + main.scrollHeight - main.clientHeight; }).join(' '), 6000)</script>";

/// A page at two fifths of its size.
const fn small(pixels: usize) -> usize {
    (pixels * 2).div_ceil(5)
}

/// What tells the heights of these pages, once its scripts have run.
pub fn measuring(pages: &[Page], look: &Look) -> Result<String> {
    Ok(html(pages, &vec![WINDOW.1; pages.len()], look)? + MEASURE)
}

/// The heights that it told.
pub fn measured(page: &str, pages: usize) -> Result<Vec<usize>> {
    let told = page
        .split_once("<pre>")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .context("no heights of pages")?
        .0;
    let heights = told.split(' ').map(str::parse).collect::<Result<Vec<usize>, _>>()?;
    ensure!(heights.len() == pages, "{} heights of {pages} pages", heights.len());
    Ok(heights)
}

/// How large a sheet of pages of these heights is.
pub fn size(heights: &[usize]) -> Result<(u32, u32)> {
    let columns = heights.len().min(COLUMNS);
    let width = MARGIN + columns * (small(WINDOW.0) + MARGIN);
    let rows = heights.chunks(COLUMNS);
    let rows = rows.map(|row| CAPTION + small(row.iter().copied().max().unwrap_or_default()) + MARGIN);
    Ok((u32::try_from(width)?, u32::try_from(MARGIN + rows.sum::<usize>())?))
}

/// The sheet.
pub fn html(pages: &[Page], heights: &[usize], look: &Look) -> Result<String> {
    let Look {
        theme,
        language,
        ground,
        text,
    } = look;
    let (columns, page) = (pages.len().min(COLUMNS), small(WINDOW.0));
    let mut html = format!(
        "<!doctype html><meta charset='utf-8'><style>\
         body {{ margin: {MARGIN}px; display: grid; grid-template-columns: repeat({columns}, {page}px); gap: {MARGIN}px; \
         background: {ground}; color: {text}; font: 15px/20px sans-serif }}\
         figure {{ margin: 0 }}\
         figcaption {{ height: {CAPTION}px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }}\
         div {{ width: {page}px; overflow: hidden; border-radius: 6px }}\
         iframe {{ border: 0; width: {}px; transform: scale(0.4); transform-origin: 0 0 }}\
         </style>",
        WINDOW.0
    );
    for ((caption, fixture), height) in pages.iter().zip(heights) {
        let small = small(*height);
        write!(
            html,
            "<figure><figcaption>{caption}</figcaption><div style='height: {small}px'><iframe style='height: {height}px' \
             src='/index.html?fixture={fixture}&amp;theme={theme}&amp;language={language}'></iframe></div></figure>"
        )?;
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_room_for_the_highest_page_of_each_row() -> Result<()> {
        let heights = measured("<pre>760 2000 760 760 1000</pre>", 5)?;
        assert_eq!(size(&heights)?, (1600, 32 + (28 + 800 + 32) + (28 + 400 + 32)));
        ensure!(measured("<pre>760</pre>", 2).is_err(), "a page without a height");
        Ok(())
    }
}

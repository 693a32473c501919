//! A mail as HTML: inline styles, system fonts, nothing to load, readable in light and dark.

use super::{Block, Words, grouped};

/// The whole document.
pub fn render(words: &Words) -> String {
    let blocks: String = words.blocks.iter().map(block).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title></head>\n\
         <body style=\"margin:0;padding:24px;font:16px/1.5 'Segoe UI',system-ui,sans-serif\">\n\
         <div style=\"max-width:36em;margin:0 auto\">\n{blocks}</div>\n</body></html>\n",
        escaped(&words.subject)
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(text) => format!("<p>{}</p>\n", escaped(text)),
        Block::Code(code) => format!(
            "<p style=\"font:600 28px/1.4 ui-monospace,Consolas,monospace;letter-spacing:.06em\">{}</p>\n",
            escaped(&grouped(code))
        ),
        // The address is shown as it is: what a mail hides behind words cannot be judged.
        Block::Link { label, url } => {
            let url = escaped(url);
            format!(
                "<p>{}<br><a href=\"{url}\" style=\"word-break:break-all\">{url}</a></p>\n",
                escaped(label)
            )
        }
        Block::List(items) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
            format!("<ul>{items}</ul>\n")
        }
    }
}

/// Text that can stand in an element or in a quoted attribute.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}

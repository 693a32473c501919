//! What every page owes to a person without a pointer, looked at on each page of every run.

use super::{ESCAPE, TAB, strike};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::iter::{once, repeat_n};
use tests::session::{
    app::App,
    eventually::{PATIENCE, eventually},
};

/// What the looks share: the controls to which Tab leads, and texts that may be longer than their box, in their order; what one is called; whether its focus can be
/// seen; where the person is, with all that they typed. Every stop of the focus is noted from the first look on.
const SHARED: &str = "const main = document.querySelector('main'); \
    const group = ({ name }) => [...document.querySelectorAll(`input[type=radio][name='${name}']`)]; \
    const leads = (radio) => radio.checked || (group(radio)[0] === radio && !group(radio).some(({ checked }) => checked)); \
    const controls = () => [...document.querySelectorAll(\"button, input, textarea, select, summary, a[href], [tabindex='0']\")] \
        .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled && control.tabIndex >= 0) \
        .filter((control) => control.type !== 'radio' || leads(control)); \
    const called = (control) => `${control.tagName} ${(control.ariaLabel || control.textContent || control.id).trim().slice(0, 60)}`; \
    const shows = (control) => { \
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(control); \
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.* 0[)]$/.test(outlineColor); \
    }; \
    const place = () => JSON.stringify([main.dataset.page, main.dataset.step, \
        [...main.querySelectorAll('input, textarea')].map(({ value, checked }) => [value, checked])]); \
    if (!window.stops) document.addEventListener('focusin', ({ target }) => \
        window.stops.push({ control: target, shown: shows(target) })); \
    window.stops ??= []; ";

/// Before a round: how many controls there are. The first round begins at the page's question.
const BEGIN: &str = "window.stops = []; window.before = { place: place(), controls: controls() }; \
    window.fromHeading = document.activeElement === main.querySelector('h1'); return controls().length;";

/// After a round: all that is wrong, or nothing at all where the page has changed meanwhile.
const ROUND: &str = "const all = controls(), { stops, before } = window; \
    if (all.length !== before.controls.length || all.some((control, at) => control !== before.controls[at])) return null; \
    const at = stops.map(({ control }) => all.indexOf(control)), wrong = []; \
    const onward = all.findIndex((control) => main.querySelector('h1').compareDocumentPosition(control) & 4); \
    if (window.fromHeading && stops.length > 0 && at[0] !== Math.max(onward, 0)) \
        wrong.push(`Tab leads from the heading to ${called(stops[0].control)}`); \
    stops.forEach(({ control, shown }, stop) => { \
        if (!shown) wrong.push(`no focus is seen on ${called(control)}`); \
        if (at[stop] < 0) wrong.push(`Tab leads to ${called(control)}, which is no control`); \
        else if (stop > 0 && at[stop] !== (at[stop - 1] + 1) % all.length) \
            wrong.push(`Tab leads from ${called(stops[stop - 1].control)} to ${called(control)}`); \
    }); \
    all.filter((control) => !stops.some((stop) => stop.control === control)) \
        .forEach((control) => wrong.push(`Tab never leads to ${called(control)}`)); \
    if (place() !== before.place) wrong.push(`Tab or Escape made ${place()} of ${before.place}`); \
    const typed = (form) => form.querySelector('input:not([type=radio], [type=checkbox]), textarea'); \
    const sent = (form) => [...form.querySelectorAll('button')].find(({ type }) => type === 'submit'); \
    [...main.querySelectorAll('form')].filter(typed) \
        .filter((form) => form.querySelector('.primary, .danger') && !sent(form)?.matches('.primary, .danger')) \
        .forEach((form) => wrong.push(`Enter in ${called(typed(form))} does not do the page's act`)); \
    return wrong;";

/// Every control of the page that stands above the one before it, or beside it to the left: Tab would lead a person's eye
/// back and forth. One in a further column may begin higher up.
const OUT_OF_ORDER: &str = "const boxes = controls().filter((control) => main.contains(control)) \
        .map((control) => [control, control.getBoundingClientRect()]); \
    return boxes.slice(1).filter(([, box], at) => { \
        const before = boxes[at][1]; \
        const above = box.bottom <= before.top + 1, left = box.right <= before.left + 1, below = box.top >= before.bottom - 1; \
        return (above && box.left < before.right - 1) || (left && !below); \
    }).map(([control]) => called(control));";

/// Whether the focus is where it is wanted; otherwise how often Tab can be pressed without passing it.
const AHEAD: &str = "const [css, begins] = arguments, focused = document.activeElement; \
    if (begins) window.stops = []; \
    if (focused.matches(css)) \
        return { there: true, unseen: window.stops.filter(({ shown }) => !shown).map(({ control }) => called(control)) }; \
    const ahead = controls().filter((control) => focused !== document.body && focused.compareDocumentPosition(control) & 4); \
    const found = ahead.findIndex((control) => control.matches(css)); \
    return { there: false, tabs: (found < 0 ? ahead.length : found) + 1, stops: window.stops.map(({ control }) => called(control)) };";

/// Whether what has the focus is in sight, and nothing lies on it.
const IN_SIGHT: &str = "const focused = document.activeElement; \
    const { left, top, width, height } = focused.getClientRects()[0]; \
    return focused.contains(document.elementFromPoint(left + width / 2, top + height / 2));";

/// How often a page may change while it is gone round.
const ROUNDS: usize = 8;

/// How often Tab is pressed in one go or another before a control counts as out of reach: to the end, once round, to the
/// control, and as much again where the page changes meanwhile.
const GOES: usize = 8;

async fn look(app: &App, script: &str, arguments: Vec<Value>) -> Result<Value> {
    Ok(app.0.execute(&format!("{SHARED}{script}"), arguments).await?)
}

/// Tab leads from the heading once round, to every control in the order of reading, and each shows its focus. Nothing
/// keeps the focus to itself. Escape and Tab lose nothing that was typed, and leave nothing. Enter in a field does the
/// page's act.
pub(super) async fn serves_the_keyboard(app: &App) -> Result<()> {
    let beside = look(app, OUT_OF_ORDER, Vec::new()).await?;
    ensure!(beside == json!([]), "Tab leads the eye back to {beside}");
    for _ in 0..ROUNDS {
        let controls = look(app, BEGIN, Vec::new()).await?.as_u64().context("a number")?;
        let tabs = repeat_n(TAB, usize::try_from(controls)? + 2);
        let keys: Vec<char> = once(ESCAPE).chain(tabs).chain(once(ESCAPE)).collect();
        strike(app, &keys).await?;
        let wrong = look(app, ROUND, Vec::new()).await?;
        if !wrong.is_null() {
            let step = app.attribute("main", "data-step").await?;
            ensure!(wrong == json!([]), "at {step:?}: {wrong}");
            return Ok(());
        }
    }
    bail!("the page does not come to rest")
}

/// Presses Tab until the control has the focus. Every stop on the way shows it, and what has it in the end is in sight.
pub(crate) async fn tab_to(app: &App, css: &str) -> Result<()> {
    app.wait_for(css).await?;
    let mut found = look(app, AHEAD, vec![json!(css), json!(true)]).await?;
    for _ in 0..GOES {
        if found["there"] == true {
            ensure!(found["unseen"] == json!([]), "no focus is seen on {}", found["unseen"]);
            return in_sight(app, css).await;
        }
        let tabs = usize::try_from(found["tabs"].as_u64().context("a number")?)?;
        strike(app, &vec![TAB; tabs]).await?;
        found = look(app, AHEAD, vec![json!(css), json!(false)]).await?;
    }
    bail!(
        "{css} cannot be reached with the keyboard; the stops are {}",
        found["stops"]
    )
}

/// The page scrolls to what has the focus.
async fn in_sight(app: &App, css: &str) -> Result<()> {
    eventually(
        PATIENCE,
        &format!("{css}, which has the focus, to be in sight"),
        || async { Ok((look(app, IN_SIGHT, Vec::new()).await? == true).then_some(())) },
    )
    .await
}

/// Waits until what matches has the focus.
pub(crate) async fn has_the_focus(app: &App, css: &str) -> Result<()> {
    eventually(PATIENCE, &format!("the focus on {css}"), || async {
        let matches = "return document.activeElement.matches(arguments[0])";
        Ok((app.0.execute(matches, vec![json!(css)]).await? == true).then_some(()))
    })
    .await
}

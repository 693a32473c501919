//! What a page is looked at for beside the rules of axe-core.

/// Whatever is wider than its place: what makes a person scroll to the side, stands outside of the window, or is cut. A
/// name in the list of accounts ends in three dots, and is whole on its page; a long text moves along in its field.
pub const TOO_WIDE: &str = "const root = document.scrollingElement, width = root.clientWidth; \
    const called = (part) => `${part.tagName} ${part.textContent.trim().slice(0, 40)}`; \
    const cut = (part) => { \
        const { overflowX, textOverflow } = getComputedStyle(part); \
        return ['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis' && !part.matches('input') \
            && part.scrollWidth > part.clientWidth + 1; \
    }; \
    const parts = [...document.querySelectorAll('body *')].filter((part) => part.tagName !== 'OPTION') \
        .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest('dialog, .unseen, svg')); \
    const beyond = ({ left, right }) => right > left && (right > width + 1 || left < -1); \
    return [...[root, document.querySelector('main')].filter((part) => part.scrollWidth > part.clientWidth) \
                .map((part) => `scrolls to the side: ${part.tagName}`), \
            ...parts.filter((part) => beyond(part.getBoundingClientRect())).map((part) => `reaches beyond the window: ${called(part)}`), \
            ...parts.filter(cut).map((part) => `is cut: ${called(part)}`)];";

/// Every control that has neither a border nor an outline, nor is drawn by the system itself.
pub const FRAMELESS: &str = "const seen = (colour) => colour !== 'transparent' && !/^rgba.*, 0[)]$/.test(colour); \
    const line = (style, width, colour) => !['none', 'hidden'].includes(style) && parseFloat(width) >= 1 && seen(colour); \
    const framed = (control) => { \
        const style = getComputedStyle(control); \
        const sides = ['Top', 'Right', 'Bottom', 'Left']; \
        return sides.every((side) => line(style[`border${side}Style`], style[`border${side}Width`], style[`border${side}Color`])) \
            || line(style.outlineStyle, style.outlineWidth, style.outlineColor) \
            || (control.matches('[type=radio], [type=checkbox]') && style.appearance !== 'none'); \
    }; \
    return [...document.querySelectorAll('button, input, textarea, select, summary, a[href]')] \
        .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !framed(control)) \
        .map((control) => `has no border: ${control.tagName} ${(control.textContent || control.id).trim().slice(0, 40)}`);";

/// Whatever moves, or would.
pub const MOVING: &str = "const lasts = (times) => times.split(', ').some((time) => parseFloat(time) > 0); \
    const moves = (part) => { \
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(part); \
        return animationName !== 'none' || lasts(transitionDuration) || scrollBehavior === 'smooth'; \
    }; \
    return [...document.getAnimations().map(({ effect }) => effect.target), ...[...document.querySelectorAll('*')].filter(moves)] \
        .map((part) => `moves: ${part.tagName} ${part.textContent.trim().slice(0, 40)}`);";

"""What axe does not look at, asked of a page in the browser: each returns the faults that it found, as sentences."""

WIDTHS = """() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth
        ? [`it is ${root.scrollWidth} px wide on a screen of ${root.clientWidth} px`] : [];
}"""

SHAPELESS = """() => {
    const edged = (element, part) => getComputedStyle(element, part).borderStyle !== 'none';
    const underlined = element => getComputedStyle(element).textDecorationLine.includes('underline');
    const drawn = element => element.labels?.[0] && edged(element.labels[0], '::before');
    return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')]
        .filter(element => element.checkVisibility() && !edged(element) && !underlined(element) && !drawn(element))
        .map(element => `forced colours hide ${element.outerHTML.slice(0, 200)}`);
}"""
"""Controls that only a background tells from the text around them: it goes when a system forces its colours."""

OUTLINE = """() => {
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(each => each.checkVisibility());
    const inMain = headings.filter(each => each.closest('main'));
    const faults = [];
    const firsts = headings.filter(each => each.tagName === 'H1').length;
    if (firsts !== 1) faults.push(`it has ${firsts} headings of the first level`);
    inMain.reduce((before, each) => {
        const level = Number(each.tagName[1]);
        const told = `“${each.textContent.trim()}” from ${before} to ${level}`;
        if (level > before + 1) faults.push(`the headings jump at ${told}`);
        return level;
    }, inMain.length && inMain[0].closest('.nhsuk-error-summary, [role=alert], [role=region]') ? 1 : 0);
    if (!document.title.replace('– Q Commons', '').trim()) faults.push('it has no title');
    return faults;
}"""
"""Messages and the summary of errors stand before the first heading, as the design system has them."""

SUMMARY = """hasScripts => {
    const summary = document.querySelector('.nhsuk-error-summary');
    if (!summary) return [];
    const faults = [];
    const isField = element => element && element.matches('input:not([type=hidden]), select, textarea');
    for (const link of summary.querySelectorAll('a')) {
        const target = document.getElementById(link.hash.slice(1));
        if (!isField(target)) faults.push(`“${link.textContent.trim()}” leads to no field (${link.hash})`);
    }
    if (!summary.querySelector('a')) faults.push('the summary of errors has no links');
    if (hasScripts && document.activeElement !== summary && !summary.dataset.seen)
        faults.push('the summary of errors has not got the focus');
    summary.dataset.seen = 'yes';
    return faults;
}"""

PERSONAL = """() => {
    const wanted = {email: /^(email|username)$/, password: /^(current|new)-password$/};
    const about = {name: /^name$/, organisation: /^organization$/, role: /^organization-title$/};
    return [...document.querySelectorAll('input')].filter(field => field.checkVisibility()).flatMap(field => {
        const mine = field.labels?.[0]?.textContent.trim().startsWith('Your ');
        const fitting = wanted[field.type] ?? (mine ? about[field.name] : undefined);
        return fitting && !fitting.test(field.autocomplete)
            ? [`${field.name} asks for personal data without saying which (autocomplete “${field.autocomplete}”)`] : [];
    });
}"""
"""WCAG 1.3.5: browsers fill in what they know of their owner."""

FOCUS = """() => {
    const faults = [];
    const parts = element => [element, ...(element.labels ?? [])];
    const look = element => parts(element).flatMap(each => ['', '::before'].map(part => {
        const style = getComputedStyle(each, part || undefined);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
            style.backgroundColor].join();
    })).join();
    const onScreen = element => {
        const box = element.getBoundingClientRect();
        const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
        const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
        return {left, top, width: right - left, height: bottom - top};
    };
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll(all)) {
        if (!element.checkVisibility({visibilityProperty: true}) || element.disabled) continue;
        element.blur();
        const before = look(element);
        element.focus();
        if (document.activeElement !== element) continue;
        const told = element.outerHTML.slice(0, 120);
        if (look(element) === before) faults.push(`the focus does not show on ${told}`);
        const shown = parts(element).map(onScreen).filter(box => box.width > 0 && box.height > 0)
            .some(box => [[.5, .5], [.1, .5], [.9, .5]].some(([x, y]) => {
                const found = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
                return found && parts(element).some(each => each.contains(found) || found.contains(each));
            }));
        if (!shown) faults.push(`something covers ${told} when it has the focus`);
    }
    return faults;
}"""
"""WCAG 2.4.7 and 2.4.11."""

CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
    const style = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(style.overflowX) && style.position !== 'absolute';
    return hides && element.checkVisibility() && element.textContent.trim()
        && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
}).map(element => `text is cut off in ${element.outerHTML.slice(0, 120)}`)"""
"""WCAG 1.4.10: nothing is lost on a small screen."""

MOTION = """() => {
    const lasts = times => times.split(',').some(time => parseFloat(time) > .01);
    return [...document.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration));
    }).map(element => `it moves for somebody who asked for less motion: ${element.outerHTML.slice(0, 120)}`);
}"""

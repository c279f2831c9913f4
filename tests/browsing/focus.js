// Notes each stop of the Tab key from now on, and says what it finds wrong: see `problems` below.
const has_ring = element => {
    const style = element && getComputedStyle(element);
    return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
};
// A mark of a drawing shows it by its lines and areas, which must then be others than before.
const look = mark => [...mark.querySelectorAll('*')].map(part => {
    const style = getComputedStyle(part);
    return [style.stroke, style.strokeWidth, style.fill, style.fillOpacity].join();
}).join(' ');
const before = new Map([...document.querySelectorAll('svg :is(a, [tabindex])')].map(mark => [mark, look(mark)]));
const shows = element => before.has(element) ? look(element) !== before.get(element)
    // A ring may be drawn around the element or its label.
    : [element, element.parentElement, element.nextElementSibling].some(has_ring);
const name = element => `${element.tagName.toLowerCase()}#${element.id}.${element.getAttribute('class') ?? ''} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`;
const stops = [];
const unseen = [];
document.addEventListener('focusin', event => {
    stops.push(event.target);
    const box = event.target.getBoundingClientRect();
    if (!shows(event.target)) unseen.push(`${name(event.target)} does not show that it has the focus`);
    if (box.bottom <= 0 || box.top >= innerHeight) unseen.push(`${name(event.target)} has the focus out of sight`);
});

// What Tab must reach: everything that acts and can be seen, one of each group of radio buttons.
const groups = new Set();
const expected = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(element => {
    if (element.disabled || element.tabIndex < 0 || element.type === 'hidden') return false;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (element.type !== 'radio') return true;
    const group = element.name;
    if (groups.has(group)) return false;
    groups.add(group);
    return true;
});
window.numStops = expected.length;

window.problems = () => {
    const found = [...unseen];
    const reached = new Set(stops);
    const inGroup = element => element.type === 'radio' && stops.some(stop => stop.name === element.name);
    found.push(...expected.filter(each => !reached.has(each) && !inGroup(each)).map(each => `Tab never reaches ${name(each)}`));
    if (!stops[0]?.matches('a.skip')) found.push('the first stop is not the link to the content');
    // After the last one the focus begins anew: only one round counts.
    const again = stops.indexOf(stops[0], 1);
    const round = again < 0 ? stops : stops.slice(0, again);
    round.slice(1).forEach((stop, index) => {
        const follows = round[index].compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (!follows) found.push(`${name(stop)} comes after ${name(round[index])}, which stands behind it`);
    });
    if (document.querySelector('[tabindex]:not([tabindex="0"], [tabindex="-1"])')) found.push('something has an order of its own');
    return found.slice(0, 12);
};

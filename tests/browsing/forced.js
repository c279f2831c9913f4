// What cannot be seen in the reader's own colours: called while they are forced and motion is reduced.
const found = [];
const name = element => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} in ${element.closest('[id]')?.id}`;
const see_through = ['none', 'transparent', 'rgba(0, 0, 0, 0)'];
if (!matchMedia('(forced-colors: active)').matches) found.push('colours are not forced');
if (!matchMedia('(prefers-reduced-motion: reduce)').matches) found.push('motion is not reduced');
const paper = getComputedStyle(document.body).backgroundColor;
const behind = element => {
    for (let each = element; each; each = each.parentElement) {
        const colour = getComputedStyle(each).backgroundColor;
        if (!see_through.includes(colour)) return colour;
    }
    return paper;
};
for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const style = getComputedStyle(element);
    const lasts = [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some(time => parseFloat(time) > 0);
    if (lasts) found.push(`${name(element)} moves`);
    const says = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (says && !(element instanceof SVGElement) && style.color === behind(element)) found.push(`${name(element)} is written in the colour behind it`);
    // A word on an area has a rim in the colour of the area.
    const has_rim = !see_through.includes(style.stroke) && style.stroke !== behind(element);
    if (element instanceof SVGTextElement && style.fill === behind(element) && !has_rim) found.push(`${name(element)} is written in the colour behind it`);
}
// Every link of a drawing holds something to be seen: a mark or a word in another colour than what is behind it.
for (const mark of document.querySelectorAll('main svg a')) {
    // Over a line lie columns to be pointed at, which nobody sees in any colour.
    if (!mark.checkVisibility() || mark.querySelector('.hit-column')) continue;
    const parts = [...mark.querySelectorAll('path, rect, circle, line, text, use, polygon')];
    const seen = parts.some(part => {
        const style = getComputedStyle(part);
        return [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]].some(([colour, opacity]) =>
            !see_through.includes(colour) && colour !== behind(part) && parseFloat(opacity) > 0);
    });
    if (parts.length && !seen) found.push(`${name(mark)} cannot be seen`);
}
return [...new Set(found)].slice(0, 8);

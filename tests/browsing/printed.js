// What is wrong with a page on paper: called while the browser shows it as it prints, in a window as wide as the paper.
const found = [];
const says = element => element && element.checkVisibility() ? element.textContent.replace(/\s+/g, ' ').trim() : '';
const seen = says(document.body);
const name = element => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide, the paper ${root.clientWidth}`);
if (!says(document.querySelector('main h1, h1'))) found.push('no heading');
for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    // Paper does not scroll: what is outside is lost.
    if (['auto', 'scroll', 'hidden', 'clip'].includes(style.overflowX) && !(element instanceof SVGElement)
        && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) found.push(`${name(element)} is cut: ${element.scrollWidth} wide in ${element.clientWidth}`);
    if (['auto', 'scroll'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`${name(element)} is cut: ${element.scrollHeight} high in ${element.clientHeight}`);
    // A control that is still there cannot be pressed.
    if (element.matches('button, input, select')) found.push(`${name(element)} “${says(element).slice(0, 30)}” can be pressed`);
}
// A drawing stays whole when something around it may not break and fits the paper.
for (const drawing of document.querySelectorAll('main svg')) {
    const box = drawing.getBoundingClientRect();
    if (box.height < 100 || drawing.ownerSVGElement || !drawing.checkVisibility()) continue;
    if (box.height > PAPER_HEIGHT) found.push(`a drawing ${drawing.getAttribute('class')} in ${name(drawing.parentElement)} is ${Math.round(box.height)} high, the paper PAPER_HEIGHT`);
    let around = drawing;
    while (around && getComputedStyle(around).breakInside !== 'avoid') around = around.parentElement;
    if (!around) found.push(`a drawing in ${name(drawing.parentElement)} may break`);
}
return [seen, [...new Set(found)].slice(0, 8)];

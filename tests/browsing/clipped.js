// Texts of which a part is cut off: their box is smaller than they are, and what is too much is hidden.
const clips = style => ['hidden', 'clip'].includes(style.overflowX);
const found = [];
for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true })) continue;
    // Words of a drawing may stand in the margin around it, but not beyond the window.
    if (element instanceof SVGTextElement) {
        let drawing = element.ownerSVGElement;
        while (drawing.ownerSVGElement) drawing = drawing.ownerSVGElement;
        const box = element.getBoundingClientRect();
        const around = getComputedStyle(drawing).overflowX === 'visible'
            ? { left: 0, right: document.documentElement.clientWidth } : drawing.getBoundingClientRect();
        if (box.width > 0 && (box.left < around.left - 1 || box.right > around.right + 1)) {
            found.push(`“${element.textContent.slice(0, 50)}” sticks out of its drawing`);
        }
        continue;
    }
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // What only screen readers have is a pixel wide.
    if (!clips(style) || box.width <= 1 || box.height <= 1 || element instanceof SVGElement) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!text.data.trim() || text.parentElement.offsetWidth <= 1 || !text.parentElement.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
        range.selectNodeContents(text);
        // Within what scrolls by itself nothing is lost.
        let outer = text.parentElement;
        while (outer !== element && !['auto', 'scroll'].includes(getComputedStyle(outer).overflowX)) outer = outer.parentElement;
        if (outer !== element) continue;
        if ([...range.getClientRects()].some(part => part.width > 1 && (part.right > box.right + 1.5 || part.left < box.left - 1.5))) {
            found.push(`“${text.data.trim().slice(0, 50)}” in ${element.tagName.toLowerCase()}.${element.getAttribute('class')}`);
        }
    }
}
return [...new Set(found)].slice(0, 8);

// Asks Lighthouse for its scores: node lighthouse.mjs LIGHTHOUSE PORT_OF_THE_BROWSER ADDRESS...
// One line of JSON for each page: its address, its scores from 0 to 100, and what costs points.
const [lighthousePath, port, ...addresses] = process.argv.slice(2);
const { default: lighthouse } = await import(lighthousePath);
const options = {
    port: Number(port),
    logLevel: 'silent',
    onlyCategories: ['accessibility', 'best-practices'],
    disableFullPageScreenshot: true,
    // Nothing comes later on these pages: no waiting whether something does.
    pauseAfterFcpMs: 0,
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 0,
    cpuQuietThresholdMs: 0,
};
for (const address of addresses) {
    const { lhr } = await lighthouse(address, options);
    const categories = Object.values(lhr.categories);
    const lost = categories.flatMap(category => category.auditRefs).filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    console.log(JSON.stringify({
        address,
        error: lhr.runtimeError?.message,
        scores: Object.fromEntries(categories.map(({ id, score }) => [id, Math.round(score * 100)])),
        lost: lost.map(({ id }) => [id, ...(lhr.audits[id].details?.items ?? []).slice(0, 3).map(item => item.node?.snippet ?? item.description)]),
    }));
}

// What is measured is what telwire does, not how it is downloaded.
await new Promise((loaded) => addEventListener("load", loaded));
const start = performance.now();
const { aql } = await import("telwire");
aql.checkNumbers({ pattern: "0113 312012*" }).parse({ status: 200, body: "AQVOIP_OK\n44-113-3120120\n" });
document.body.textContent = String(performance.now() - start);

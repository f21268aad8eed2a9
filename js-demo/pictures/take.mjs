/**
 * Takes the pictures of the README: `CHROMIUM=/usr/bin/chromium npm run pictures`, after `npm run build`.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const SERVER = fileURLToPath(new URL("../dist/server/main.js", import.meta.url));

const WINDOW = { width: 1200, height: 760 };

const CUSTOMERS = [
  ["Ada", "Lovelace", "ada@example.com"],
  ["Alan", "Turing", "alan@example.com"],
];

const server = spawn(process.execPath, [SERVER]);
const [said] = await once(server.stdout, "data");
const [url] = /http:\S+?(?=[\s);]|$)/.exec(String(said));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(url);
  await choose(page);
  await order(page);
  // What says that something was done is gone by then.
  await page.locator(".toast").waitFor({ state: "detached" });
  await shoot(page, "order");
  await shoot(await experiment(page), "lab");
} finally {
  await browser.close();
  server.kill();
}

async function choose(page) {
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Get numbers" }).click();
  await page.getByLabel("Begins with").fill("312012");
  await page.getByRole("button", { name: "Search" }).click();
  for (const digit of CUSTOMERS.keys()) {
    await page.getByRole("checkbox", { name: `Put 0113 312 012${digit} into the basket` }).check();
  }
  await page.getByRole("tab", { name: "Worldwide" }).click();
  await page.getByLabel("Country").selectOption("Germany");
  await page.getByLabel("Region").selectOption("Berlin");
  await page.getByRole("button", { name: "Add to the basket" }).click();
}

async function order(page) {
  await page.getByRole("link", { name: "Go to the basket" }).click();
  for (const [row, [firstName, lastName, email]] of CUSTOMERS.entries()) {
    await page.getByLabel("First name for").nth(row).fill(firstName);
    await page.getByLabel("Last name for").nth(row).fill(lastName);
    await page.getByLabel("E-mail for").nth(row).fill(email);
  }
  await page.getByRole("link", { name: "Review 3 numbers" }).click();
  await page.getByRole("button", { name: "Order 3 numbers" }).click();
  await page.getByText("Save the SIP passwords now").waitFor();
  await page.getByText("3.50 USD").waitFor();
}

/** The same job for a naive program and for telwire, with a lost answer. */
async function experiment(page) {
  const lab = page.locator("details", { hasText: "Test lab" });
  await lab.locator("summary").first().click();
  await lab.getByRole("tab", { name: /naive/i }).click();
  await lab.getByRole("button", { name: "Run both" }).click();
  await lab.getByRole("heading", { name: "telwire" }).waitFor();
  return lab;
}

/** Of a page what its window shows, of a part of it all. */
async function shoot(what, name) {
  await what.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });
}

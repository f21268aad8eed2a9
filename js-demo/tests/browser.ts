/** Chromium, and somebody at a page of the portal. */

import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";

/** The program, where there is one. */
export const CHROMIUM = process.env["CHROMIUM"];

const FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--no-sandbox"];

/** How long something may take that somebody waits for, in milliseconds. */
const PATIENCE = 15_000;

export async function launch(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args: FLAGS });
}

/** Where somebody can go by the navigation. */
export type PlaceName = "Audit" | "Get numbers" | "Home" | "My numbers" | "Orders";

/** Somebody at a page. */
export class Desk {
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Opens the portal in a new window, or in a new tab of one that is open. */
  static async open(at: Browser | BrowserContext, url: string, user?: string): Promise<Desk> {
    const desk = new Desk(await at.newPage());
    await desk.page.goto(url);
    if (user !== undefined) {
      await desk.page.getByLabel("User").selectOption(user);
    }
    await desk.heading("Home");
    return desk;
  }

  /** Waits for a heading. */
  async heading(name: RegExp | string): Promise<void> {
    await this.page.getByRole("heading", { name, exact: true }).first().waitFor();
  }

  async go(place: PlaceName): Promise<void> {
    await this.page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place }).click();
    await this.heading(place);
  }

  async press(name: RegExp | string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async follow(name: RegExp | string): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).first().click();
  }

  /** Puts numbers of Leeds into the basket. */
  async choose(...numbers: readonly string[]): Promise<void> {
    await this.go("Get numbers");
    await this.page.getByLabel("Begins with").fill("312012");
    await this.press("Search");
    for (const number of numbers) {
      await this.page.getByRole("checkbox", { name: `Put ${number} into the basket` }).check();
    }
  }

  /** Puts so many numbers of Berlin into the basket. */
  async chooseBerlin(quantity = 1): Promise<void> {
    await this.go("Get numbers");
    await this.page.getByRole("tab", { name: "Worldwide" }).click();
    await this.page.getByLabel("Country").selectOption("Germany");
    await this.page.getByLabel("Region").selectOption("Berlin");
    await this.page.getByLabel("How many").fill(String(quantity));
    await this.press("Add to the basket");
  }

  /** Orders what is in the basket, and does not wait. */
  async place(): Promise<void> {
    await this.page.getByRole("link", { name: /^Basket/ }).click();
    await this.follow(/^Review \d+ numbers?$/);
    await this.press(/^Order \d+ numbers?$/);
  }

  /** Orders what is in the basket, up to the end. */
  async order(): Promise<void> {
    await this.place();
    await this.heading("Ordered");
  }

  /** Says to the lab what shall go wrong. */
  async arm(button: string): Promise<void> {
    await this.lab("Make it fail");
    await this.press(button);
  }

  /** Opens the lab there. */
  async lab(tab: string): Promise<Locator> {
    const lab = this.page.locator("details", { hasText: "Test lab" });
    if ((await lab.getAttribute("open")) === null) {
      await lab.locator("summary").click();
    }
    await lab.getByRole("tab", { name: tab }).click();
    return lab.getByRole("tabpanel");
  }

  /** What was really sold, and what the portal knows of it, by the lab. */
  async truth(): Promise<readonly string[]> {
    const panel = await this.lab("The truth");
    await panel.getByText(/sold/).first().waitFor();
    return (await panel.getByRole("row").allInnerTexts()).slice(1);
  }

  /** Everything that is to be read. */
  async text(): Promise<string> {
    return this.page.locator("main").innerText();
  }
}

/** The places of the portal. A new one is a line here. */

import type { ComponentType } from "preact";
import type { RouteComponentProps } from "wouter-preact";

import { Audit } from "./places/audit/Audit.js";
import { BasketPlace } from "./places/basket/BasketPlace.js";
import { ReviewPlace } from "./places/basket/ReviewPlace.js";
import { CheckoutPlace } from "./places/checkout/CheckoutPlace.js";
import { GetNumbers } from "./places/get/GetNumbers.js";
import { Home } from "./places/home/Home.js";
import { MyNumbers } from "./places/numbers/MyNumbers.js";
import { OrderPage } from "./places/orders/OrderPage.js";
import { Orders } from "./places/orders/Orders.js";

/** A place: where it is, and what it shows. */
export interface Place {
  /** The route, such as `/numbers/:id?`. */
  readonly path: string;
  /** What the navigation calls it; a place without is reached from others. */
  readonly text?: string;
  readonly component: ComponentType<RouteComponentProps>;
}

/** In the order of the navigation. */
export const PLACES: readonly Place[] = [
  { path: "/", text: "Home", component: Home },
  { path: "/get/:carrier?", text: "Get numbers", component: GetNumbers },
  { path: "/numbers/:id?", text: "My numbers", component: MyNumbers },
  { path: "/orders", text: "Orders", component: Orders },
  { path: "/orders/:id", component: OrderPage as Place["component"] },
  { path: "/audit", text: "Audit", component: Audit },
  { path: "/basket", component: BasketPlace },
  { path: "/review", component: ReviewPlace },
  { path: "/checkout", component: CheckoutPlace },
];

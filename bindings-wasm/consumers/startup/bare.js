import { measured } from "./measured.js";

console.log(measured());

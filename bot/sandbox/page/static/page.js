// The page's entry: wires the parts together. Everything is drawn by the server; scripts only carry clicks and keys.

import { listen } from "./scene.js";
import { startClock } from "./clock.js";
import { startComposers } from "./composer.js";
import { startElements } from "./elements.js";
import { startMenus } from "./menus.js";
import { startModals } from "./modals.js";
import { startPickers } from "./pickers.js";
import { startTables } from "./tables.js";
import { startTalk } from "./talk.js";
import { startTraffic } from "./traffic.js";

startMenus();
startPickers();
startElements();
startModals();
startComposers();
startTables();
startTalk();
startClock();
startTraffic();
listen();
// In a narrow window the rooms are a strip that may be longer than the window.
document.querySelector(".room[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
document.documentElement.dataset.ready = "";

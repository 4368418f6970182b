// A new story's address follows its title until somebody writes another one.

import { slugOf } from "./slugs.js";

const form = document.getElementById("story");
const title = form?.elements.namedItem("title");
const slug = form?.elements.namedItem("slug");
let own = false;

slug?.addEventListener("input", () => { own = slug.value !== ""; });
title?.addEventListener("input", () => { if (!own) slug.value = slugOf(title.value); });

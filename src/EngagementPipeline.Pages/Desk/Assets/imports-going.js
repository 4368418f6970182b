// Files that were undone count for nothing at once, but the rows of a large one take a while to go: says how many are left, until none is.

import { call } from "./call.js";

const every = 3000; // ms; they are removed by the thousand
const count = new Intl.NumberFormat("en-GB");
let going = [...document.querySelectorAll("tr[data-undone]")];

while (going.length > 0) {
  await new Promise((settle) => setTimeout(settle, every));
  const answer = await call("GET", "/api/imports");
  if (answer.status === 401) break;
  if (!answer.ok) continue;
  going = going.filter((row) => {
    const found = answer.body.items.find((item) => item.batch === row.dataset.undone && item.undoneAt);
    row.querySelector(".going").firstElementChild.textContent = found
      ? `${count.format(found.written)} of its rows still to be removed. Nothing more to do.`
      : "All of its rows are removed.";
    return found;
  });
}

// What a clock in London shows, wherever the browser is: a day and a time typed into a field, as an instant. As London.cs has it.

const hour = 3_600_000;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** "2026-10-25T01:30" for an instant in milliseconds. */
export function shownAt(instant) {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * @param {string} local "2026-10-25T01:30"
 * @returns {{instant: string, shown: string, note: string} | null} the instant in UTC, what London's clocks show then, and what to say where they show it twice, or skip it; null for no time.
 */
export function instantOf(local) {
  const typed = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : NaN;
  if (Number.isNaN(typed)) return null;
  const meant = [typed - hour, typed].filter((instant) => shownAt(instant) === local);
  const instant = meant[0] ?? typed;
  const shown = shownAt(instant);
  const note = meant.length === 2 ? `The clocks go back that night, so ${local.slice(11)} comes twice. The first is meant.`
    : meant.length === 0 ? `The clocks go forward that night, so there is no ${local.slice(11)}. ${shown.slice(11)} is meant.`
    : "";
  return { instant: new Date(instant).toISOString().replace(".000", ""), shown, note };
}

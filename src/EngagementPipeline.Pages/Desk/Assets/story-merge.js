// Two people changed one story: what each did since the document that both began from, put together. Cards are known by their ids, and a card's fields by
// their names, so that two who work on different things never meet. Pure: nothing here knows of a page.

const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/**
 * @returns {{document: any, conflicts: {card?: string, type?: string, field?: string, what: "field" | "deleted" | "order", mine?: any, theirs?: any, by?: "me" | "them"}[], theirs: number}}
 * `document` has both people's changes; where both changed the same thing, `keep` ("mine" or "theirs") says whose stands. `theirs` counts the things that came from them.
 */
export function merge(base, mine, theirs, keep = "mine") {
  const conflicts = [];
  let taken = 0;

  const one = (was, my, their, about) => {
    if (same(my, their) || same(their, was)) return my;
    if (same(my, was)) {
      taken++;
      return their;
    }
    conflicts.push({ what: "field", mine: my, theirs: their, ...about });
    return keep === "mine" ? my : their;
  };

  const document = {};
  for (const field of fieldsOf(base, mine, theirs)) {
    if (field !== "cards") set(document, field, one(base[field], mine[field], theirs[field], { field }));
  }

  const [was, my, their] = [base, mine, theirs].map((version) => new Map(version.cards.map((card) => [card.id, card])));
  const merged = new Map();
  for (const id of new Set([...their.keys(), ...my.keys()])) {
    const [b, m, t] = [was.get(id), my.get(id), their.get(id)];
    if (m && t) {
      merged.set(id, m.type === t.type ? mergedCard(b ?? {}, m, t, one) : m);
    } else if (!b) {
      if (t) taken++;
      merged.set(id, m ?? t); // added by one of the two
    } else {
      // One of the two deleted it. If the other left it as it was, it goes.
      const left = m ?? t;
      const by = m ? "them" : "me";
      if (same(left, b)) {
        if (m) taken++;
        continue;
      }
      conflicts.push({ what: "deleted", card: id, type: left.type, by, mine: m, theirs: t });
      if ((keep === "mine") === Boolean(m)) merged.set(id, left);
    }
  }

  const order = mergedOrder(base.cards, mine.cards, theirs.cards, merged, keep, conflicts);
  document.cards = order.map((id) => merged.get(id));
  return { document, conflicts, theirs: taken };
}

function mergedCard(base, mine, theirs, one) {
  const card = { id: mine.id, type: mine.type };
  for (const field of fieldsOf(base, mine, theirs)) {
    if (field !== "id" && field !== "type") set(card, field, one(base[field], mine[field], theirs[field], { card: mine.id, type: mine.type, field }));
  }
  return card;
}

/** The order of whoever changed it; what only one of them has comes after what it followed there. */
function mergedOrder(base, mine, theirs, merged, keep, conflicts) {
  const [b, m, t] = [base, mine, theirs].map((cards) => cards.map((card) => card.id).filter((id) => merged.has(id)));
  const common = (ids) => ids.filter((id) => m.includes(id) && t.includes(id));
  const moved = (ids) => !same(common(ids).filter((id) => b.includes(id)), b.filter((id) => m.includes(id) && t.includes(id)));
  const clash = moved(m) && moved(t) && !same(common(m), common(t));
  if (clash) conflicts.push({ what: "order" });
  const first = clash ? (keep === "mine" ? m : t) : moved(t) ? t : m;
  const second = first === m ? t : m;

  const order = [...first];
  second.forEach((id, i) => {
    if (order.includes(id)) return;
    const before = second.slice(0, i).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

const fieldsOf = (...versions) => [...new Set(versions.flatMap((version) => Object.keys(version)))];

function set(to, field, value) {
  if (value !== undefined) to[field] = value;
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

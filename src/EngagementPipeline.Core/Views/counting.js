// How a published page counts its reading (docs/views.md). What is sent is one record of one opening, in which every number only ever
// grows, so one that is lost is made up for by the next. Nothing is stored on the device. Comments and spaces are not sent, and names
// are letters, because every reader pays for every byte:
//   d document, n navigator, c cards, e the last of them, o tells which are on screen
//   v the record, a active ms, s until when they are counted, g last sign of a reader, x active ms at which to send again,
//   t timer (runs while on screen), f the last sending failed
(() => {
  const d = document, n = navigator, c = [...d.querySelectorAll("[data-card]")], e = c[c.length - 1], now = () => performance.now();
  let v, a, s, g, x, t, f;
  const o = self.IntersectionObserver && new IntersectionObserver(m => m.map(m => {
    const i = +m.target.dataset.card, r = m.isIntersecting;
    r && (i > 199 || v.cards.includes(i) || v.cards.push(i));
    // On screen to within a pixel, or scrolled past: off screen, the intersection is at 0.
    if (m.target == e && m.intersectionRect.bottom > m.boundingClientRect.bottom - r) v.done = !0;
  }));
  // An observer tells when a card comes, not when its end does. Asked anew, it tells how things are.
  const look = () => {
    if (o) {
      o.disconnect();
      c.map(i => o.observe(i));
    }
  };
  // i: the page is being left. A beacon survives that; only fetch tells whether it was heard.
  const send = i => {
    if (n.globalPrivacyControl || n.doNotTrack == 1 || d.documentElement.dataset.count) return;
    v.activeMs = Math.min(a, 864e5) | 0;
    const body = JSON.stringify(v), bad = () => {
      f = 1;
      x = a + 1e4;
    };
    v.seq++;
    f = 0;
    i && n.onLine && n.sendBeacon($collector, body) ||
      fetch($collector, { method: "POST", body, keepalive: !0 }).then(i => i.ok || bad(), bad);
  };
  // Time counts while the page is on screen and there was a sign of a reader in the last 30 minutes.
  const measure = () => {
    const i = now();
    if (i < g + 18e5) a += i - s;
    s = i;
  };
  const hide = () => {
    if (t) {
      t = clearInterval(t);
      measure();
      send(1);
    }
  };
  // A page that is prerendered, or waits in a background tab, is hidden.
  const show = () => {
    if (d.hidden) return hide();
    if (t) return;
    if (!v) {
      v = {
        id: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/\W/g, "_"),
        story: "$story", version: $version, seq: 0,
        via: (/[?&]via=([a-z\d-]{3,32})(&|$)/.exec(location.search) || [])[1],
        cards: [], interactions: 0
      };
      a = f = 0;
      x = 15e3;
      look();
    }
    s = g = now();
    // Sends at 15, 30 and 60 seconds, and every minute from there.
    t = setInterval(() => {
      measure();
      look();
      if (a >= x) {
        x += x < 6e4 ? x : 6e4;
        send();
      }
    }, 1e3);
    if (f || !v.seq) send();
  };
  d.addEventListener("visibilitychange", show);
  d.addEventListener("story:used", () => v.interactions++);
  addEventListener("pagehide", hide);
  addEventListener("online", () => f && send());
  // Back from the browser's memory: the same page, opened again.
  addEventListener("pageshow", i => {
    if (i.persisted) {
      hide();
      v = 0;
      show();
    }
  });
  ["scroll", "click", "keydown"].map(i => addEventListener(i, () => {
    if (t) {
      g = now();
      look();
    }
  }, !0));
  show();
})();

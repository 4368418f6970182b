// One call of the service's API. It never throws: an answer that did not come is an answer too, with status 0.

const unreachable = () => ({
  title: navigator.onLine === false ? "You are offline" : "The service cannot be reached",
  detail: "Nothing was sent, and what you typed is still here. Try again when there is signal.",
});

const signedOut = {
  title: "You have been signed out",
  detail: "What you typed is still here. Sign in again in another tab, then come back and send it.",
  signIn: true,
};

/** A body that is a Blob is sent as it is, any other as JSON. @returns {Promise<{ok: boolean, status: number, body?: any, mark?: string, problem?: any}>} `mark` is the ETag, for ifMatch. */
export async function call(method, path, body, { ifMatch, signal, keepalive } = {}) {
  const headers = { Accept: "application/json" };
  const raw = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = raw ? body.type : "application/json";
  if (ifMatch) headers["If-Match"] = ifMatch;

  let response;
  try {
    response = await fetch(path, { method, headers, signal, redirect: "manual", keepalive, body: body === undefined || raw ? body : JSON.stringify(body) });
  } catch {
    return { ok: false, status: 0, problem: unreachable() };
  }

  // A redirect can only be the way to the sign-in page.
  if (response.type === "opaqueredirect" || response.status === 401) return { ok: false, status: 401, problem: signedOut };

  const text = await response.text().catch(() => "");
  let answer;
  try {
    answer = text ? JSON.parse(text) : undefined;
  } catch {
    answer = undefined;
  }

  if (response.ok) return { ok: true, status: response.status, body: answer, mark: response.headers.get("ETag") ?? undefined };
  return { ok: false, status: response.status, problem: answer?.title ? answer : { title: "Something went wrong on our side", detail: "What you typed is still here. Trying again is safe." } };
}

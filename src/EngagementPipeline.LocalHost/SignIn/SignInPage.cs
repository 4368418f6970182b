using System.Text.Encodings.Web;

namespace EngagementPipeline.LocalHost.SignIn;

/// <summary>The development sign-in page: plain HTML that works without scripts.</summary>
internal static class SignInPage
{
    private const string Style = """
        :root { color-scheme: light dark; --paper: #fff; --panel: #f5f3fa; --ink: #1d2433; --quiet: #4a5568; --plum: #5b4b8a; --on-plum: #fff; --clay: #b4431f; --line: #cfc9de }
        @media (prefers-color-scheme: dark) { :root { --paper: #1b1a22; --panel: #25232f; --ink: #f4efe6; --quiet: #b9b4c7; --plum: #c9b8ff; --on-plum: #1b1a22; --clay: #ffb59a; --line: #4a4658 } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
        main { max-width: 34rem; margin: 0 auto; padding: 40px 20px 64px }
        h1 { font: 600 2rem/1.2 "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif; margin: 0 0 8px }
        p { margin: 0 0 20px } .quiet { color: var(--quiet) }
        form { margin: 0 0 24px } fieldset { border: 0; margin: 0 0 24px; padding: 0 } legend, .label { display: block; font-weight: 600; padding: 0; margin: 0 0 8px }
        input[type=text] { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 6px; padding: 8px 12px; margin: 0 0 24px; min-height: 44px }
        .role { display: flex; gap: 12px; align-items: flex-start; padding: 10px 0; border-top: 1px solid var(--line); cursor: pointer }
        .role input { width: 20px; height: 20px; margin: 3px 0 0; accent-color: var(--plum); flex: none } .role small { display: block; color: var(--quiet); font-size: .9375rem }
        button { font: inherit; font-weight: 600; min-height: 44px; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--plum); background: var(--plum); color: var(--on-plum); cursor: pointer }
        button.plain { background: transparent; color: var(--plum) }
        :focus-visible { outline: 3px solid var(--plum); outline-offset: 2px }
        .panel { background: var(--panel); border-radius: 6px; padding: 16px 20px; margin: 0 0 24px } .panel form { margin: 12px 0 0 } .panel p { margin: 0 }
        .error { border-left: 4px solid var(--clay); padding: 4px 0 4px 16px; color: var(--clay); font-weight: 600 }
        """;

    private static readonly Dictionary<string, (string Title, string Does)> Words = new(StringComparer.Ordinal)
    {
        ["engagement-worker"] = ("Engagement worker", "records sessions, consent and what young people said"),
        ["comms"] = ("Comms", "makes and publishes stories"),
        ["report-author"] = ("Report author", "brings in figures and makes the annual report"),
        ["safeguarding-lead"] = ("Safeguarding lead", "looks at what was put on hold"),
        ["admin"] = ("Administrator", "may do what workers, comms and report authors may"),
    };

    /// <param name="signedIn">Who is signed in already; null for nobody.</param>
    /// <param name="name">What stands in the name field.</param>
    /// <param name="roles">The roles that are ticked.</param>
    /// <param name="returnTo">The path to go to afterwards.</param>
    /// <param name="error">What to put right, in words; null at first sight.</param>
    public static string Render(LocalPerson? signedIn, string name, IReadOnlyList<string> roles, string returnTo, string? error) => $"""
        <!doctype html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{(error is null ? "" : "Something is missing: ")}Sign in on this machine</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>Sign in on this machine</h1>
        <p class="quiet">For trying things out. Pick who you want to be; there is no password. This page exists only where the service runs on one machine.</p>
        {(signedIn is null ? "" : SignedIn(signedIn))}
        {(error is null ? "" : $"<p class=\"error\" id=\"error\" role=\"alert\">{Text(error)}</p>")}
        <form method="post" action="/local/sign-in">
        <input type="hidden" name="return" value="{Text(returnTo)}">
        <label class="label" for="name">Your name</label>
        <input type="text" id="name" name="name" value="{Text(name)}" maxlength="100" autocomplete="off">
        <fieldset{(error is null ? "" : " aria-describedby=\"error\"")}>
        <legend>What you are here to do</legend>
        {string.Join('\n', LocalPerson.AllRoles.Select(role => Choice(role, roles.Contains(role))))}
        </fieldset>
        <button>Sign in</button>
        </form>
        </main>
        </body>
        </html>

        """;

    private static string SignedIn(LocalPerson person) => $"""
        <div class="panel">
        <p>You are <strong>{Text(person.Name)}</strong>: {string.Join(", ", person.Roles.Select(role => Words[role].Title.ToLowerInvariant()))}.</p>
        <form method="post" action="/local/sign-out"><button class="plain">Sign out</button></form>
        </div>
        """;

    private static string Choice(string role, bool ticked) => $"""
        <label class="role"><input type="checkbox" name="role" value="{role}"{(ticked ? " checked" : "")}><span>{Words[role].Title}<small>{Words[role].Does}</small></span></label>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk;

/// <summary>Why a page is not shown, and what to do about it.</summary>
public sealed record RefusedView(string Title, IReadOnlyList<string> Lines, bool OffersSignIn = false)
{
    /// <param name="rolesThatMay">Who may open the page, for somebody whose role does not let them.</param>
    /// <param name="number">The request's correlation id, for somebody who will ask for help.</param>
    public static RefusedView Of(Refusal refusal, IReadOnlyList<Role> rolesThatMay, string? number = null) => refusal.Status switch
    {
        401 => new("Please sign in", ["This page is for people who work here. Sign in with your work account, and you come straight back to it."], OffersSignIn: true),
        403 => new("This page is for somebody else", [Needed(rolesThatMay), "If you should have it, ask your administrator. Roles take effect the next time you sign in."], OffersSignIn: true),
        404 => new("There is nothing here", ["The address may be mistyped, or what it led to has been removed."]),
        503 => new("This does not work just now", [
            "The place where everything is kept is not answering. What was saved before is still there.",
            "Please wait a minute, and open this page again. Did you just send something? Then look whether it is there. If it is not, send it again: twice does no harm.",
            .. NumberOf(number),
        ]),
        >= 500 => new("Something went wrong on our side", [
            "Nothing you did was lost by it. It has been noted. Try again in a minute.",
            .. NumberOf(number),
        ]),
        _ => new(refusal.Title, refusal.Detail is { } detail ? [detail] : []),
    };

    private static IReadOnlyList<string> NumberOf(string? number) => number is null ? [] : [$"If it happens again, tell your administrator this number: {number}"];

    private static string Needed(IReadOnlyList<Role> roles) => roles switch
    {
        [] => "Your role does not open it.",
        [var role] => $"It needs the role {Quoted(role)}.",
        _ => $"It needs one of these roles: {Say.List(roles.Select(Quoted))}.",
    };

    private static string Quoted(Role role) => $"“{Say.Name(role)}”";
}

using EngagementPipeline.Pages.Story;

namespace EngagementPipeline.Pages.MyVoice;

/// <summary>
/// What the pages about somebody's own words are made of: the story's sheet and one of their own, a small script, and a policy that lets
/// them load nothing else and send forms to this service only.
/// </summary>
public static class MyVoiceLook
{
    private static readonly Lazy<string> Sheet = new(() => PageAssets.StylesFor([]) + PageAssets.OfMyVoice("my-voice.css"));

    private static readonly Lazy<string> Code = new(() => $"\"use strict\";\n{PageAssets.OfMyVoice("my-voice.js")}");

    internal static string Style => Sheet.Value;

    internal static string Script => Code.Value;

    /// <summary>With <c>frame-ancestors</c>, for the header; the page says the rest of itself.</summary>
    public static string Policy => $"{OfPage}; frame-ancestors 'none'";

    /// <summary>Of the page in the file that somebody keeps: it wears its style, and does nothing.</summary>
    internal static string OfFile => $"default-src 'none'; style-src {PageAssets.HashOf(Style)}; img-src data:; base-uri 'none'; form-action 'none'";

    internal static string OfPage =>
        $"default-src 'none'; script-src {PageAssets.HashOf(Script)}; style-src {PageAssets.HashOf(Style)}; img-src data:; "
        + "connect-src 'none'; base-uri 'none'; form-action 'self'";
}

/// <summary>The page that asks for a code. <paramref name="Typed"/> is what somebody typed that opened nothing; <paramref name="NotNow"/>: it could not be opened.</summary>
public sealed record TypeCodeView(bool NotFound = false, string? Typed = null, bool Closed = false, bool NotNow = false);

/// <summary>
/// What the code opened, for whoever holds it. <paramref name="Code"/> goes into the page's forms, so that nobody has to type it twice, and
/// nowhere else. <paramref name="Said"/> tells what was just done.
/// </summary>
public sealed record MyVoiceView(Core.MyVoice.WhatYourWordsDid Did, string Code, IReadOnlyDictionary<Core.Shared.StoryId, Uri> Addresses, string? Said = null);

/// <summary>The question before the words are taken down. <paramref name="Media"/>: pictures or sounds go with them.</summary>
public sealed record TakeDownView(string Code, bool Media = false);

/// <summary><paramref name="Trouble"/> says what to do where the last try asked for nothing, or for nothing that is left.</summary>
public sealed record FewerPlacesView(Core.Voices.Scope Covers, string Code, string? Trouble = null, bool Media = false);

/// <summary>After they were taken down.</summary>
public sealed record TakenDownView;

/// <summary>A card to print. <paramref name="Address"/> is that of the page where the code is typed, without the code.</summary>
public sealed record CardView(Core.MyVoice.MyCard Card, Uri Address);

using EngagementPipeline.Core.MyVoice;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk;

namespace EngagementPipeline.Pages.MyVoice;

/// <summary>Says things to a young person: words that a nine-year-old reads easily, in short sentences. A test measures them.</summary>
internal static class Plainly
{
    /// <summary>The helpline for children and young people in the UK (childline.org.uk).</summary>
    public const string Childline = "0800 1111";

    public static string Of(Use use) => use switch
    {
        Use.Quote => "your words",
        Use.Audio => "your voice, so that people can hear you",
        _ => "a picture of you",
    };

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Story => "on a web page",
        Purpose.Training => "to teach grown-ups who work with children",
        _ => "in our book about the year",
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.Local => "people near here",
        Audience.Regional => "people in this part of the country",
        _ => "people in the whole country",
    };

    public static string Times(long opened) => opened switch
    {
        0 => "nobody yet",
        1 => "once",
        2 => "twice",
        _ => $"{Say.Number(opened)} times",
    };

    /// <summary>One sentence about where the words are, for the top of the page.</summary>
    public static string Summary(WhatYourWordsDid did) => did switch
    {
        { Pages: { Count: > 0 } pages } => $"{OnShow(did)} on {Pages(pages.Count)}. {Opened(did.Opened, pages.Count)}",
        { Words: [], Media: not [] } => "You are not on a page yet.",
        { Words: [] } => "We have not written down any words from you yet.",
        _ when did.Words.All(words => words.State == WordsState.NotUsed) => "Your words are not on a page.",
        _ => "Your words are not on a page yet.",
    };

    /// <summary>What the pictures and sounds are called together.</summary>
    public static string OfYou(IReadOnlyList<MyMedia> media) => (media.Any(one => one.Kind == MediaKind.Image), media.Any(one => one.Kind == MediaKind.Audio)) switch
    {
        (true, true) => "Pictures and sounds of you",
        (true, _) => media.Count == 1 ? "A picture of you" : "Pictures of you",
        _ => "Your voice",
    };

    private static string OnShow(WhatYourWordsDid did)
    {
        var shown = did.Media.Where(one => one.OnShow).ToList();
        if (shown is [])
            return "Your words are";
        if (did.Words.Any(said => said.State == WordsState.OnShow))
            return "You are";
        return OfYou(shown) is var what && shown.Count > 1 && what != "Your voice" ? $"{what} are" : $"{what} is";
    }

    private static string Pages(int count) => count == 1 ? "1 page" : $"{Say.Number(count)} pages";

    private static string Opened(long opened, int pages) => opened switch
    {
        0 => pages == 1 ? "Nobody has opened it yet." : "Nobody has opened them yet.",
        _ => $"People have opened {(pages == 1 ? "it" : "them")} {Times(opened)}.",
    };
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice;

/// <summary>What a code opens: everything that came of what one young person said under one consent.</summary>
public sealed record WhatYourWordsDid
{
    public required ConsentState State { get; init; }

    /// <summary>When it ended: the day it was withdrawn, or its last day.</summary>
    public DateOnly? EndedOn { get; init; }

    public required IReadOnlyList<Use> Uses { get; init; }

    public required Scope Covers { get; init; }

    /// <summary>In the order in which they were said.</summary>
    public required IReadOnlyList<MyWords> Words { get; init; }

    /// <summary>Pictures and sounds of them, in the order in which they were sent.</summary>
    public IReadOnlyList<MyMedia> Media { get; init; } = [];

    /// <summary>Those that show any of it, by launch.</summary>
    public required IReadOnlyList<MyPage> Pages { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<MyOutcome> Outcomes { get; init; }

    public long Opened => Pages.Sum(page => page.Opened);
}

public enum WordsState
{
    /// <summary>
    /// Not reviewed, or on hold. The two look the same on purpose, without their words: whoever else may see this page learns nothing
    /// from it.
    /// </summary>
    BeingRead,

    /// <summary>Approved, and on no page now.</summary>
    Ready,
    OnShow,

    /// <summary>Turned down in review.</summary>
    NotUsed,

    /// <summary>Erased: nothing is left but that something was said.</summary>
    TakenBack,
}

/// <summary>
/// One thing that was said. <paramref name="Words"/> as they are, or would be, shown; null where they are <see cref="WordsState.BeingRead"/>
/// or <see cref="WordsState.NotUsed"/>.
/// </summary>
public sealed record MyWords(WordsState State, DateOnly SaidOn, string? Words, string Language, string? Credit);

/// <summary>
/// One picture or sound of them. <paramref name="Says"/> is what the pages say of it, and null while it is on none; <paramref name="Picture"/> the picture itself, small.
/// </summary>
public sealed record MyMedia(MediaKind Kind, string? Says, LanguageTag? Language, MyPicture? Picture, IReadOnlyList<StoryId> Pages)
{
    public bool OnShow => Pages is not [];
}

public sealed record MyPicture(string ContentType, ReadOnlyMemory<byte> Bytes, int Width, int Height);

/// <summary>A page that shows some of the words, or a picture or a sound. <paramref name="Opened"/>: page views since its launch, as the newest roll-up left them.</summary>
public sealed record MyPage(StoryId Story, Slug Slug, string Title, Audience Audience, long Opened, DateOnly Since);

/// <summary><paramref name="YouSaid"/> is null once the words are taken back; <paramref name="ByMany"/> when a theme was answered.</summary>
public sealed record MyOutcome(string? YouSaid, string WeDid, DateOnly DecidedOn, string? By, bool ByMany);

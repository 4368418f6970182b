using System.Collections.Immutable;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>What a number of views add up to. Sums of days add up to those of a month, except visitors: a visitor has no identity past a day.</summary>
public sealed record ViewSums
{
    public required long Views { get; init; }

    public required long Completed { get; init; }

    public required long Interactions { get; init; }

    public required long Glances { get; init; }

    public required long QuickReads { get; init; }

    public required long DeepReads { get; init; }

    public required ActiveTimes ActiveTimes { get; init; }

    public required VisitorSketch Visitors { get; init; }

    /// <summary>By a card's place: how many views reached it. As long as the last card anybody reached.</summary>
    public required IReadOnlyList<long> Cards { get; init; }

    /// <summary>By published version: how many views opened it.</summary>
    public required IReadOnlyDictionary<int, long> Versions { get; init; }
}

/// <summary>
/// One story's day as the roll-up found it: everything that was received, and what it comes to. Replaces what was found before;
/// nothing is ever added to it.
/// </summary>
/// <param name="Lines">
/// How many log lines were looked at for it. The log only grows, so of two findings for a day the one that looked at more knows more.
/// </param>
/// <param name="Provisional">Until the day is closed, at 03:00 on the next.</param>
/// <param name="Received">Records received on the day: views + excluded + <paramref name="Repeats"/>, to the unit.</param>
/// <param name="Repeats">Records that said more, or the same again, of a view that had begun.</param>
/// <param name="Excluded">Page openings that are not views, by the reason.</param>
/// <param name="Shares">Sums by share code (empty for none), ordinal; only those with views.</param>
public sealed record StoryDay(
    StoryId Story,
    ProjectId Project,
    DateOnly Day,
    long Lines,
    bool Provisional,
    long Received,
    long Repeats,
    IReadOnlyDictionary<Exclusion, long> Excluded,
    IReadOnlyDictionary<string, ViewSums> Shares)
{
    /// <summary>Whether this belongs in the place of a finding that looked at so many lines, and was or was not provisional.</summary>
    public bool Supersedes(long lines, bool provisional) => Lines > lines || (Lines == lines && provisional && !Provisional);
}

/// <summary>Adds views, and sums of views, up.</summary>
internal sealed class ViewTally
{
    private readonly ActiveTimes _activeTimes = new();
    private readonly VisitorSketch _visitors = new();
    private readonly long[] _cards = new long[CardSet.Limit + 56]; // whole words of CardSet
    private readonly SortedDictionary<int, long> _versions = [];
    private readonly long[] _depths = new long[3];
    private long _views;
    private long _completed;
    private long _interactions;

    /// <summary>Views of the version that came last, which are not in <see cref="_versions"/> yet: nearly all are of one.</summary>
    private (int Version, long Views) _ofOneVersion;

    public long Views => _views;

    public void Add(in ViewState view, int version, CardSet cards)
    {
        _views++;
        _completed += view.Done ? 1 : 0;
        _interactions += view.Interactions;
        _depths[(int)Depths.Of(view.ActiveMs)]++;
        _activeTimes.Add(view.ActiveMs);
        _visitors.Add(view.Visitor);
        cards.AddTo(_cards);
        if (version != _ofOneVersion.Version)
            CountVersion(version);
        _ofOneVersion.Views++;
    }

    public void Add(ViewSums sums)
    {
        _views += sums.Views;
        _completed += sums.Completed;
        _interactions += sums.Interactions;
        _depths[(int)Depth.Glance] += sums.Glances;
        _depths[(int)Depth.Quick] += sums.QuickReads;
        _depths[(int)Depth.Deep] += sums.DeepReads;
        _activeTimes.Add(sums.ActiveTimes);
        _visitors.UnionWith(sums.Visitors);
        for (var card = 0; card < sums.Cards.Count; card++)
            _cards[card] += sums.Cards[card];
        foreach (var (version, views) in sums.Versions)
            _versions[version] = _versions.GetValueOrDefault(version) + views;
    }

    public ViewSums Total()
    {
        CountVersion(_ofOneVersion.Version);
        return Sums();
    }

    private void CountVersion(int next)
    {
        if (_ofOneVersion.Views > 0)
            _versions[_ofOneVersion.Version] = _versions.GetValueOrDefault(_ofOneVersion.Version) + _ofOneVersion.Views;
        _ofOneVersion = (next, 0);
    }

    private ViewSums Sums() => new()
    {
        Views = _views,
        Completed = _completed,
        Interactions = _interactions,
        Glances = _depths[(int)Depth.Glance],
        QuickReads = _depths[(int)Depth.Quick],
        DeepReads = _depths[(int)Depth.Deep],
        ActiveTimes = _activeTimes,
        Visitors = _visitors,
        Cards = _cards[..(Array.FindLastIndex(_cards, views => views > 0) + 1)],
        Versions = _versions.ToImmutableSortedDictionary(),
    };
}

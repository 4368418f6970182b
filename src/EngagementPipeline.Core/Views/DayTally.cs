using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>Adds up a story's page openings of one day, by share and by the reason why some are no views.</summary>
internal sealed class DayTally
{
    private readonly PublishedStory _facts;
    private readonly ViewTally _withoutShare = new();
    private readonly Dictionary<ulong, (string Share, ViewTally Tally)> _shares = [];
    private readonly long[] _excluded = new long[Enum.GetValues<Exclusion>().Length];
    private long _openings;

    public DayTally(PublishedStory facts)
    {
        _facts = facts;
        foreach (var share in facts.ShareCodes.Keys)
            _shares[ShareHash.Of(share)] = (share, new());
    }

    public void Add(in ViewState view)
    {
        _openings++;
        if (!view.Kept)
        {
            _excluded[(int)view.Reason]++;
            return;
        }

        var tally = view.Via != 0 && _shares.TryGetValue(view.Via, out var share) ? share.Tally : _withoutShare;
        var version = view.Version <= _facts.Version ? view.Version : 0;
        tally.Add(view, version, view.Version == _facts.Version ? view.Cards.Below(_facts.CardCount) : view.Cards);
    }

    public StoryDay Total(DateOnly day, long received, long lines, bool provisional) => new(
        _facts.Id, _facts.Project, day, lines, provisional, received, received - _openings,
        Enum.GetValues<Exclusion>().ToDictionary(reason => reason, reason => _excluded[(int)reason]),
        _shares.Values.Append((Share: "", Tally: _withoutShare))
            .Where(share => share.Tally.Views > 0)
            .OrderBy(share => share.Share, StringComparer.Ordinal)
            .ToDictionary(share => share.Share, share => share.Tally.Total(), StringComparer.Ordinal));
}

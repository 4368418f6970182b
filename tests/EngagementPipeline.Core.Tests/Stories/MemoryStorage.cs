using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Rows under marks, each call a step of its own and whole.</summary>
internal sealed class Marked<TKey, TValue>(Steps steps, string name)
    where TKey : notnull
    where TValue : class
{
    private readonly SortedDictionary<string, (TKey Key, Versioned<TValue> Row)> _rows = new(StringComparer.Ordinal);
    private int _writes;

    /// <summary>When true, writes take no notice of marks: for showing that the tests would notice.</summary>
    public bool IgnoresMarks { get; set; }

    public IEnumerable<TValue> Now => _rows.Values.Select(row => row.Row.Value);

    public async Task<Versioned<TValue>?> FindAsync(TKey key)
    {
        await steps.AtAsync($"{name}.find");
        return Peek(key);
    }

    public Versioned<TValue>? Peek(TKey key) => _rows.TryGetValue(key.ToString()!, out var row) ? row.Row : null;

    public async Task<IReadOnlyList<TValue>> ListAsync()
    {
        await steps.AtAsync($"{name}.list");
        return [.. Now];
    }

    public async Task<bool> PutAsync(TKey key, TValue value, string? onlyIf)
    {
        await steps.AtAsync($"{name}.put");
        if (!IgnoresMarks && Peek(key)?.Mark != onlyIf)
            return false;
        _rows[key.ToString()!] = (key, new(value, (++_writes).ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    public async Task RemoveAsync(TKey key, string? onlyIf = null)
    {
        await steps.AtAsync($"{name}.remove");
        if (onlyIf is null || Peek(key)?.Mark == onlyIf)
            _rows.Remove(key.ToString()!);
    }
}

internal sealed class MemoryDrafts(Steps steps) : IStoryDrafts, IStoryVersions
{
    private readonly Marked<StoryId, StoryHead> _heads = new(steps, "drafts");
    private readonly Dictionary<string, StoryDocument> _documents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Story, int Revision), StoryVersion> _versions = [];

    /// <summary>Cards that every document has lost, as after a release that has their type no more.</summary>
    public IReadOnlyList<LostCard> Lost { get; set; } = [];

    public StoryDocument Peek(StoryId story, string document) => _documents[$"{story}/{document}"];

    public Task<Versioned<StoryHead>?> FindAsync(StoryId story, CancellationToken cancellationToken) => _heads.FindAsync(story);

    public async Task<bool> AddRevisionAsync(StoryHead next, StoryDocument document, string? onlyIf, CancellationToken cancellationToken)
    {
        await steps.AtAsync("drafts.keep");
        _documents[$"{next.Id}/{next.Document}"] = document;
        if (!await _heads.PutAsync(next.Id, next, onlyIf))
            return false;
        _versions[($"{next.Id}", next.Revision)] = new(next, null);
        return true;
    }

    public async Task NotePublishedAsync(StoryId story, int revision, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await steps.AtAsync("drafts.published");
        if (_versions.TryGetValue(($"{story}", revision), out var version))
            _versions[($"{story}", revision)] = version with { PublishedAt = at };
    }

    async Task<StoryVersion?> IStoryVersions.FindAsync(StoryId story, int revision, CancellationToken cancellationToken)
    {
        await steps.AtAsync("versions.find");
        return _versions.GetValueOrDefault(($"{story}", revision));
    }

    async Task<IReadOnlyList<StoryVersion>> IStoryVersions.ListAsync(StoryId story, int newest, int most, CancellationToken cancellationToken)
    {
        await steps.AtAsync("versions.list");
        return [.. _versions.Values.Where(version => version.Head.Id == story && version.Head.Revision <= newest).Reverse().Take(most)];
    }

    async Task<OldDocument> IStoryVersions.ReadAsync(StoryId story, string document, CancellationToken cancellationToken) =>
        new(await ReadAsync(story, document, cancellationToken), Lost);

    public async Task<StoryDocument> ReadAsync(StoryId story, string document, CancellationToken cancellationToken)
    {
        await steps.AtAsync("drafts.read");
        return _documents[$"{story}/{document}"];
    }

    public async Task<Page<StoryHead>> ListAsync(string? after, CancellationToken cancellationToken) =>
        new([.. (await _heads.ListAsync()).Where(head => after is null || string.CompareOrdinal(head.Id.ToString(), after) > 0)], null);

    public async Task<IReadOnlyList<StoryId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken) =>
        [.. (await _heads.ListAsync()).Where(head => head.Project == project).Select(head => head.Id)];

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        foreach (var name in _documents.Keys.Where(name => name.StartsWith($"{story}/", StringComparison.Ordinal)).ToList())
            _documents.Remove(name);
        await _heads.RemoveAsync(story);
    }
}

internal sealed class MemoryLive(Steps steps) : ILiveStories
{
    public Marked<StoryId, LiveStory> Rows { get; } = new(steps, "live");

    public Task<Versioned<LiveStory>?> FindAsync(StoryId story, CancellationToken cancellationToken) => Rows.FindAsync(story);

    public Task<bool> PutAsync(LiveStory wish, string? onlyIf, CancellationToken cancellationToken) => Rows.PutAsync(wish.Story, wish, onlyIf);

    public async Task<IReadOnlyList<LiveStory>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await Rows.ListAsync()).OrderBy(wish => wish.LaunchedAt)];

    public async Task<IReadOnlyList<StoryId>> UnconfirmedAsync(CancellationToken cancellationToken) =>
        [.. (await Rows.ListAsync()).Where(wish => !wish.Confirmed).Select(wish => wish.Story)];

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => Rows.RemoveAsync(story);
}

internal sealed class MemorySite(Steps steps) : ISite
{
    public Marked<Slug, SitePage> Pages { get; } = new(steps, "site");

    public async Task<SitePage?> ReadAsync(Slug slug, CancellationToken cancellationToken) => (await Pages.FindAsync(slug))?.Value;

    public async Task<string?> MarkAsync(Slug slug, CancellationToken cancellationToken) => (await Pages.FindAsync(slug))?.Mark;

    public Task<bool> WriteAsync(Slug slug, SitePage page, string? onlyIf, Func<CancellationToken, Task> beforeNewFile, CancellationToken cancellationToken) =>
        Pages.PutAsync(slug, page, onlyIf);

    public Task<SiteFileContent?> ReadFileAsync(Slug slug, string name, CancellationToken cancellationToken) => Task.FromResult<SiteFileContent?>(null);
}

internal class MemoryUses<T>(Steps steps) : IUses<T>
    where T : notnull
{
    public Dictionary<(T Shown, StoryId Story), int> Rows { get; } = [];

    /// <summary>When true, nothing is noted: for showing that the tests would notice.</summary>
    public bool Forgetful { get; set; }

    public async Task RecordAsync(IReadOnlyCollection<T> shown, StoryId story, int publication, CancellationToken cancellationToken)
    {
        foreach (var one in shown)
        {
            await steps.AtAsync("uses.record");
            if (!Forgetful)
                Rows[(one, story)] = Math.Max(publication, Rows.GetValueOrDefault((one, story)));
        }
    }

    public async Task<IReadOnlyList<StoryId>> StoriesOfAsync(T shown, CancellationToken cancellationToken)
    {
        await steps.AtAsync("uses.stories");
        return [.. Rows.Keys.Where(use => Equals(use.Shown, shown)).Select(use => use.Story)];
    }

    // Storage reads the row and then deletes it on condition that it is still the same: one step here, as it is there.
    public async Task ForgetAsync(T shown, StoryId story, int upTo, CancellationToken cancellationToken)
    {
        await steps.AtAsync("uses.forget");
        if (Rows.TryGetValue((shown, story), out var publication) && publication <= upTo)
            Rows.Remove((shown, story));
    }
}

internal sealed class MemoryQuoteUses(Steps steps) : MemoryUses<VoiceId>(steps), IQuoteUses;

internal sealed class MemoryMediaUses(Steps steps) : MemoryUses<MediaId>(steps), IMediaUses;

internal sealed class MemoryClaims(Steps steps) : ISlugClaims
{
    public Marked<Slug, SlugClaim> Rows { get; } = new(steps, "claims");

    public Task<Versioned<SlugClaim>?> FindAsync(Slug slug, CancellationToken cancellationToken) => Rows.FindAsync(slug);

    public Task<bool> PutAsync(SlugClaim claim, string? onlyIf, CancellationToken cancellationToken) => Rows.PutAsync(claim.Slug, claim, onlyIf);

    public Task ReleaseAsync(Versioned<SlugClaim> claim, CancellationToken cancellationToken) => Rows.RemoveAsync(claim.Value.Slug, claim.Mark);
}

internal sealed class MemoryShares(Steps steps) : IShares
{
    private readonly Marked<string, Share> _rows = new(steps, "shares");

    public async Task<Share?> FindAsync(StoryId story, ShareCode code, CancellationToken cancellationToken) => (await _rows.FindAsync($"{story}/{code}"))?.Value;

    public async Task<IReadOnlyList<Share>> ListAsync(StoryId story, CancellationToken cancellationToken) =>
        [.. (await _rows.ListAsync()).Where(share => share.Story == story)];

    public async Task<IReadOnlyList<Share>> ListAllAsync(CancellationToken cancellationToken) => [.. await _rows.ListAsync()];

    public Task<bool> AddAsync(Share share, CancellationToken cancellationToken) => _rows.PutAsync($"{share.Story}/{share.Code}", share, null);

    public async Task<Share?> ShortenAsync(Share share, ShortCode code, CancellationToken cancellationToken)
    {
        var key = $"{share.Story}/{share.Code}";
        var (standing, mark) = await _rows.FindAsync(key) ?? throw new InvalidOperationException("A share that is not there.");
        var shortened = standing.Letters is null ? standing with { Letters = code } : standing;
        return await FindAsync(code, cancellationToken) is null && await _rows.PutAsync(key, shortened, mark) ? shortened : null;
    }

    public async Task<Share?> FindAsync(ShortCode code, CancellationToken cancellationToken) =>
        (await _rows.ListAsync()).FirstOrDefault(share => share.Letters == code);

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        foreach (var share in await ListAsync(story, cancellationToken))
            await _rows.RemoveAsync($"{share.Story}/{share.Code}");
    }
}

internal sealed class MemoryAsked(Steps steps) : IAskedCards
{
    private readonly Dictionary<StoryId, List<AskedCard>> _asked = [];

    public async Task RecordAsync(StoryId story, int version, IReadOnlyList<Card> cards, CancellationToken cancellationToken)
    {
        await steps.AtAsync("asked.record");
        var others = _asked.GetValueOrDefault(story, []).Where(asked => !cards.Contains(asked.Card));
        _asked[story] = [.. cards.Index().Where(card => card.Item is IAsks).Select(card => new AskedCard(card.Item, version, card.Index)), .. others];
    }

    public Task<IReadOnlyList<AskedCard>> ReadAsync(StoryId story, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AskedCard>>(_asked.GetValueOrDefault(story, []));

    public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<StoryId>>(_asked.Keys.ToHashSet());

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        _asked.Remove(story);
        return Task.CompletedTask;
    }
}

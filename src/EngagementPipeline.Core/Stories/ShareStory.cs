using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>What stands behind <c>?via=</c> in an address that was given to somebody: 3 to 32 lower-case letters, digits and hyphens.</summary>
public readonly partial record struct ShareCode
{
    private ShareCode(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out ShareCode code)
    {
        code = text is not null && Form().IsMatch(text) ? new(text) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9-]{3,32}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}

public enum SharedVia
{
    Email,
    Sharepoint,
    Newsletter,
    Meeting,
    Social,
    Other,
}

/// <summary>
/// That a story was given to somebody: how far they reach, who they are (a team or a body, never a young person), by what way, and when.
/// Readings that come through the code are counted for it, so it never changes.
/// </summary>
public sealed record Share(StoryId Story, ShareCode Code, Audience Level, string To, SharedVia Via, DateOnly SharedOn)
{
    public const int LongestTo = 200;

    /// <summary>Its short address, once it has one. It is the service's to choose, and no part of what was noted.</summary>
    public ShortCode? Letters { get; init; }
}

public interface IShares
{
    Task<Share?> FindAsync(StoryId story, ShareCode code, CancellationToken cancellationToken);

    /// <summary>By code.</summary>
    Task<IReadOnlyList<Share>> ListAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Those of all stories, by story and code.</summary>
    Task<IReadOnlyList<Share>> ListAllAsync(CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the code stands already.</summary>
    Task<bool> AddAsync(Share share, CancellationToken cancellationToken);

    /// <summary>The share with a short address: the one that it has, else <paramref name="code"/>. Null when that is another share's, and nothing changes.</summary>
    Task<Share?> ShortenAsync(Share share, ShortCode code, CancellationToken cancellationToken);

    /// <summary>The share that a short address stands for.</summary>
    Task<Share?> FindAsync(ShortCode code, CancellationToken cancellationToken);

    /// <summary>Every share of a story, and their short addresses.</summary>
    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}

/// <summary>The share, where its story is, and whether it was noted just now.</summary>
public sealed record StoryShared(Share Share, Slug Slug, bool IsNew);

public sealed class ShareStoryHandler(IStoryDrafts drafts, IShares shares, IAudit audit, TimeProvider clock)
{
    /// <summary>The same again changes nothing; something else under the same code is refused.</summary>
    public async Task<Result<StoryShared>> HandleAsync(Share share, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(by);
        if (await drafts.FindAsync(share.Story, cancellationToken) is not { Value: { Slug: var slug, Project: var project } })
            return Refusals.NotFound("story");
        if (await shares.FindAsync(share.Story, share.Code, cancellationToken) is { } standing)
            return standing with { Letters = null } == share ? new StoryShared(await WithShortAsync(standing, cancellationToken), slug, IsNew: false) : Refusals.AlreadyDifferent("share");

        // Somewhere a day later has begun already.
        if (share.SharedOn > London.DayOf(clock.GetUtcNow()).AddDays(1))
            return Refusals.BadField("sharedOn", "Must be a day that has begun: note it when it has been shared.");

        // First, as nothing of the share says later who noted it when. How far and by what way; to whom is free text, and stays out.
        var why = $"{Kebab.Of(share.Level)}, {Kebab.Of(share.Via)}";
        await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "story-shared", $"story/{share.Story}", project, why), cancellationToken);
        return await shares.AddAsync(share, cancellationToken)
            ? new StoryShared(await WithShortAsync(share, cancellationToken), slug, IsNew: true)
            : await HandleAsync(share, by, cancellationToken); // somebody was quicker with the same code
    }

    public async Task<Result<StoryShared>> FindAsync(StoryId story, ShareCode code, CancellationToken cancellationToken) =>
        await shares.FindAsync(story, code, cancellationToken) is { } share && await drafts.FindAsync(story, cancellationToken) is { Value.Slug: var slug }
            ? new StoryShared(share, slug, IsNew: false)
            : Refusals.NotFound("share");

    // A crash before this is mended by the next repeat.
    private async Task<Share> WithShortAsync(Share share, CancellationToken cancellationToken)
    {
        var shortened = share.Letters is null ? null : share;
        while (shortened is null)
            shortened = await shares.ShortenAsync(share, ShortCode.Random(), cancellationToken);
        return shortened;
    }
}

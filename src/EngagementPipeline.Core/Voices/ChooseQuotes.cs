using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>The words of some voices, as far as this audience may see them in a story now.</summary>
public sealed record FindQuotes(ProjectId Project, Audience Audience, IReadOnlyList<VoiceId> Voices)
{
    public const int MostVoices = 50;
}

/// <summary>A quote to choose: the words, and nothing that leads back to the person.</summary>
public sealed record FoundQuote(VoiceId Voice, string Words, string Language, string? Credit);

/// <summary>What a project has for this audience's stories, and what it has not.</summary>
public sealed record SummariseQuotes(ProjectId Project, Audience Audience);

/// <summary><paramref name="Others"/> leaves out erased voices and those with the safeguarding lead: of these nobody else is told that they exist.</summary>
public sealed record QuotesSummary(int Usable, IReadOnlyList<ThemeCount> Themes, IReadOnlyList<NotUsable> Others);

public sealed record ThemeCount(string Theme, int Quotes);

/// <summary>So many voices that may not be shown, and why in words. What speaks of one person's decision stands under one reason with others like it.</summary>
public sealed record NotUsable(string Code, int Voices, string Why);

/// <summary>For whoever puts a story together: which quotes its readers may see today.</summary>
public sealed class ChooseQuotesHandler(IProjectStore projects, IVoiceStore voices, IConsentStore consents, IUsableQuotes quotes, TimeProvider clock)
{
    private const int ReadAtOnce = 100;

    private static readonly (string Code, string Why)[] Reasons =
    [
        ("not-reviewed", "nobody has reviewed them yet, or the review turned them down."),
        ("no-consent", "agreement to quote them was not given, has ended or was taken back."),
        ("other-readers", "their speakers did not agree to these readers."),
        ("other-purpose", "their speakers did not agree to web pages."),
    ];

    public async Task<Result<IReadOnlyList<FoundQuote>>> FindAsync(FindQuotes query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await projects.FindAsync(query.Project, cancellationToken) is null)
            return Refusals.NotFound("project");
        var found = await quotes.FindAsync(query.Project, query.Voices, query.Audience, Purpose.Story, cancellationToken);
        return query.Voices.Where(found.ContainsKey).Distinct().Select(voice => found[voice])
            .Select(quote => new FoundQuote(quote.Voice, quote.Words, quote.Language, quote.Credit)).ToList();
    }

    public async Task<Result<QuotesSummary>> SummariseAsync(SummariseQuotes query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await projects.FindAsync(query.Project, cancellationToken) is null)
            return Refusals.NotFound("project");

        var today = clock.Today();
        var usable = 0;
        var themes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var others = new int[Reasons.Length];
        await foreach (var batch in voices.ReadAsync(query.Project, after: null, new VoiceFilter(), cancellationToken).Chunk(ReadAtOnce).WithCancellation(cancellationToken))
        {
            var byId = (await consents.FindAsync(query.Project, batch.Select(voice => voice.Consent).Distinct().ToList(), cancellationToken)).ToDictionary(consent => consent.Id);
            foreach (var voice in batch)
            {
                var obstacles = byId.TryGetValue(voice.Consent, out var consent)
                    ? Usability.ObstaclesTo(voice, consent, query.Audience, Purpose.Story, today)
                    : Obstacles.ConsentRefused;
                if (obstacles == Obstacles.None)
                {
                    usable++;
                    foreach (var theme in voice.Themes.Distinct(StringComparer.OrdinalIgnoreCase))
                        themes[theme] = themes.GetValueOrDefault(theme) + 1;
                }
                else if (!voice.WithLead && voice.ErasedAt is null && (obstacles & (Obstacles.Held | Obstacles.Erased)) == Obstacles.None)
                {
                    others[ReasonOf(obstacles)]++;
                }
            }
        }

        return new QuotesSummary(
            usable,
            themes.OrderBy(theme => theme.Key, StringComparer.OrdinalIgnoreCase).Select(theme => new ThemeCount(theme.Key, theme.Value)).ToList(),
            Reasons.Zip(others).Where(reason => reason.Second > 0).Select(reason => new NotUsable(reason.First.Code, reason.Second, reason.First.Why)).ToList());
    }

    /// <summary>The first that would have to change.</summary>
    private static int ReasonOf(Obstacles obstacles) => obstacles switch
    {
        _ when (obstacles & (Obstacles.ConsentRefused | Obstacles.ConsentWithdrawn | Obstacles.ConsentExpired | Obstacles.ConsentOfAnother | Obstacles.UseNotCovered)) != Obstacles.None => 1,
        _ when obstacles.HasFlag(Obstacles.NotApproved) => 0,
        _ when obstacles.HasFlag(Obstacles.AudienceNotCovered) => 2,
        _ => 3,
    };
}

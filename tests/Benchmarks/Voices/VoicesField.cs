using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace Benchmarks.Voices;

/// <summary>
/// One project with as many invented voices as asked, four to a consent: nine in ten approved, half under one theme, all for local stories.
/// Of what is rare there are as many whatever the size, spread over all of it: 120 wait for review, 120 are under another theme, and
/// 120 are for national training too.
/// </summary>
internal sealed class VoicesField
{
    public const string CommonTheme = "belonging";
    public const string RareTheme = "the way home";

    private const int VoicesToAConsent = 4;
    private const int Rare = 120;
    private const int AtOnce = 16;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);

    private VoicesField(Storage storage, int size)
    {
        Size = size;
        Projects = new ProjectStore(storage);
        Consents = new ConsentStore(storage);
        Voices = new VoiceStore(storage);
    }

    public int Size { get; }

    public ProjectId Project { get; } = new(Guid.NewGuid());

    public ProjectStore Projects { get; }

    public ConsentStore Consents { get; }

    public VoiceStore Voices { get; }

    public static async Task<VoicesField> FilledAsync(Storage storage, int voices)
    {
        await Task.WhenAll(new[] { "Projects", "Consents", "Voices" }.Select(table => storage.Table(table).CreateIfNotExistsAsync()));
        var field = new VoicesField(storage, voices);
        await field.Projects.AddAsync(new Project { Id = field.Project, Title = "An invented project", Purpose = "To be measured" }, default);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, voices / VoicesToAConsent), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, token) => await field.AddAsync(n, token));
        return field;
    }

    private async Task AddAsync(int n, CancellationToken cancellationToken)
    {
        var at = Start.AddMinutes(n);
        var rare = n % (Size / Rare) == 3;
        var consent = new Consent
        {
            Id = new(Guid.CreateVersion7(at)),
            Project = Project,
            Participant = new(Guid.CreateVersion7(at)),
            AgeBand = AgeBand.From16To17,
            Rule = ConsentRule.Default,
            Statement = new("2026-1", "en"),
            Uses = [Use.Quote],
            Purposes = rare ? [Purpose.Story, Purpose.Training] : [Purpose.Story],
            Audiences = rare ? [Audience.Local, Audience.National] : [Audience.Local],
            YoungPerson = new(true, HowAgreed.Paper, London.DayOf(at)),
            RecordedAt = at,
        };
        await Consents.AddAsync(consent, cancellationToken);
        for (var i = 0; i < VoicesToAConsent; i++)
            await Voices.AddAsync(VoiceOf(consent, (n * VoicesToAConsent) + i, at.AddSeconds(i)), cancellationToken);
    }

    private Voice VoiceOf(Consent consent, int n, DateTimeOffset at) => new()
    {
        Id = new(Guid.CreateVersion7(at)),
        Project = consent.Project,
        Session = new(Guid.Empty),
        Participant = consent.Participant,
        Consent = consent.Id,
        Prompt = Prompt.Feeling,
        OriginalWords = "Invented words of a usual length: when I walk into a shop the guard walks behind me, and my friends don't get followed, only me.",
        Language = "en",
        CapturedAt = at,
        Themes = n % (Size / Rare) == 5 ? [RareTheme] : n % 2 == 0 ? [CommonTheme] : [],
        CapturedBy = "worker",
        ConsentedAudiences = consent.Audiences,
        ConsentedPurposes = consent.Purposes,
        Status = n % (Size / Rare) == 2 ? VoiceStatus.Pending : n % 10 == 9 ? VoiceStatus.Rejected : VoiceStatus.Approved,
    };
}

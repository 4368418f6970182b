using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.OpenApi;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>A story as its writers send it. Title and summary may be empty while it is written, but not left out.</summary>
public sealed record PutStoryRequest(
    string? Project, string? Slug, string? Title, string? Summary, string? Language, string? Audience,
    [property: HoldsCards] IReadOnlyList<JsonElement>? Cards)
{
    public Result<PutStory> Parse(string story, string? mark)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        var project = fields.Id<ProjectId>(Project, "project");
        var slug = fields.Slug(Slug, "slug");
        var title = MayBeEmpty(fields, Title, "title", StoryLimits.Title);
        var summary = MayBeEmpty(fields, Summary, "summary", StoryLimits.Summary);
        var language = LanguageTag.TryParse(fields.Language(Language, "language"), out var tag) ? tag : LanguageTag.English;
        var audience = fields.Name<Audience>(Audience, "audience");
        var cards = CardCatalogue.Read(Cards, fields);
        return fields.Build(() => new PutStory(id, new StoryDocument(project, slug, title, summary, language, audience, cards), mark));
    }

    private static string MayBeEmpty(Fields fields, string? text, string field, int max)
    {
        if (text is null)
            fields.Error(field, "Is required; it may be empty.");
        return fields.OptionalText(text?.ReplaceLineEndings("\n"), field, max) ?? "";
    }
}

public sealed record PublishStoryRequest(string? OnWithdrawal)
{
    public Result<PublishStory> Parse(string story)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        OnWithdrawal? choice = OnWithdrawal is null ? null : fields.Name<OnWithdrawal>(OnWithdrawal, "onWithdrawal");
        return fields.Build(() => new PublishStory(id, choice));
    }
}

public sealed record ShareStoryRequest(string? Level, string? To, string? Via, string? SharedOn)
{
    public Result<Share> Parse(string story, string code)
    {
        var fields = new Fields();
        var share = new Share(
            fields.Id<StoryId>(story, "story"),
            ShareRequests.CodeOf(code, fields),
            fields.Name<Audience>(Level, "level"),
            fields.Text(To, "to", Share.LongestTo),
            fields.Name<SharedVia>(Via, "via"),
            fields.Day(SharedOn, "sharedOn"));
        return fields.Build(() => share);
    }
}

internal static class ShareRequests
{
    public static ShareCode CodeOf(string text, Fields fields)
    {
        if (!ShareCode.TryParse(text, out var code))
            fields.Error("code", "Must be 3 to 32 lower-case letters, digits and hyphens, such as county-heads-24.");
        return code;
    }
}

/// <summary>Which share a picture is asked of. <c>?of=short</c>: its short address; without it, the whole one.</summary>
internal sealed record DrawShareRequest(StoryId Story, ShareCode Code, bool Short)
{
    public static Result<DrawShareRequest> Parse(string story, string code, IQueryCollection query)
    {
        var fields = new Fields();
        var of = query["of"];
        if (query.ContainsKey("of") && of != "short")
            fields.Error("of", "Must be short, or left out.");
        var draw = new DrawShareRequest(fields.Id<StoryId>(story, "story"), ShareRequests.CodeOf(code, fields), of == "short");
        return fields.Build(() => draw);
    }
}

/// <summary>The message that tells that some voices may no longer be shown: <c>{v, project, voices: [], at, consent?}</c>.</summary>
public sealed record TakeDownMessage(string Project, IReadOnlyList<string> Voices, DateTimeOffset At, string? Consent = null)
{
    /// <summary>A message that can't be read is a fault: the queue keeps it aside after some attempts.</summary>
    public static QuotesChanged Parse(string message)
    {
        var read = JsonSerializer.Deserialize<TakeDownMessage>(MessageVersion.Readable(message), JsonSerializerOptions.Web) ?? throw new FormatException("An empty take-down message.");
        return new QuotesChanged(ProjectId.From(Guid.ParseExact(read.Project, "D")), [.. read.Voices.Select(voice => VoiceId.From(Guid.ParseExact(voice, "D")))], read.At)
        {
            Consent = read.Consent is { } consent ? ConsentId.From(Guid.ParseExact(consent, "D")) : null,
        };
    }
}

/// <summary>The message that <c>publish</c> brings: a story's id.</summary>
public static class PageRequest
{
    public static StoryId Parse(string message) => StoryId.From(Guid.ParseExact(MessageVersion.Readable(message), "D"));
}

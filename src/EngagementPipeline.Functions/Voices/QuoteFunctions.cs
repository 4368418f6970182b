using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>The quotes that whoever writes a story may choose from.</summary>
public sealed class QuoteFunctions(ChooseQuotesHandler choose)
{
    /// <summary><c>?usableFor=national&amp;voices=a,b</c>, up to 50 ids → <c>{items: [{voice, words, language, credit?}]}</c>: those of them that may be shown.</summary>
    [Function("FindQuotes"), AllowedTo(Role.Comms)]
    public Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/quotes")] HttpRequest request, string project, CancellationToken cancellationToken) =>
        QuotesQuery.Voices(request, project).Then(query => choose.FindAsync(query, cancellationToken)).ToHttpAsync(found => Http.Ok(new { Items = found }));

    /// <summary><c>?usableFor=national</c> → <c>{usable, themes: [{theme, quotes}], others: [{code, voices, why}]}</c>.</summary>
    [Function("SummariseQuotes"), AllowedTo(Role.Comms)]
    public Task<IResult> Summarise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/quotes/summary")] HttpRequest request, string project, CancellationToken cancellationToken) =>
        QuotesQuery.Summary(request, project).Then(query => choose.SummariseAsync(query, cancellationToken)).ToHttpAsync(summary => Http.Ok(summary));
}

/// <summary>Reads <c>?usableFor=&amp;voices=</c>.</summary>
public static class QuotesQuery
{
    public static Result<FindQuotes> Voices(HttpRequest request, string project)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var audience = fields.Name<Audience>(request.Asked("usableFor"), "usableFor");
        var asked = (request.Asked("voices") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (asked.Length is 0 or > FindQuotes.MostVoices)
            fields.Error("voices", $"Must be 1 to {FindQuotes.MostVoices} ids of voices, parted by commas.");
        var voices = asked.Take(FindQuotes.MostVoices).Select(voice => fields.Id<VoiceId>(voice, "voices")).ToList();
        return fields.Build(() => new FindQuotes(id, audience, voices));
    }

    public static Result<SummariseQuotes> Summary(HttpRequest request, string project)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var audience = fields.Name<Audience>(request.Asked("usableFor"), "usableFor");
        return fields.Build(() => new SummariseQuotes(id, audience));
    }
}

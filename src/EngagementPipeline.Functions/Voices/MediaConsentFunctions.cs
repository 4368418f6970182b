using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>The consents that a picture or a sound of somebody may hang on.</summary>
public sealed class MediaConsentFunctions(ChooseMediaConsentsHandler choose)
{
    /// <summary><c>?usableFor=national&amp;use=image&amp;reference=</c> → <c>{items: [{consent, reference, audiences, purposes}], continue?}</c>.</summary>
    [Function("ChooseMediaConsents"), AllowedTo(Role.Comms)]
    public Task<IResult> Choose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/media-consents")] HttpRequest request, string project, CancellationToken cancellationToken) =>
        MediaConsentsQuery.Parse(request, project).Then(query => choose.HandleAsync(query, cancellationToken)).ToHttpAsync(found => Http.Ok(found));
}

/// <summary>Reads <c>?usableFor=&amp;use=&amp;reference=&amp;continue=</c>.</summary>
internal static class MediaConsentsQuery
{
    /// <summary>Characters of an id: no reference is longer.</summary>
    private const int LongestReference = 36;

    public static Result<ChooseMediaConsents> Parse(HttpRequest request, string project)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var audience = fields.Name<Audience>(request.Asked("usableFor"), "usableFor");
        var use = fields.Name<Use>(request.Asked("use"), "use");
        if (use is not (Use.Image or Use.Audio))
            fields.Error("use", "Must be image or audio.");
        var reference = request.Asked("reference");
        if (reference?.Length > LongestReference)
            fields.Error("reference", $"Must be at most {LongestReference} characters: the end of a participant's id.");
        return fields.Build(() => new ChooseMediaConsents(id, audience, use, reference, request.Asked("continue")));
    }
}

using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Stories from files: a Word document, such as an exported Sway, or an archive.</summary>
public sealed class ImportFunctions(ImportStoryHandler import)
{
    [Function("ImportStory"), AllowedTo(Role.Comms)]
    [Takes("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/zip")]
    public Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadBytesAsync(ImportLimits.Body)
            .Then(body => ImportRequests.Parse(request, body))
            .Then(command => import.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(imported => Http.Ok(ImportView.Of(imported)));
}

internal static class ImportRequests
{
    /// <summary><c>?project=</c> says whose it is; <c>?audience=</c> who is to read it, where the file does not say.</summary>
    public static Result<ImportStory> Parse(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var fields = new Fields();
        var project = fields.Id<ProjectId>(request.Query["project"].ToString() is { Length: > 0 } id ? id : null, "project");
        Audience? audience = request.Query["audience"].ToString() is { Length: > 0 } name ? fields.Name<Audience>(name, "audience") : null;
        if (body.IsEmpty)
            fields.Error("file", "Is required: send the bytes of a Word document or of an archive.");
        return fields.Build(() => new ImportStory(project, audience, body));
    }
}

/// <summary>A story as it was found in a file: a document to send to <c>PUT /api/stories/{story}</c> once it has a slug and an audience, and what to know of it.</summary>
public sealed record ImportView(ImportKind Kind, ImportedDocumentView Document, IReadOnlyList<MediaView> Media, IReadOnlyList<ImportNote> Notes)
{
    public static ImportView Of(StoryImported imported)
    {
        ArgumentNullException.ThrowIfNull(imported);
        return new(
            imported.Kind,
            new(imported.Project, imported.Slug, imported.Title, imported.Summary, imported.Language.Value, imported.Audience, [.. imported.Cards.Select(CardCatalogue.ToJson)]),
            [.. imported.Media.Select(MediaView.Of)],
            imported.Notes);
    }
}

public sealed record ImportedDocumentView(ProjectId Project, Slug? Slug, string Title, string Summary, string Language, Audience? Audience, IReadOnlyList<JsonObject> Cards);

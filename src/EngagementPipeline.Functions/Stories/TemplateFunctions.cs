using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Templates;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>What a story may begin with.</summary>
public sealed class TemplateFunctions
{
    [Function("ListStoryTemplates"), AllowedTo(Role.Comms)]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/story-templates")] HttpRequest request) =>
        Http.Ok(new Page<TemplateView>([.. StoryTemplates.All.Select(TemplateView.Of)], null));
}

/// <summary><paramref name="Cards"/>: as <c>PUT /api/stories/{story}</c> takes them.</summary>
public sealed record TemplateView(string Name, string Title, string Purpose, IReadOnlyList<JsonObject> Cards)
{
    public static TemplateView Of(StoryTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new(template.Name, template.Title, template.Purpose, [.. template.Cards.Select(CardCatalogue.ToJson)]);
    }
}

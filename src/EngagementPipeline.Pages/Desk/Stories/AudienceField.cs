using EngagementPipeline.Core.Shared;
using EngagementPipeline.Pages.Desk.Parts;

namespace EngagementPipeline.Pages.Desk.Stories;

internal static class AudienceField
{
    public static IReadOnlyList<Choice> Options { get; } =
    [
        new(Kebab.Of(Audience.Local), "Local", "People who work with children near here"),
        new(Kebab.Of(Audience.Regional), "Regional", "Neighbouring partnerships and authorities"),
        new(Kebab.Of(Audience.National), "National", "Anybody in the country"),
    ];
}

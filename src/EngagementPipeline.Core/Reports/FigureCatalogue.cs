using EngagementPipeline.Core.Reports.Figures;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>Every figure that is worked out from stories and their views, in the order a report shows them.</summary>
public static class FigureCatalogue
{
    public static IReadOnlyList<StoryFigure> Stories { get; } =
    [
        new StoriesPublishedFigure(),
        new ViewsFigure(),
        new FirstWeekViewsFigure(),
        new VisitorsFigure(),
        new CompletionsFigure(),
        new ViewsByLevelFigure(Audience.Local),
        new ViewsByLevelFigure(Audience.Regional),
        new ViewsByLevelFigure(Audience.National),
        new ViewsWithoutShareFigure(),
    ];
}

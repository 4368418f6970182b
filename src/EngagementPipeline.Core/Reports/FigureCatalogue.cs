using EngagementPipeline.Core.Reports.Figures;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

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
        new ReadingDepthFigure(Depth.Glance),
        new ReadingDepthFigure(Depth.Quick),
        new ReadingDepthFigure(Depth.Deep),
        new ViewsByLevelFigure(Audience.Local),
        new ViewsByLevelFigure(Audience.Regional),
        new ViewsByLevelFigure(Audience.National),
        new ViewsWithShareFigure(),
        new ViewsWithoutShareFigure(),
        new StoriesSharedFigure(Audience.Local),
        new StoriesSharedFigure(Audience.Regional),
        new StoriesSharedFigure(Audience.National),
    ];
}

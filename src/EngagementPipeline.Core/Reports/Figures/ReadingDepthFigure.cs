using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

/// <summary>Page views by how long somebody was really there; the three of them add up to all page views.</summary>
public sealed class ReadingDepthFigure(Depth depth) : YearDaysFigure
{
    public override FigureAbout About { get; } = AboutOf(depth);

    protected override long ValueOf(DailyViews day) => depth switch
    {
        Depth.Glance => day.Glances,
        Depth.Quick => day.QuickReads,
        _ => day.DeepReads,
    };

    private static FigureAbout AboutOf(Depth depth)
    {
        var lasting = depth switch
        {
            Depth.Glance => "under 10 seconds",
            Depth.Quick => "10 seconds or more, and under a minute",
            _ => "a minute or more",
        };
        return new(
            $"stories.depth.{Kebab.Of(depth)}",
            $"Page views of {lasting}",
            $"Page views on the days of the reporting year in which the page was on the screen and in use for {lasting}, as far as its "
                + "signals tell. The three depths make up all page views.",
            1,
            "page views",
            WordingKind.Count,
            new(
                $"No views lasted {lasting} in the year",
                $"One view lasted {lasting} in the year",
                $"{{0}} views lasted {lasting} in the year"));
    }
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Pages.Tests.Desk;

public sealed class RetentionViewTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Fact]
    public void What_goes_within_the_hour_is_not_told_again_in_its_month()
    {
        var view = View(wordsDue: 4, detailsDue: 1, new(March.AddMonths(-1), 3, 0), new(March, 3, 1), new(March.AddMonths(1), 0, 5));

        Assert.Equal([new(March, 2, 0), new LeavingInMonth(March.AddMonths(1), 0, 5)], view.Ahead);
    }

    [Fact]
    public void A_month_of_which_all_is_due_is_not_ahead()
    {
        Assert.Empty(View(wordsDue: 5, detailsDue: 1, new(March.AddMonths(-1), 3, 0), new(March, 2, 1)).Ahead);
    }

    private static RetentionView View(int wordsDue, int detailsDue, params LeavingInMonth[] months) => new(
        new Project { Id = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c0739a1")), Title = "Fairness", Purpose = "To learn what is fair." },
        new RetentionPlan(new(RetentionRule.Default, "7"), wordsDue, detailsDue, WithLead: 0, months, new([], Continue: null)),
        Continued: false,
        Today: new(2026, 3, 4));
}

using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.SetAside;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static readonly WorkKind TakeDowns = Kind("take-down", "Take down what may no longer be shown", "A consent or a quote has changed. Until this is done, words that somebody took back may still be on a page.") with { MayBeDiscarded = false };
    private static readonly WorkKind Remakes = Kind("publish", "Make a page again", "A story’s page may not say what it should. What was taken back may still be on it.");
    private static readonly WorkKind Files = Kind("deliver", "Deliver a report", "A file of a year’s report has not reached the library.");

    private static IEnumerable<(string Name, PageState State)> SetAsidePages()
    {
        yield return ("set-aside-empty", Of<SetAsidePage, SetAsideView>(Administrator, "/set-aside", new([new(TakeDowns, 0, []), new(Remakes, 0, [])])));
        yield return ("set-aside", Of<SetAsidePage, SetAsideView>(Administrator, "/set-aside", new(
        [
            new(TakeDowns, 2, [Work(1, new(Project: AProject.Id), AProject.Title, null, At(3)), Work(2, null, null, null)]),
            new(Remakes, 147, [.. Enumerable.Range(3, ISetAside.MostShown).Select(i => Work(i, new(Project: AProject.Id, Story: AStory.Id), AProject.Title, i == 4 ? null : AStory.Title))]),
            new(Files, 1, [Work(90, new(Year: ReportingYear.Of(new(2021, 6, 1))), null, null)]),
        ])));
        yield return ("start-administrator", Of<StartPage, StartView>(Administrator, "/", new(
            [new("Set aside", "/set-aside", "Work that could not be done. Words that were taken back may still be on show.", new(3, false)), new("Requests", "/requests", "A young person wants to know what is held about them, to have it, or to have it erased."), new("Audit", "/audit", "Who did what, when and why.")], false)));
    }

    private static WorkKind Kind(string queue, string name, string meaning) =>
        new(queue, name, meaning, "The page is made again the next night at 03:40 UTC, and at once by publishing the story again.", _ => new());

    private static SetAsideWork Work(int i, WorkAbout? about, string? project, string? story, DateTimeOffset? before = null) =>
        new(new Guid(9, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)i]).ToString(), At(i % 20), before is null ? 5 : 10, before, about, project, story);
}

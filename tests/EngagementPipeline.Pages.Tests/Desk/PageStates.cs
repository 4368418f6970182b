using EngagementPipeline.Core.Shared;
using EngagementPipeline.Pages.Desk;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>A page with everything that it shows.</summary>
public sealed record PageState(Type Page, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>Every page of the desk in each of its states, by a name that says which. All of it is invented.</summary>
public static partial class PageStates
{
    internal static readonly Actor Worker = new("worker-1", "Sam Okafor", new HashSet<Role> { Role.EngagementWorker });
    internal static readonly Actor Comms = new("comms-1", "Priya Nair", new HashSet<Role> { Role.Comms });
    internal static readonly Actor Author = new("author-1", "Jo Bright", new HashSet<Role> { Role.ReportAuthor });
    internal static readonly Actor Lead = new("lead-1", "Ann Whitlock", new HashSet<Role> { Role.SafeguardingLead });
    internal static readonly Actor Administrator = new("admin-1", "Konstantina Papadopoulou-Featherstonehaugh", Enum.GetValues<Role>().ToHashSet());

    private static readonly Lazy<IReadOnlyDictionary<string, PageState>> Made = new(() =>
        new[] { Start(), VoicesPages(), ReportPages(), StoryPages(), VersionPages(), AnnouncingPages(), ResponsesPages(), SafeguardingPages(), RequestPages(), ApiPages(), SetAsidePages() }
            .SelectMany(states => states)
            .ToDictionary(s => s.Name, s => s.State, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, PageState> All => Made.Value;

    private static IEnumerable<(string Name, PageState State)> Start()
    {
        yield return ("start-nobody", Of<StartPage, StartView>(null, "/", new([], false)));
        yield return ("start-no-role", Of<StartPage, StartView>(Worker with { Roles = new HashSet<Role>() }, "/", new([], false)));
        yield return ("start-worker", Of<StartPage, StartView>(Worker, "/", new(
            [new("Review", "/review", "Read each quote before anybody else does.", new(3, false)), new("Capture", "/capture", "Write down what young people say, with what they agreed to."),
                new("Projects", "/projects", "Sessions, and who agreed to what.")], true), sample: true));
        yield return ("refused-not-signed-in", Of<RefusedPage, RefusedView>(null, "/projects", RefusedView.Of(Refusals.NotSignedIn, [])));
        yield return ("refused-wrong-role", Of<RefusedPage, RefusedView>(Comms, "/projects", RefusedView.Of(Refusals.WrongRole, [Role.EngagementWorker, Role.SafeguardingLead])));
        yield return ("refused-not-found", Of<RefusedPage, RefusedView>(Worker, "/projects/1", RefusedView.Of(Refusals.NotFound("project"), [])));
        yield return ("refused-not-now", Of<RefusedPage, RefusedView>(Worker, "/projects", RefusedView.Of(Refusals.StorageBusy(TimeSpan.FromSeconds(5)), [], "4bf92f3577b34da6a3ce929d0e0e4736")));
        yield return ("refused-unexpected", Of<RefusedPage, RefusedView>(Administrator, "/projects", RefusedView.Of(Refusals.Unexpected, [], "4bf92f3577b34da6a3ce929d0e0e4736")));
    }

    private static PageState Of<TPage, TView>(Actor? reader, string path, TView view, bool sample = false)
        where TPage : DeskPage<TView>
        where TView : notnull =>
        new(typeof(TPage), new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(DeskPage<>.Frame)] = new DeskFrame(reader, path, sample),
            [nameof(DeskPage<>.View)] = view,
        });
}

namespace EngagementPipeline.Pages.Desk;

/// <summary>
/// What somebody who has signed in can do next; nothing for anybody else. <paramref name="Sample"/> while the invented project is there.
/// </summary>
public sealed record StartView(IReadOnlyList<NextStep> Next, bool Sample);

/// <summary>One way on. <paramref name="Waiting"/> is null where nothing is counted.</summary>
public sealed record NextStep(string Name, string Address, string Why, Waiting? Waiting = null);

/// <summary>How many things wait; <paramref name="OrMore"/> when counting stopped there.</summary>
public sealed record Waiting(int Count, bool OrMore);

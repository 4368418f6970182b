namespace EngagementPipeline.Pages.Desk;

/// <summary>What somebody who has signed in can do next, most pressing first; nothing for anybody else.</summary>
public sealed record StartView(IReadOnlyList<NextStep> Next);

/// <summary>One way on. <paramref name="Waiting"/>: how many things wait there; null where nothing is counted.</summary>
public sealed record NextStep(string Name, string Address, string Why, int? Waiting = null);

namespace EngagementPipeline.Core.Shared;

/// <summary>One page of a list. <paramref name="Continue"/> is opaque and goes back as <c>?continue=</c>; null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continue);

/// <summary>
/// Something as it stood, with the mark of that state. A change made under the mark is refused when the state has moved on.
/// </summary>
public sealed record Versioned<T>(T Value, string Mark);

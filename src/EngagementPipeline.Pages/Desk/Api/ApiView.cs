namespace EngagementPipeline.Pages.Desk.Api;

/// <summary>What can be asked of this service, in groups, and every code that it refuses with.</summary>
public sealed record ApiView(IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiCode> Codes);

public sealed record ApiGroup(string Name, IReadOnlyList<ApiCall> Calls);

/// <param name="Who">In words, such as <c>comms, admin</c>.</param>
/// <param name="Pace">How often one address may ask, in words; null where nobody is slowed.</param>
/// <param name="Answers">Statuses with the type of what comes, such as <c>200 text/csv</c>.</param>
/// <param name="Codes">What it may refuse with, but for what every call may.</param>
public sealed record ApiCall(
    string Name, string Method, string Path, string Summary, string Who, string? Pace,
    IReadOnlyList<ApiField> Parameters, ApiBody? Body, IReadOnlyList<string> Answers, IReadOnlyList<ApiCode> Codes);

/// <param name="Limit">In words; null where there is none to speak of.</param>
public sealed record ApiBody(string MediaTypes, string? Limit, IReadOnlyList<ApiField> Fields);

public sealed record ApiField(string Name, string What, bool Required);

public sealed record ApiCode(int Status, string Code, string Title);

using EngagementPipeline.Core.SetAside;

namespace EngagementPipeline.Pages.Desk.SetAside;

/// <summary>What every queue has set aside, those without any among them.</summary>
public sealed record SetAsideView(IReadOnlyList<SetAsideOfKind> Kinds);

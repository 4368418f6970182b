using EngagementPipeline.Core.Stories.Templates;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What a story may belong to, and what it may begin with.</summary>
public sealed record NewStoryView(IReadOnlyList<ListedProject> Projects, IReadOnlyList<StoryTemplate> Templates);

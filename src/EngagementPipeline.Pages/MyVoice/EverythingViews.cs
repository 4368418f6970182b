using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.MyVoice;

/// <summary>
/// Everything that is held, for the person to read. <paramref name="Code"/> is null in the file that they keep: it has no code in it and no buttons.
/// <paramref name="Addresses"/> leads to the pages.
/// </summary>
public sealed record EverythingView(EverythingHeld Held, string? Code, IReadOnlyDictionary<StoryId, Uri> Addresses)
{
    public bool IsFile => Code is null;
}

/// <summary>The question before everything goes.</summary>
public sealed record RubOutView(string Code);

/// <summary>After everything went.</summary>
public sealed record RubbedOutView;

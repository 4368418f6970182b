namespace EngagementPipeline.Pages.Desk.Parts;

/// <summary>What is asked before something is lost. <paramref name="Yes"/> stands on the button and says what will happen.</summary>
public sealed record Question(string Title, string Text, string Yes);

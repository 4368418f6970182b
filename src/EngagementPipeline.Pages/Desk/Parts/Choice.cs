namespace EngagementPipeline.Pages.Desk.Parts;

/// <summary>One answer among several: what is sent, what is read, and a line that explains it.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null)
{
    /// <summary>Every name of an enum.</summary>
    public static IReadOnlyList<Choice> AllOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => new Choice(Core.Shared.Kebab.Of(v), Say.Name(v))).ToList();
}

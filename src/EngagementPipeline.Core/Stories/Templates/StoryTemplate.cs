using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Templates;

/// <summary>
/// A story to begin with: its shape, and such words of ours as any story of that shape needs. It has no quotes, since those are a project's; where they belong it has an
/// empty place, and so it has wherever only the writer knows what to say. A new one is one class here: the catalogue, the API and the start page find it by themselves.
/// </summary>
public abstract class StoryTemplate(string name, string title, string purpose)
{
    /// <summary>Stable and kebab-case: what the API calls it.</summary>
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>One sentence for writers: what it is for.</summary>
    public string Purpose { get; } = purpose;

    public abstract IReadOnlyList<Card> Cards { get; }

    /// <summary>A place for text that only the writer knows.</summary>
    protected static TextCard Text(string id, string markdown = "") =>
        Prose.TryParse(markdown, out var prose) ? new(id, prose) : throw new InvalidOperationException($"The template's text '{id}' cannot be shown.");

    /// <summary>A place for quotes, to be chosen from the project.</summary>
    protected static QuoteWallCard Quotes(string id) => new(id, []);

    protected static HeadingCard Part(string id, string text) => new(id, text, 2);
}

/// <summary>Every template there is, by title.</summary>
public static class StoryTemplates
{
    public static IReadOnlyList<StoryTemplate> All { get; } =
    [
        .. typeof(StoryTemplates).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StoryTemplate)) && !type.IsAbstract)
            .Select(type => (StoryTemplate)Activator.CreateInstance(type)!)
            .OrderBy(template => template.Title, StringComparer.Ordinal),
    ];
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using Microsoft.AspNetCore.Components;

namespace EngagementPipeline.Pages.Story.Cards;

/// <summary>
/// How one type of card looks: one <c>section</c> with the attributes of <see cref="Section"/>. Beside it may stand a style sheet and a script of
/// the same name, which are put into pages that have such a card. Everything must be readable without the script, and in print.
/// </summary>
public abstract class CardView<TCard> : ComponentBase
    where TCard : Card
{
    [Parameter, EditorRequired]
    public TCard Card { get; set; } = null!;

    /// <summary>The card's place in the document, from 0; the only name it has in the page.</summary>
    [Parameter, EditorRequired]
    public int Index { get; set; }

    [Parameter, EditorRequired]
    public StoryPage Page { get; set; } = null!;

    /// <summary>What lets the counting script see the card.</summary>
    protected Dictionary<string, object> Section => new(StringComparer.Ordinal) { ["data-card"] = Index };

    /// <summary>The picture or sound, where it may be shown and is one.</summary>
    protected StoredMedia? Find(MediaId? media, MediaKind kind) =>
        media is { } id && Page.Media.TryGetValue(id, out var found) && found.Full.Kind == kind ? found : null;

    /// <summary>Where the page finds a file: beside it, or before it is published where its writers can see it.</summary>
    protected string AddressOf(StoredMedia media, MediaFile file)
    {
        ArgumentNullException.ThrowIfNull(media);
        ArgumentNullException.ThrowIfNull(file);
        return Page.Archived is not null ? $"media/{file.PublishedName}" : Page.Preview ? $"/api/media/{media.Id}{(file == media.Small ? "?width=480" : "")}" : SiteSettings.PathOf(Page.Document.Slug) + file.PublishedName;
    }

    /// <summary>For words of ours inside somebody's story: they are English, whatever the story's language.</summary>
    protected Dictionary<string, object> Ours => Chrome.Attributes(Page.Document.Language);
}

internal static class Chrome
{
    public static Dictionary<string, object> Attributes(LanguageTag page) =>
        page.IsEnglish ? [] : new(StringComparer.Ordinal) { ["lang"] = "en", ["dir"] = "ltr" };
}

using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Stories.Imports;

/// <summary>Imports a file into a world in memory, and says in short what came of it.</summary>
internal sealed class Importing
{
    public StoryWorld World { get; } = new();

    public Task<Result<StoryImported>> TryAsync(byte[] file) =>
        new ImportStoryHandler(World.PutMedia, World.Tying, World.TieMedia, World.Media, new UsableQuotes(World.People, World.People, World.Clock), World)
            .HandleAsync(new(StoryWorld.Project, null, file), StoryWorld.Comms, TestContext.Current.CancellationToken);

    public async Task<StoryImported> DoAsync(AWordFile file) => (await TryAsync(file.Save())).Value;

    public static async Task<Refusal> RefusedAsync(byte[] file)
    {
        var result = await new Importing().TryAsync(file);
        Assert.False(result.Succeeded);
        return result.Refusal!;
    }

    /// <summary>Such as <c>h2 What happens</c>, <c>text One **two**</c>, <c>image A wet street</c>.</summary>
    public static string[] Said(StoryImported imported) => [.. imported.Cards.Select(card => card switch
    {
        HeadingCard heading => string.Create(CultureInfo.InvariantCulture, $"h{heading.Level} {heading.Text}"),
        TextCard text => $"text {text.Text.Markdown}",
        ImageCard image => $"image {(image.Decorative ? "(decoration)" : image.Alt)}",
        VideoCard video => $"video {video.Url} {video.Title}",
        _ => card.GetType().Name,
    })];

    public static string[] Codes(StoryImported imported) => [.. imported.Notes.Select(note => note.Code)];
}

using System.Globalization;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>
/// One story on a stage of its own, three voices and two pictures of somebody, and what the service does by itself when it comes back: what the queues hold, and the timers. Whoever crashed
/// here had as much done as storage says, and nothing else.
/// </summary>
internal sealed class CrashScene
{
    private readonly Dictionary<int, StoryDocument> _written = [];
    private readonly Dictionary<MediaId, ConsentId> _consents = [];
    private readonly Queue<QuotesChanged> _takeDowns = [];

    public CrashScene(StoryStage stage, IReadOnlyList<VoiceId>? voices = null)
    {
        Stage = stage;
        Voices = voices ?? [.. Enumerable.Range(0, 3).Select(_ => Stage.NewVoice())];
        Slug = StoryStage.SlugOf(Story);
        Stage.Stories[Story] = true;
    }

    public StoryStage Stage { get; }

    public StoryId Story { get; } = StoryStage.NewStory();

    /// <summary>Where the next version is written for.</summary>
    public Slug Slug { get; set; }

    public IReadOnlyList<VoiceId> Voices { get; }

    /// <summary>Each under a consent of its own, <see cref="ConsentOf"/>.</summary>
    public List<SiteFile> Pictures { get; } = [];

    public int Revision => _written.Count;

    public ConsentId ConsentOf(SiteFile picture) => _consents.GetValueOrDefault(picture.Media, new(picture.Media.Value));

    /// <param name="consent">Of whoever is in all of them.</param>
    public async Task<CrashScene> WithPicturesAsync(ConsentId? consent = null)
    {
        for (var i = 0; i < 2; i++)
        {
            var media = new MediaId(Guid.NewGuid());
            var picture = new SiteFile(media, new("image/webp", "-", $"{media.Value:N}{media.Value:N}", 3, 1, 3));
            if (consent is { } same)
                _consents[media] = same;
            Stage.Consents[ConsentOf(picture)] = ConsentState.Given;
            await Stage.Ties.AddAsync(Stage.Project, ConsentOf(picture), media, default);
            var place = await Stage.Media.ReserveAsync(media, picture.File, default);
            await Stage.Media.AddAsync(new(media, Stage.Project, false, picture.File) { Consents = [ConsentOf(picture)] }, new byte[] { 1, 2, 3 }, place, default);
            Pictures.Add(picture);
        }

        return this;
    }

    /// <summary>The first version shows the first two voices and the first picture, the second the last two and the second picture, and so on in turn.</summary>
    public async Task WriteAsync()
    {
        var odd = Revision % 2;
        Assert.Equal(Revision + 1, await PutAsync(Document(odd, odd)));
    }

    public async Task<int> PutAsync(StoryDocument document)
    {
        var kept = (await Stage.Put.HandleAsync(new(Story, document, "*"), StoryStage.Comms, default)).Value;
        _written[kept.State.Head.Revision] = document;
        return kept.State.Head.Revision;
    }

    public StoryDocument Document(int firstVoice, int picture) => new(
        Stage.Project, Slug, "A title", "A summary", LanguageTag.English, Audience.Regional,
        [
            new HeadingCard("h", "What they said", 2),
            new QuoteCard("q0", Voices[firstVoice]), new QuoteCard("q1", Voices[firstVoice + 1]),
            new ImageCard("p", Pictures[picture].Media, "Somebody invented", "", Decorative: false),
            new PollCard("poll", "Which of them?", [new("a", "The first"), new("b", "The second")]),
        ]);

    /// <summary>As whoever presses the button sees it: which version is shown then.</summary>
    public async Task<int> PublishAsync(OnWithdrawal? choice = null) =>
        (await Stage.Publish.HandleAsync(new(Story, choice), StoryStage.Comms, default)).Value.Version;

    /// <summary>The same where it may be refused: what it would show was taken back meanwhile.</summary>
    public async Task<int> TryPublishAsync() =>
        await Stage.Publish.HandleAsync(new(Story, null), StoryStage.Comms, default) is { Succeeded: true } published ? published.Value.Version : 0;

    /// <summary>The mark, then the message, as Voices does it.</summary>
    public void TakeBack(VoiceId voice)
    {
        Stage.Usable[voice] = false;
        _takeDowns.Enqueue(new(Stage.Project, [voice], default));
    }

    /// <summary>The same of who is in a picture.</summary>
    public void TakeBack(SiteFile picture)
    {
        Stage.Consents[ConsentOf(picture)] = ConsentState.Withdrawn;
        _takeDowns.Enqueue(new(Stage.Project, [], default) { Consent = ConsentOf(picture) });
    }

    /// <summary>A version that an act is about to make.</summary>
    public void WillBe(int version, StoryDocument document) => _written[version] = document;

    /// <summary>A message is gone when it has been seen through, and comes again otherwise.</summary>
    public async Task DeliverAsync()
    {
        await DeliverTakeDownsAsync();
        while (Stage.Requested.TryPeek(out var story))
        {
            await Stage.Refresh.HandleAsync(story, default);
            Stage.Requested.TryDequeue(out _);
        }
    }

    public async Task DeliverTakeDownsAsync()
    {
        while (_takeDowns.TryPeek(out var changed))
        {
            await Stage.TakeDown.HandleAsync(changed, default);
            _takeDowns.Dequeue();
        }
    }

    /// <summary>What comes within a minute of a crash, without anybody doing anything.</summary>
    public async Task ComeBackAsync()
    {
        await DeliverAsync();
        await Stage.Resume.HandleAsync(default);
        await Stage.RunSchedules.HandleAsync(default);
        await DeliverAsync();
    }

    /// <summary>
    /// What readers get is one whole version with all its files, or the page that says that it is gone, or nothing yet. <paramref name="least"/>: they have seen this one before.
    /// </summary>
    public async Task AssertWholeAsync(int least = 0)
    {
        if (await Stage.Site.ReadAsync(Slug, default) is not { } page)
        {
            Assert.Equal(0, least);
            return;
        }

        if (page.Gone)
            return;
        var version = int.Parse(page.Html.AsSpan(0, page.Html.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        Assert.InRange(version, Math.Max(1, least), Revision);
        var document = _written[version];
        Assert.All(Voices.Where(voice => page.Html.Contains(voice.ToString(), StringComparison.Ordinal)), voice => Assert.Contains(voice, document.Voices));
        foreach (var picture in Pictures.Where(picture => page.Html.Contains(picture.Media.ToString(), StringComparison.Ordinal)))
        {
            Assert.Contains(picture.Media, document.Media);
            Assert.Equal(new byte[] { 1, 2, 3 }, (await Stage.Site.ReadFileAsync(Slug, picture.File.PublishedName, default))!.Bytes.ToArray());
        }
    }

    /// <summary>
    /// The page is what the wish says, with exactly what may be shown; beside it stand its files and no others; what it is made of is noted. Version 0: never published; -1: taken down.
    /// </summary>
    /// <param name="exactly">Nothing else is noted. An intent that ended before there was a wish stays until the next publication: it costs a page made anew, and misses nothing.</param>
    public async Task<int> AssertSettledAsync(bool exactly)
    {
        var wish = (await Stage.Live.FindAsync(Story, default))?.Value;
        var page = await Stage.Site.ReadAsync(Slug, default);
        var document = wish is { Live: true } ? _written[wish.Version] : null;
        Assert.Equal(wish is null ? null : document is null ? "gone" : HtmlOf(wish.Version, document), page?.Html);
        Assert.True(wish?.Confirmed ?? true);

        var shown = Pictures.Where(picture => document is not null && document.Media.Contains(picture.Media) && IsUsable(picture)).Select(picture => picture.File.PublishedName);
        Assert.Equal(page is null ? [] : shown.Append("index.html").Order(StringComparer.Ordinal), await FilesAsync());
        if (wish is null)
            return 0;
        foreach (var voice in Voices)
            AssertNoted(await Stage.Uses.StoriesOfAsync(voice, default), document?.Voices.Contains(voice) is true, exactly);
        foreach (var picture in Pictures)
        {
            AssertNoted(await Stage.MediaUses.StoriesOfAsync(picture.Media, default), document?.Media.Contains(picture.Media) is true, exactly);
            Assert.Equal(IsUsable(picture), await Stage.Media.ReadAsync(picture.Media, picture.File, default) is not null);
        }

        return document is null ? -1 : wish.Version;
    }

    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        var prefix = $"s/{Slug}/";
        var names = await Stage.Storage.Blobs(BlobSite.Container).GetBlobsAsync(prefix: prefix).Select(blob => blob.Name[prefix.Length..]).ToListAsync();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private void AssertNoted(IReadOnlyList<StoryId> noted, bool shown, bool exactly) => Assert.True(noted is [] ? !shown : noted is [var one] && one == Story && (shown || !exactly));

    private bool IsUsable(SiteFile picture) => Stage.Consents[ConsentOf(picture)] == ConsentState.Given;

    private string HtmlOf(int version, StoryDocument document) => StoryStage.Numbered(
        version,
        document.Voices.Where(voice => Stage.Usable[voice]),
        document.Media.Where(media => IsUsable(Pictures.Single(picture => picture.Media == media))));
}

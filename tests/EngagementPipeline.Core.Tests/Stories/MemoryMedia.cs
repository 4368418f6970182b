using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Rows and places for bytes, each call a step; bytes go only where the place still has its mark, as in storage.</summary>
internal sealed class MemoryMedia(Steps steps) : IMediaStore
{
    private readonly Dictionary<string, (string Mark, bool Filled)> _places = new(StringComparer.Ordinal);
    private int _marks;

    public Dictionary<MediaId, StoredMedia> Rows { get; } = [];

    public HashSet<MediaId> Erased { get; } = [];

    /// <summary>When true, bytes go anywhere: for showing that the tests would notice.</summary>
    public bool IgnoresPlaces { get; set; }

    public bool HasBytes(MediaId media) => _places.Any(place => place.Key.StartsWith($"{media}/", StringComparison.Ordinal) && place.Value.Filled);

    public async Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.find");
        return Rows.Where(row => media.Contains(row.Key)).ToDictionary();
    }

    public async Task<string> ReserveAsync(MediaId media, MediaFile file, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.reserve");
        if (!_places.TryGetValue($"{media}/{file.Hash}", out var place))
            place = _places[$"{media}/{file.Hash}"] = (NewMark(), false);
        return place.Mark;
    }

    public async Task ReleaseAsync(MediaId media, MediaFile file, string place, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.release");
        if (Stands(media, file, place))
            _places.Remove($"{media}/{file.Hash}");
    }

    public async Task<MediaAdded> AddAsync(NewMedia media, ReadOnlyMemory<byte> bytes, string place, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.is-erased");
        if (Erased.Contains(media.Id))
        {
            await ReleaseAsync(media.Id, media.File, place, cancellationToken);
            return MediaAdded.Gone;
        }

        await steps.AtAsync("media.bytes");
        if (!IgnoresPlaces && !Stands(media.Id, media.File, place))
            return Erased.Contains(media.Id) ? MediaAdded.Gone : MediaAdded.Standing;
        _places[$"{media.Id}/{media.File.Hash}"] = (NewMark(), true);

        await steps.AtAsync("media.add");
        if (Erased.Contains(media.Id))
            return MediaAdded.Gone;
        if (!media.Small)
            return Rows.TryAdd(media.Id, new(media.Id, media.Project, media.File, null) { Consents = media.Consents }) ? MediaAdded.Added : MediaAdded.Standing;
        if (Rows[media.Id].Small is not null)
            return MediaAdded.Standing;
        Rows[media.Id] = Rows[media.Id] with { Small = media.File };
        return MediaAdded.Added;
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No bytes are kept here, only that there are some.");

    public Task AdoptAsync(MediaId media, ProjectId project, CancellationToken cancellationToken)
    {
        if (Rows.TryGetValue(media, out var row) && row.Project is null)
            Rows[media] = row with { Project = project };
        return Task.CompletedTask;
    }

    public async Task<bool> TieAsync(MediaId media, ConsentId consent, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.tie");
        if (!Rows.TryGetValue(media, out var row))
            return false;
        Rows[media] = row with { Consents = [.. row.Consents.Union([consent])] };
        return true;
    }

    public async Task ForgetAsync(MediaId media, ProjectId project, CancellationToken cancellationToken)
    {
        await steps.AtAsync("media.mark-erased");
        Rows.Remove(media);
        Erased.Add(media);
        await steps.AtAsync("media.erase-bytes");
        EraseBytes(media);
    }

    public Task<IReadOnlyList<MediaId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MediaId>>([.. Rows.Values.Where(row => row.Project == project).Select(row => row.Id)]);

    public Task EraseAsync(MediaId media, CancellationToken cancellationToken)
    {
        Rows.Remove(media);
        EraseBytes(media);
        return Task.CompletedTask;
    }

    private void EraseBytes(MediaId media)
    {
        foreach (var place in _places.Keys.Where(place => place.StartsWith($"{media}/", StringComparison.Ordinal)).ToList())
            _places.Remove(place);
    }

    private bool Stands(MediaId media, MediaFile file, string place) => _places.TryGetValue($"{media}/{file.Hash}", out var standing) && standing.Mark == place;

    private string NewMark() => (++_marks).ToString(CultureInfo.InvariantCulture);
}

internal sealed class MemoryTies(Steps steps) : IMediaTies
{
    public HashSet<(ConsentId Consent, MediaId Media)> Rows { get; } = [];

    /// <summary>When true, nothing is listed: for showing that the tests would notice.</summary>
    public bool Forgetful { get; set; }

    public async Task AddAsync(ProjectId project, ConsentId consent, MediaId media, CancellationToken cancellationToken)
    {
        await steps.AtAsync("ties.add");
        if (!Forgetful)
            Rows.Add((consent, media));
    }

    public async Task<IReadOnlyList<MediaId>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        await steps.AtAsync("ties.read");
        return [.. Rows.Where(row => row.Consent == consent).Select(row => row.Media)];
    }

    public IAsyncEnumerable<(ConsentId Consent, MediaId Media)> ReadAsync(ProjectId project, CancellationToken cancellationToken) => Rows.ToAsyncEnumerable();

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        Rows.Clear();
        return Task.CompletedTask;
    }
}

using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ReferralRow : ITableEntity
{
    public const string Table = "Referrals";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Voice { get; set; } = "";

    public string Session { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string ById { get; set; } = "";

    public string ByName { get; set; } = "";

    public bool Told { get; set; }

    public static ReferralRow Of(ReferredVoice referred, ReferralState state, bool told) => new()
    {
        PartitionKey = Kebab.Of(state),
        RowKey = KeyOf(referred),
        Project = referred.Project.ToString(),
        Voice = referred.Voice.ToString(),
        Session = referred.Session.ToString(),
        At = referred.By.At,
        ById = referred.By.Id,
        ByName = referred.By.Name,
        Told = told,
    };

    public static string KeyOf(ReferredVoice referred) =>
        string.Create(CultureInfo.InvariantCulture, $"{referred.By.At.UtcTicks:D19}_{referred.Project}_{referred.Voice}");

    public ReferredVoice ToReferred() => new(
        Stored.Id<ProjectId>(Project), Stored.Id<VoiceId>(Voice), Stored.Id<SessionId>(Session), new(ById, ByName, At));
}

public sealed class Referrals(Storage storage) : IReferrals
{
    private readonly TableClient _referrals = storage.Table(ReferralRow.Table);

    public Task AddAsync(ReferredVoice referred, CancellationToken cancellationToken) =>
        _referrals.TryAddAsync(ReferralRow.Of(referred, ReferralState.Open, told: false), cancellationToken);

    public async Task MarkToldAsync(ReferredVoice referred, CancellationToken cancellationToken)
    {
        // Only where it still is: a lead who was quicker is not contradicted.
        if (await _referrals.FindAsync<ReferralRow>(Kebab.Of(ReferralState.Open), ReferralRow.KeyOf(referred), cancellationToken) is { } row)
            await _referrals.TryReplaceAsync(ReferralRow.Of(referred, ReferralState.Open, told: true), row.ETag, cancellationToken);
    }

    public async Task CloseAsync(ReferredVoice referred, CancellationToken cancellationToken)
    {
        var closed = ReferralRow.Of(referred, ReferralState.Closed, told: true);
        if (await _referrals.FindAsync<ReferralRow>(Kebab.Of(ReferralState.Open), closed.RowKey, cancellationToken) is { } open
            && await _referrals.CopyAsync(open, cancellationToken) is { } whole)
        {
            (whole.PartitionKey, whole[nameof(ReferralRow.Told)]) = (closed.PartitionKey, true);
            await _referrals.TryAddAsync(whole, cancellationToken);
        }
        else
        {
            await _referrals.TryAddAsync(closed, cancellationToken);
        }

        await RemoveAsync(referred, cancellationToken);
    }

    public Task RemoveAsync(ReferredVoice referred, CancellationToken cancellationToken) =>
        _referrals.DeleteEntityAsync(Kebab.Of(ReferralState.Open), ReferralRow.KeyOf(referred), cancellationToken: cancellationToken);

    public IAsyncEnumerable<(string Place, ReferredVoice Referred)> ReadAsync(ReferralState state, string? from, CancellationToken cancellationToken) =>
        _referrals.QueryAsync<ReferralRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {Kebab.Of(state)} and RowKey gt {from ?? ""}"),
                maxPerPage: Pages.Size + 1,
                cancellationToken: cancellationToken)
            .Select(row => (row.RowKey, row.ToReferred()));

    public IAsyncEnumerable<(bool Told, ReferredVoice Referred)> ReadOpenAsync(CancellationToken cancellationToken) =>
        _referrals.ReadAllAsync<ReferralRow>($"PartitionKey eq {Kebab.Of(ReferralState.Open)}", cancellationToken)
            .Select(row => (row.Told, row.ToReferred()));
}

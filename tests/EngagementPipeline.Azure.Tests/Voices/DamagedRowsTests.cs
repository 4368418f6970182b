using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>Whatever is missing from a stored row, what it tells of is used less for it, never more, and no list fails.</summary>
public sealed class DamagedRowsTests(AzuriteFixture azurite)
{
    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag)];

    /// <summary>A consent says these or does not; what is missing was never said, but for a day and a withdrawal, which the ledger keeps.</summary>
    private static readonly string[] OptionalOfConsent =
        [
            nameof(ConsentRow.StatementSha256), nameof(ConsentRow.CompetenceNote), nameof(ConsentRow.ExpiresOn), nameof(ConsentRow.WithdrawnAt),
            nameof(ConsentRow.PurposesAtFirst), nameof(ConsentRow.AudiencesAtFirst),
        ];

    /// <summary>What a list leaves out by, and what is said about the words: nothing of it lets anybody see them.</summary>
    private static readonly string[] HarmlessOfVoice =
    [
        nameof(VoiceRow.Session), nameof(VoiceRow.Prompt), nameof(VoiceRow.EditedWords), nameof(VoiceRow.EarlierConsents), nameof(VoiceRow.Language),
        nameof(VoiceRow.CapturedAt), nameof(VoiceRow.Themes), nameof(VoiceRow.Credit), nameof(VoiceRow.CapturedBy), nameof(VoiceRow.ForLocal),
        nameof(VoiceRow.ForRegional), nameof(VoiceRow.ForNational), nameof(VoiceRow.ForStory), nameof(VoiceRow.ForTraining), nameof(VoiceRow.ForAnnualReport),
        nameof(VoiceRow.ConsentedUntil), nameof(VoiceRow.ReceivedAt),
        nameof(VoiceRow.EditReason), nameof(VoiceRow.EditedBy), nameof(VoiceRow.Note), nameof(VoiceRow.ReviewedBy), nameof(VoiceRow.Ticked),
        nameof(VoiceRow.ReferredBy), nameof(VoiceRow.Concern), nameof(VoiceRow.ReleasedBy), nameof(VoiceRow.ClosedBy), nameof(VoiceRow.ErasedAt),
    ];

    public static TheoryData<string> ConsentProperties => [.. PropertiesOf<ConsentRow>()];

    public static TheoryData<string> VoiceProperties => [.. PropertiesOf<VoiceRow>()];

    [Theory]
    [MemberData(nameof(ConsentProperties))]
    public async Task A_consent_that_lacks_something_it_must_say_is_refused(string property)
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent(Given.AParticipant(new(Guid.NewGuid()), AgeBand.From13To15)) with { ParentOrCarer = Given.Yes() };
        var voice = Given.AVoice(consent);
        await stage.Consents.AddAsync(consent, default);
        await stage.Voices.AddAsync(voice, default);
        Assert.Single(await UsableAsync(stage, voice));

        await RemoveAsync(stage.Storage.Table(ConsentRow.Table), consent.Project, consent.Id.ToString(), property);

        var read = (await stage.Consents.FindAsync(consent.Project, consent.Id, default))!;
        if (OptionalOfConsent.Contains(property))
        {
            Assert.Equal(ConsentState.Given, read.StateOn(Given.Today));
            return;
        }

        Assert.Equal(ConsentState.Refused, read.StateOn(Given.Today));
        Assert.Empty(await UsableAsync(stage, voice));
        Assert.Single(await stage.Consents.FindAsync(consent.Project, [consent.Id], default));
    }

    [Theory]
    [MemberData(nameof(ConsentProperties))]
    public async Task A_consent_that_says_what_cannot_be_is_refused(string property)
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent(Given.AParticipant(new(Guid.NewGuid()), AgeBand.From13To15)) with { ParentOrCarer = Given.Yes(), ExpiresOn = Given.Today };
        await stage.Consents.AddAsync(consent, default);
        var table = stage.Storage.Table(ConsentRow.Table);
        TableEntity row = await table.GetEntityAsync<TableEntity>(consent.Project.ToString(), consent.Id.ToString());
        if (!row.TryGetValue(property, out var value) || value is not string || property.StartsWith("Statement", StringComparison.Ordinal))
            return;
        row[property] = "nothing that could stand here";
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(ConsentState.Refused, (await stage.Consents.FindAsync(consent.Project, consent.Id, default))!.StateOn(Given.Today));
    }

    [Fact]
    public async Task A_no_whose_answer_was_taken_out_is_no_yes()
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent() with { ParentOrCarer = Given.No() };
        await stage.Consents.AddAsync(consent, default);

        await RemoveAsync(stage.Storage.Table(ConsentRow.Table), consent.Project, consent.Id.ToString(), nameof(ConsentRow.ParentOrCarerAgreed));

        Assert.Equal(ConsentState.Refused, (await stage.Consents.FindAsync(consent.Project, consent.Id, default))!.StateOn(Given.Today));
    }

    [Theory]
    [MemberData(nameof(VoiceProperties))]
    public async Task A_voice_that_lacks_something_is_not_shown_for_it(string property)
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent();
        var voice = Given.AVoice(consent);
        await stage.Consents.AddAsync(consent, default);
        await stage.Voices.AddAsync(voice, default);

        await RemoveAsync(stage.Storage.Table(VoiceRow.Table), voice.Project, voice.Id.ToString(), property);

        Assert.Equal(HarmlessOfVoice.Contains(property) ? 1 : 0, (await UsableAsync(stage, voice)).Count);
        Assert.Single(await stage.Voices.ReadAsync(voice.Project, null, new(), default).ToListAsync());
    }

    private static async Task<IReadOnlyCollection<VoiceId>> UsableAsync(Stage stage, Voice voice) =>
        [.. (await stage.UsableQuotes.FindAsync(voice.Project, [voice.Id], Audience.Local, Purpose.Story, default)).Keys];

    private static async Task RemoveAsync(TableClient table, ProjectId project, string key, string property)
    {
        TableEntity row = await table.GetEntityAsync<TableEntity>(project.ToString(), key);
        row.Remove(property);
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }

    private static IEnumerable<string> PropertiesOf<T>() => typeof(T).GetProperties().Select(p => p.Name).Except(Keys, StringComparer.Ordinal);
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

public sealed class RecordConsentTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task After_a_stop_before_any_of_its_steps_a_repeat_completes_it_and_gives_a_code_that_works()
    {
        var stage = await Stage.SetAsync(azurite);
        var stopped = 0;
        for (var n = 1; ; n++)
        {
            var command = await ACommandAsync(stage);
            var first = await TryAsync(stage.StoppingBeforeCall(n, out _), command);
            if (first is not null)
                break;

            stopped++;
            var ledger = await stage.Ledger.ReadAsync(command.Project, command.Consent, default);
            Assert.True(
                await stage.Consents.FindAsync(command.Project, command.Consent, default) is null || ledger.Count == 1,
                "It took effect before the ledger said so.");

            var repeat = (await stage.RecordConsent.HandleAsync(command, Stage.Worker, default)).Value;
            Assert.True(repeat.IsNew);
            Assert.Equal(new CodeOwner(command.Project, command.Consent), await stage.Codes.FindAsync(repeat.Value.Code!, default));
            Assert.Equal(new LedgerVerified(true, 1), (await stage.VerifyLedger.HandleAsync(command.Project, default)).Value);
            var standing = (await stage.Consents.FindAsync(command.Project, command.Consent, default))!;
            Assert.Equal((await stage.Ledger.ReadAsync(command.Project, command.Consent, default))[0].ToInstant(), standing.RecordedAt);
        }

        Assert.InRange(stopped, 6, 12);
    }

    [Fact]
    public async Task What_the_ledger_says_first_stands_even_before_the_consent_itself_does()
    {
        var stage = await Stage.SetAsync(azurite);
        var command = await ACommandAsync(stage);
        Assert.Null(await TryAsync(stage.StoppingBeforeCall(5, out _), command));
        Assert.Single(await stage.Ledger.ReadAsync(command.Project, command.Consent, default));

        var wider = await stage.RecordConsent.HandleAsync(
            command with { Audiences = [Audience.Local, Audience.National] }, Stage.Worker, default);

        Assert.Equal("already-different", wider.Refusal?.Code);
        Assert.Null(await stage.Consents.FindAsync(command.Project, command.Consent, default));
    }

    private static async Task<RecordConsent> ACommandAsync(Stage stage)
    {
        var project = Given.AProject();
        var participant = Given.AParticipant(project.Id);
        await stage.Projects.AddAsync(project, default);
        await stage.Participants.AddAsync(participant, default);
        return new RecordConsent(
            project.Id, new(Guid.NewGuid()), participant.Id, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local],
            Given.Yes(), null, null, Given.Today.AddYears(1));
    }

    private static async Task<ConsentRecorded?> TryAsync(Stage stage, RecordConsent command)
    {
        try
        {
            return (await stage.RecordConsent.HandleAsync(command, Stage.Worker, default)).Value.Value;
        }
        catch (StoppedException)
        {
            return null;
        }
    }
}

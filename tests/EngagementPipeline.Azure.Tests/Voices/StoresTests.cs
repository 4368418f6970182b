using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

public sealed class StoresTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_is_kept_reads_back_equal_and_is_kept_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = Given.AProject() with { Rule = new(18, true), ReviewBySecondPerson = true };
        var session = Given.ASession(project.Id) with { Phase = Phase.Post16 };
        var participant = Given.AParticipant(project.Id, AgeBand.Under13) with { District = "Über-Ort", Sex = "girl" };

        Assert.True(await stage.Projects.AddAsync(project, default));
        Assert.False(await stage.Projects.AddAsync(project with { Title = "Another" }, default));
        Assert.True(await stage.Sessions.AddAsync(session, default));
        Assert.False(await stage.Sessions.AddAsync(session, default));
        Assert.True(await stage.Participants.AddAsync(participant, default));
        Assert.False(await stage.Participants.AddAsync(participant, default));

        Assert.Equal(project, await stage.Projects.FindAsync(project.Id, default));
        Assert.Equal(session, await stage.Sessions.FindAsync(project.Id, session.Id, default));
        Assert.Equal(participant, await stage.Participants.FindAsync(project.Id, participant.Id, default));
        Assert.Null(await stage.Sessions.FindAsync(new(Guid.NewGuid()), session.Id, default));
    }

    [Fact]
    public async Task A_consent_reads_back_equal_with_and_without_what_is_optional()
    {
        var stage = await Stage.SetAsync(azurite);
        var bare = Given.AConsent();
        var full = Given.AConsent() with
        {
            ParentOrCarer = Given.No(2),
            CompetenceNote = "Understands.",
            ExpiresOn = Given.Today,
            Uses = [Use.Quote, Use.Image],
            Purposes = [Purpose.Story, Purpose.AnnualReport],
            Audiences = [Audience.Local, Audience.National],
            Statement = new("1", "cy"),
        };
        await stage.Consents.AddAsync(bare, default);
        await stage.Consents.AddAsync(full, default);

        var read = await stage.Consents.FindAsync(full.Project, full.Id, default);
        Assert.True(full.IsSameAs(read!));
        Assert.Equal(full.RecordedAt, read!.RecordedAt);
        Assert.True(bare.IsSameAs((await stage.Consents.FindAsync(bare.Project, bare.Id, default))!));
    }

    [Fact]
    public async Task The_first_withdrawal_stays()
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent();
        await stage.Consents.AddAsync(consent, default);

        await stage.Consents.MarkWithdrawnAsync(consent.Project, consent.Id, stage.Clock.Now, default);
        await stage.Consents.MarkWithdrawnAsync(consent.Project, consent.Id, stage.Clock.Now.AddDays(1), default);

        Assert.Equal(stage.Clock.Now, (await stage.Consents.FindAsync(consent.Project, consent.Id, default))!.WithdrawnAt);
    }

    [Fact]
    public async Task A_voice_reads_back_equal_and_changes_only_under_its_mark()
    {
        var stage = await Stage.SetAsync(azurite);
        var voice = Given.AVoice(Given.AConsent()) with { OriginalWords = "Line one\nand ‘two’ – ünïcode 😀", Themes = ["a b", "c,\"d\""] };
        await stage.Voices.AddAsync(voice, default);

        var read = (await stage.Voices.FindAsync(voice.Project, voice.Id, default))!;
        Assert.True(voice.IsSameCaptureAs(read.Value));
        Assert.Equal(voice.CapturedBy, read.Value.CapturedBy);

        var edited = read.Value.Edit(Given.ASignature(), "Other invented words", "why");
        Assert.True(await stage.Voices.ReplaceAsync(read with { Value = edited }, default));
        Assert.False(await stage.Voices.ReplaceAsync(read with { Value = read.Value.Reject(Given.ASignature(), null) }, default));
        var again = (await stage.Voices.FindAsync(voice.Project, voice.Id, default))!.Value;
        Assert.Equal(edited, again with { Themes = edited.Themes, ConsentedAudiences = edited.ConsentedAudiences, ConsentedPurposes = edited.ConsentedPurposes });
    }

    [Fact]
    public async Task A_list_can_leave_out_what_no_consent_covered()
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent();
        foreach (var audience in Enum.GetValues<Audience>())
        {
            foreach (var purpose in Enum.GetValues<Purpose>())
                await stage.Voices.AddAsync(Given.AVoice(consent with { Audiences = [audience], Purposes = [purpose] }), default);
        }

        foreach (var audience in Enum.GetValues<Audience>())
        {
            foreach (var purpose in Enum.GetValues<Purpose>())
            {
                var voice = Assert.Single(
                    await stage.Voices.ReadAsync(consent.Project, null, new(VoiceStatus.Approved, audience, purpose), default).ToListAsync());
                Assert.Equal((audience, purpose), (Assert.Single(voice.ConsentedAudiences), Assert.Single(voice.ConsentedPurposes)));
            }
        }

        Assert.Equal(3, await stage.Voices.ReadAsync(consent.Project, null, new(Audience: Audience.National), default).CountAsync());
    }

    [Fact]
    public async Task Voices_read_in_the_order_of_their_ids_from_where_one_left_off_and_by_status()
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent();
        var voices = Enumerable.Range(0, 120)
            .Select(i => Given.AVoice(consent) with { Status = i % 3 == 0 ? VoiceStatus.Pending : VoiceStatus.Approved })
            .OrderBy(v => v.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        await Parallel.ForEachAsync(voices, async (voice, token) => await stage.Voices.AddAsync(voice, token));

        var all = await stage.Voices.ReadAsync(consent.Project, null, new(), default).ToListAsync();
        var rest = await stage.Voices.ReadAsync(consent.Project, voices[69].Id, new(), default).ToListAsync();
        var pending = await stage.Voices.ReadAsync(consent.Project, null, new(VoiceStatus.Pending), default).ToListAsync();

        Assert.Equal(voices.Select(v => v.Id), all.Select(v => v.Id));
        Assert.Equal(voices.Skip(70).Select(v => v.Id), rest.Select(v => v.Id));
        Assert.Equal(40, pending.Count);
    }

    [Fact]
    public async Task Sessions_read_from_where_one_left_off()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = Given.AProject().Id;
        var sessions = Enumerable.Range(0, 5).Select(_ => Given.ASession(project)).OrderBy(s => s.Id.ToString(), StringComparer.Ordinal).ToList();
        foreach (var session in sessions)
            await stage.Sessions.AddAsync(session, default);

        var rest = await stage.Sessions.ReadAsync(project, sessions[1].Id, default).ToListAsync();

        Assert.Equal(sessions.Skip(2), rest);
    }
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class VoiceTests
{
    [Fact]
    public void An_edit_stands_beside_the_words_as_captured()
    {
        var voice = AVoice(AConsent()) with { Status = VoiceStatus.Pending };

        var edited = voice.Edit(ASignature(), "Invented words, shortened.", "Took out the school");

        Assert.Equal(voice.OriginalWords, edited.OriginalWords);
        Assert.Equal("Invented words, shortened.", edited.Words);
        Assert.Equal(VoiceStatus.Approved, edited.Status);
        Assert.Equal(("Took out the school", ASignature(), ASignature()), (edited.EditReason, edited.Edited, edited.Reviewed));
        var back = edited.Edit(ASignature("worker-3"), voice.OriginalWords, null);
        Assert.Equal((voice.OriginalWords, null, null, null), (back.Words, back.EditedWords, back.EditReason, back.Edited));
        Assert.Equal(ASignature("worker-3"), back.Reviewed);
    }

    [Fact]
    public void The_words_as_captured_never_change_whatever_review_does()
    {
        var voice = AVoice(AConsent()) with { Status = VoiceStatus.Pending };
        Func<Voice, Voice>[] acts =
        [
            v => v.Approve(ASignature(), "note"), v => v.Edit(ASignature(), "Other invented words", "why"), v => v.Edit(ASignature(), "Third invented words", null),
            v => v.Reject(ASignature(), "note"), v => v.Refer(ASignature(), "worried"), v => v.Release(ASignature("lead"), "done"),
        ];

        foreach (var order in Enumerable.Range(0, acts.Length * acts.Length * acts.Length))
        {
            var reviewed = new[] { order % 6, order / 6 % 6, order / 36 }.Aggregate(voice, (v, act) => acts[act](v));
            Assert.Equal(voice.OriginalWords, reviewed.OriginalWords);
            Assert.Equal(reviewed.EditedWords is null, reviewed.Edited is null);
        }

        Assert.Equal(voice.OriginalWords, voice.Refer(ASignature(), null).Close(ASignature("lead"), "passed on", erase: false).OriginalWords);
    }

    [Fact]
    public void The_reason_of_an_edit_outlasts_a_later_approval()
    {
        var edited = AVoice(AConsent()).Edit(ASignature(), "Other invented words", "Took out the school");

        var approved = edited.Reject(ASignature("worker-3"), "not sure").Approve(ASignature("worker-4"), null);

        Assert.Equal(("Took out the school", ASignature(), ASignature("worker-4")), (approved.EditReason, approved.Edited, approved.Reviewed));
    }

    [Fact]
    public void The_same_decision_again_changes_nothing_and_another_edit_or_more_ticks_do()
    {
        var approved = AVoice(AConsent()).Approve(ASignature(), null);
        Assert.Same(approved, approved.Approve(ASignature("worker-3"), null));
        Assert.Equal(["people-there"], approved.Approve(ASignature("worker-3"), null, ["people-there"]).Ticked);

        var edited = approved.Edit(ASignature(), "Other invented words", "why");
        Assert.Same(edited, edited.Edit(ASignature("worker-3"), "Other invented words", "why"));
        Assert.Equal(ASignature("worker-3"), edited.Edit(ASignature("worker-3"), "Third invented words", "why").Reviewed);
    }

    [Fact]
    public void A_release_approves_nothing_and_passes_no_worry_on()
    {
        var released = AVoice(AConsent()).Approve(ASignature(), null).Refer(ASignature(), "worried").Release(ASignature("lead", 5), "talked to her");

        Assert.Equal((VoiceStatus.Pending, false, "talked to her"), (released.Status, released.WithLead, released.Note));
        Assert.Equal(new Referral(ASignature(), null, Released: ASignature("lead", 5)), released.Referral);
    }

    [Fact]
    public void A_closed_voice_stays_with_the_lead_and_is_erased_if_the_lead_says_so()
    {
        var held = AVoice(AConsent()).Refer(ASignature(), "worried");

        var closed = held.Close(ASignature("lead"), "passed on", erase: false);
        Assert.Equal((VoiceStatus.Closed, true, held.Words, "worried"), (closed.Status, closed.WithLead, closed.Words, closed.Referral!.Concern));
        Assert.Equal(closed, closed.Close(ASignature("lead", 7), "again", erase: false));

        foreach (var erased in new[] { held.Close(ASignature("lead"), "passed on", erase: true), closed.Close(ASignature("lead", 7), "again", erase: true) })
        {
            Assert.Equal((VoiceStatus.Closed, true, "", "passed on", null), (erased.Status, erased.WithLead, erased.Words, erased.Note, erased.Referral!.Concern));
            Assert.NotNull(erased.ErasedAt);
            Assert.Equal(ASignature("lead"), erased.Referral.Closed);
        }
    }

    [Fact]
    public void A_withdrawal_leaves_the_lead_the_marker_and_neither_words_nor_worry()
    {
        var held = AVoice(AConsent()).Refer(ASignature(), "worried about the words");

        foreach (var erased in new[] { held, held.Close(ASignature("lead"), "passed on", erase: false) }.Select(v => v.Erase(DateTimeOffset.UnixEpoch)))
        {
            Assert.Equal((VoiceStatus.Erased, true, "", null), (erased.Status, erased.WithLead, erased.Words, erased.Note));
            Assert.Equal((ASignature(), null), (erased.Referral!.By, erased.Referral.Concern));
        }

        Assert.False(held.Release(ASignature("lead"), null).Erase(DateTimeOffset.UnixEpoch).WithLead);
        var done = held.Erase(DateTimeOffset.UnixEpoch).Close(ASignature("lead"), "noted", erase: false);
        Assert.Equal((VoiceStatus.Erased, ASignature("lead")), (done.Status, done.Referral!.Closed));
    }

    [Fact]
    public void Erasing_leaves_no_text_that_anybody_wrote()
    {
        var erased = AVoice(AConsent()).Edit(ASignature(), "Other invented words.", "a reason that quotes the words").Refer(ASignature(), "a worry that quotes them").Erase(DateTimeOffset.UnixEpoch);

        var texts = typeof(Voice).GetProperties()
            .Where(p => p.PropertyType == typeof(string) && p.Name is not nameof(Voice.Language) and not nameof(Voice.CapturedBy))
            .Select(p => p.GetValue(erased) as string);
        Assert.All(texts, text => Assert.True(string.IsNullOrEmpty(text)));
        Assert.Null(erased.Referral!.Concern);
        Assert.Empty(erased.Themes);
        Assert.Equal(VoiceStatus.Erased, erased.Status);
        Assert.Equal(DateTimeOffset.UnixEpoch, erased.Erase(DateTimeOffset.MaxValue).ErasedAt);
    }

    [Fact]
    public void Is_the_same_capture_whoever_recorded_it_and_whatever_review_made_of_it()
    {
        var voice = AVoice(AConsent()) with { Status = VoiceStatus.Pending };
        var again = voice with { CapturedBy = "worker-2", Themes = [.. voice.Themes] };

        Assert.True(voice.Edit(ASignature(), "Other invented words.", "note").IsSameCaptureAs(again));
        Assert.True(voice.Refer(ASignature(), "note").IsSameCaptureAs(again));
    }

    private static readonly Func<Voice, Voice>[] Differences =
    [
        v => v with { OriginalWords = v.OriginalWords + "!" },
        v => v with { Themes = ["belonging", "school"] },
        v => v with { Themes = ["Belonging"] },
        v => v with { Credit = null },
        v => v with { Prompt = Prompt.Change },
        v => v with { Language = "cy" },
        v => v with { CapturedAt = v.CapturedAt.AddSeconds(1) },
        v => v with { Session = new(Guid.NewGuid()) },
        v => v with { Consent = new(Guid.NewGuid()) },
        v => v with { Participant = new(Guid.NewGuid()) },
    ];

    [Fact]
    public void Is_another_capture_when_anything_of_it_differs()
    {
        var voice = AVoice(AConsent());

        Assert.All(Differences, change => Assert.False(voice.IsSameCaptureAs(change(voice))));
    }

    [Fact]
    public void A_consent_is_the_same_when_everything_agreed_is()
    {
        var consent = AConsent();
        var again = consent with { Uses = [.. consent.Uses], RecordedAt = consent.RecordedAt.AddDays(1), WithdrawnAt = DateTimeOffset.UnixEpoch };

        Assert.True(consent.IsSameAs(again));
        Assert.False(consent.IsSameAs(consent with { Audiences = [Audience.Local, Audience.National] }));
        Assert.False(consent.IsSameAs(consent with { CompetenceNote = "Understands." }));
        Assert.False(consent.IsSameAs(consent with { YoungPerson = No() }));
        Assert.False(consent.IsSameAs(consent with { ExpiresOn = Today }));
    }
}

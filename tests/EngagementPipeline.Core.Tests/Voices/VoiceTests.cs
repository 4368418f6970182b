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

        var edited = voice.Edit("Invented words, shortened.", "Took out the school");

        Assert.Equal(voice.OriginalWords, edited.OriginalWords);
        Assert.Equal("Invented words, shortened.", edited.Words);
        Assert.Equal(VoiceStatus.Approved, edited.Status);
        Assert.Equal(voice.OriginalWords, edited.Edit(voice.OriginalWords, null).Words);
        Assert.Null(edited.Edit(voice.OriginalWords, null).EditedWords);
    }

    [Fact]
    public void A_release_approves_nothing()
    {
        Assert.Equal(VoiceStatus.Pending, AVoice(AConsent()).Refer("worried").Release("talked to her").Status);
    }

    [Fact]
    public void Erasing_leaves_no_text_that_anybody_wrote()
    {
        var erased = AVoice(AConsent()).Edit("Other invented words.", "a reason that quotes the words").Erase(DateTimeOffset.UnixEpoch);

        var texts = typeof(Voice).GetProperties()
            .Where(p => p.PropertyType == typeof(string) && p.Name is not nameof(Voice.Language) and not nameof(Voice.CapturedBy))
            .Select(p => p.GetValue(erased) as string);
        Assert.All(texts, text => Assert.True(string.IsNullOrEmpty(text)));
        Assert.Empty(erased.Themes);
        Assert.Equal(VoiceStatus.Erased, erased.Status);
        Assert.Equal(DateTimeOffset.UnixEpoch, erased.Erase(DateTimeOffset.MaxValue).ErasedAt);
    }

    [Fact]
    public void Is_the_same_capture_whoever_recorded_it_and_whatever_review_made_of_it()
    {
        var voice = AVoice(AConsent()) with { Status = VoiceStatus.Pending };
        var again = voice with { CapturedBy = "worker-2", Themes = [.. voice.Themes] };

        Assert.True(voice.Edit("Other invented words.", "note").IsSameCaptureAs(again));
        Assert.True(voice.Refer("note").IsSameCaptureAs(again));
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

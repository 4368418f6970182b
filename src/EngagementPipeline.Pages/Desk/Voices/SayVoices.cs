using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Pages.Desk.Voices;

/// <summary>Consents and voices in plain words.</summary>
internal static class SayVoices
{
    /// <summary>
    /// What a worker calls somebody who has no name here: the end of the participant's id, which differs between people added
    /// at the same time (its beginning is the time).
    /// </summary>
    public static string Reference(ParticipantId participant) => participant.Reference;

    public static string Uses(Consent consent) => Say.List(consent.Uses.Select(Of));

    public static string Purposes(Consent consent) => Say.List(consent.Purposes.Select(Of));

    public static string Audiences(Consent consent) => Say.List(consent.Audiences.Select(Of));

    public static string Of(Use use) => use switch
    {
        Use.Quote => "their words",
        Use.Audio => "their voice",
        _ => "a picture",
    };

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Story => "a web page",
        Purpose.Training => "training",
        _ => "the annual report",
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.Local => "near here",
        Audience.Regional => "in the region",
        _ => "in the whole country",
    };

    public static string Of(Prompt prompt) => prompt switch
    {
        Prompt.Experience => "What happened",
        Prompt.Feeling => "How it feels",
        Prompt.Change => "What should change",
        _ => "Something else",
    };

    public static string KindOf(ConsentState state) => state switch
    {
        ConsentState.Given => "yes",
        ConsentState.Withdrawn or ConsentState.Refused => "no",
        _ => "wait",
    };

    public static string Of(HowAgreed how) => how switch
    {
        HowAgreed.Paper => "on paper",
        HowAgreed.Online => "online",
        _ => "by saying so",
    };

    public static string Fact(string fact) => fact switch
    {
        "consent-recorded" => "Recorded",
        "consent-narrowed" => "Shown in fewer places",
        "consent-withdrawn" => "Withdrawn",
        "consent-expired" => "Expired",
        _ => Say.Name(fact),
    };

    /// <summary>When an entry says it happened; as it stands where somebody tampered with it.</summary>
    public static string Time(LedgerEntry entry) =>
        DateTimeOffset.TryParse(entry.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Say.Time(at) : entry.At;

    public static string Warning(string code) => code switch
    {
        "email" => "looks like an e-mail address",
        "link" => "looks like a link",
        "handle" => "looks like a name on social media",
        "phone" => "looks like a phone number",
        "postcode" => "looks like a postcode",
        "name" => "looks like a name",
        "school" => "looks like a school",
        "club" => "looks like a club, a team or a place of worship",
        "street" => "looks like a street or an address",
        "date" => "looks like a birthday, or a date beside an age",
        "place" => "is a place, beside something else that narrows who it could be",
        _ => $"may tell who it is ({Say.Name(code).ToLowerInvariant()})",
    };
}

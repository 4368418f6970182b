using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Identity;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Voices;

/// <summary>
/// What <c>PUT …/voices/{voice}</c> takes (api.md). The language is <c>en</c> where none is given. <c>refer</c> holds the voice for the
/// safeguarding lead from the first moment, and <c>concern</c>, which goes with it only, says what worries the worker.
/// </summary>
public sealed record CaptureVoiceRequest(
    string? Session,
    string? Participant,
    string? Consent,
    string? Prompt,
    string? Words,
    string? Language,
    string? CapturedAt,
    IReadOnlyList<string?>? Themes,
    string? Credit,
    bool? Refer,
    string? Concern)
{
    public Result<CaptureVoice> Parse(string project, string voice)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<VoiceId>(voice, "voice");
        var session = fields.Id<SessionId>(Session, "session");
        var participant = fields.Id<ParticipantId>(Participant, "participant");
        var consent = fields.Id<ConsentId>(Consent, "consent");
        var prompt = fields.Name<Prompt>(Prompt, "prompt");
        var words = fields.Text(Words, "words", Voice.LongestWords);
        var language = Language is null ? "en" : fields.Language(Language, "language");
        var capturedAt = fields.Instant(CapturedAt, "capturedAt");
        var themes = ParseThemes(fields);
        var credit = fields.OptionalText(Credit, "credit", Voice.LongestCredit);
        var concern = fields.OptionalText(Concern, "concern", Voice.LongestNote);
        if (concern is not null && Refer != true)
            fields.Error("concern", "Goes with refer: true only.");
        return fields.Build(() => new CaptureVoice(
            projectId, id, session, participant, consent, prompt, words, language, capturedAt, themes, credit, Refer ?? false, concern));
    }

    private List<string> ParseThemes(Fields fields)
    {
        if (Themes?.Count > Voice.MostThemes)
            fields.Error("themes", string.Create(CultureInfo.InvariantCulture, $"Has more than {Voice.MostThemes}."));
        return (Themes ?? [])
            .Take(Voice.MostThemes)
            .Select((theme, i) => fields.Text(theme, string.Create(CultureInfo.InvariantCulture, $"themes[{i}]"), Voice.LongestTheme))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
    }
}

/// <summary>
/// What <c>POST …/review</c> takes: <c>words</c> with the decision <c>edit</c>, and only then; <c>checked</c>, with an approval or an
/// edit, the keys of the motivated intruder's questions that the reviewer ticked.
/// </summary>
public sealed record ReviewVoiceRequest(string? Decision, string? Words, string? Note, IReadOnlyList<string?>? Checked, string? Seen)
{
    public Result<ReviewVoice> Parse(string project, string voice)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<VoiceId>(voice, "voice");
        var decision = fields.Name<Decision>(Decision, "decision");
        var words = decision == Core.Voices.Decision.Edit ? fields.Text(Words, "words", Voice.LongestWords) : null;
        if (Words is not null && decision != Core.Voices.Decision.Edit)
            fields.Error("words", "Go with the decision edit only.");
        var note = fields.OptionalText(Note, "note", Voice.LongestNote);
        var ticked = ParseChecked(fields, decision);
        VoiceStatus? seen = Seen is null ? null : fields.Name<VoiceStatus>(Seen, "seen");
        return fields.Build(() => new ReviewVoice(projectId, id, decision, words, note, ticked, seen));
    }

    /// <summary>In the order of the questions.</summary>
    private List<string>? ParseChecked(Fields fields, Decision decision)
    {
        if (Checked is null)
            return null;
        if (decision is not (Core.Voices.Decision.Approve or Core.Voices.Decision.Edit))
            fields.Error("checked", "Goes with the decisions approve and edit only.");
        var known = MotivatedIntruder.Questions.Select(question => question.Key).ToList();
        if (Checked.Any(key => key is null || !known.Contains(key)))
            fields.Error("checked", $"Holds something else than: {string.Join(", ", known)}.");
        return known.Where(Checked.Contains).ToList();
    }
}

/// <summary>What <c>POST …/voices/{voice}/consent</c> takes: the later consent.</summary>
public sealed record RenewConsentRequest(string? Consent)
{
    public Result<RenewConsent> Parse(string project, string voice)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<VoiceId>(voice, "voice");
        var consent = fields.Id<ConsentId>(Consent, "consent");
        return fields.Build(() => new RenewConsent(projectId, id, consent));
    }
}

/// <summary>What <c>POST …/release</c> takes: nothing, or why.</summary>
public sealed record ReleaseVoiceRequest(string? Note)
{
    public Result<ReleaseVoice> Parse(string project, string voice)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<VoiceId>(voice, "voice");
        var note = fields.OptionalText(Note, "note", Voice.LongestNote);
        return fields.Build(() => new ReleaseVoice(projectId, id, note));
    }
}

/// <summary>What <c>POST …/close</c> takes: why, and whether the words go too (they stay, for the lead alone, where nothing is said).</summary>
public sealed record CloseVoiceRequest(string? Reason, bool? Erase)
{
    public Result<CloseVoice> Parse(string project, string voice)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<VoiceId>(voice, "voice");
        var reason = fields.Text(Reason, "reason", Voice.LongestNote);
        return fields.Build(() => new CloseVoice(projectId, id, reason, Erase ?? false));
    }
}

/// <summary>Reads <c>?status=&amp;theme=&amp;usableFor=&amp;purpose=&amp;continue=</c>; what is empty is not asked.</summary>
public static class ListVoicesQuery
{
    public static Result<ListVoices> Parse(HttpRequest request, string project)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var status = request.AskedName<VoiceStatus>(fields, "status");
        var theme = fields.OptionalText(request.Asked("theme"), "theme", Voice.LongestTheme);
        var audience = request.AskedName<Audience>(fields, "usableFor");
        var purpose = request.AskedName<Purpose>(fields, "purpose");
        return request.Place<VoiceId>().Then(from => fields.Build(() => new ListVoices(id, status, theme, audience, purpose, from)));
    }
}

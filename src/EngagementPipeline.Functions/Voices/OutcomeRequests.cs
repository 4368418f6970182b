using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Identity;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Functions.Voices;

/// <summary>What <c>PUT …/outcomes/{outcome}</c> takes (docs/my-voice.md): exactly one of voices and theme.</summary>
public sealed record OutcomeRequest(
    IReadOnlyList<string?>? Voices, string? Theme, string? YouSaid, string? WeDid, string? DecidedOn, string? By)
{
    public Result<RecordOutcome> Parse(string project, string outcome)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<OutcomeId>(outcome, "outcome");
        var theme = fields.OptionalText(Theme, "theme", Voice.LongestTheme);
        var voices = VoicesOf(fields);
        if ((theme is null) == (voices is []))
            fields.Error("voices", "Name the voices that this answers, or the theme: one of the two.");
        var youSaid = fields.Text(YouSaid, "youSaid", Outcome.LongestYouSaid);
        var weDid = fields.Text(WeDid, "weDid", Outcome.LongestWeDid);
        var decidedOn = fields.Day(DecidedOn, "decidedOn");
        var by = fields.OptionalText(By, "by", Outcome.LongestBy);
        return fields.Build(() => new RecordOutcome(projectId, id, voices, theme, youSaid, weDid, decidedOn, by));
    }

    private List<VoiceId> VoicesOf(Fields fields)
    {
        var voices = (Voices ?? [])
            .Select((voice, i) => fields.Id<VoiceId>(voice, string.Create(CultureInfo.InvariantCulture, $"voices[{i}]")))
            .ToList();
        if (voices.Count > Outcome.MostVoices)
            fields.Error("voices", string.Create(CultureInfo.InvariantCulture, $"Names more than {Outcome.MostVoices}. Give them a theme, and answer that."));
        if (voices.Distinct().Count() != voices.Count)
            fields.Error("voices", "Names one twice.");
        return voices;
    }
}

/// <summary>What may tell who spoke, in what was written. Each warning says in which field.</summary>
public sealed record OutcomeRecordedAnswer(OutcomeId Outcome, IReadOnlyList<OutcomeWarning> Warnings)
{
    public static OutcomeRecordedAnswer Of(OutcomeRecorded recorded) => new(
        recorded.Outcome,
        [
            .. recorded.YouSaidWarnings.Select(warning => OutcomeWarning.Of("youSaid", warning)),
            .. recorded.WeDidWarnings.Select(warning => OutcomeWarning.Of("weDid", warning)),
        ]);
}

public sealed record OutcomeWarning(string Field, string Code, int Start, int Length, string Text)
{
    public static OutcomeWarning Of(string field, IdentityWarning warning) =>
        new(field, warning.Code, warning.Start, warning.Length, warning.Text);
}

public sealed record OutcomeAnswer(
    OutcomeId Outcome,
    IReadOnlyList<VoiceId>? Voices,
    string? Theme,
    string? YouSaid,
    string WeDid,
    DateOnly DecidedOn,
    string? By,
    DateTimeOffset RecordedAt,
    DateTimeOffset? WordsErasedAt)
{
    public static OutcomeAnswer Of(Outcome outcome) => new(
        outcome.Id,
        outcome.Theme is null ? outcome.Voices : null,
        outcome.Theme,
        outcome.YouSaid,
        outcome.WeDid,
        outcome.DecidedOn,
        outcome.By,
        outcome.RecordedAt,
        outcome.WordsErasedAt);
}

using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.MyVoice;

/// <summary>A code, as it was typed.</summary>
public sealed record CodeRequest(string? Code)
{
    /// <summary>Characters; a code has sixteen, and people put blanks and hyphens between.</summary>
    private const int LongestTyped = 64;

    public Result<string> Parse()
    {
        var fields = new Fields();
        var code = fields.Text(Code, "code", LongestTyped);
        return fields.Build(() => code);
    }
}

/// <summary>What <c>POST …/everything</c> takes: whether the lead looked at what has to be looked at first, and how the person asked, for the audit.</summary>
public sealed record HandOverRequest(bool? LookedAt = null, string? Why = null)
{
    public Result<HandOver> Parse(string project, string participant)
    {
        var fields = new Fields();
        var (of, whose) = (fields.Id<ProjectId>(project, "project"), fields.Id<ParticipantId>(participant, "participant"));
        var why = fields.OptionalText(Why, "why", EraseEverything.LongestWhy);
        return fields.Build(() => new HandOver(of, whose, LookedAt ?? false, why));
    }
}

/// <summary>What <c>POST …/erase</c> takes: how the person asked, for the audit; never what they said.</summary>
public sealed record EraseEverythingRequest(string? Why = null)
{
    public Result<EraseEverything> Parse(string project, string participant)
    {
        var fields = new Fields();
        var (of, whose) = (fields.Id<ProjectId>(project, "project"), fields.Id<ParticipantId>(participant, "participant"));
        var why = fields.OptionalText(Why, "why", EraseEverything.LongestWhy);
        return fields.Build(() => new EraseEverything(of, whose, why));
    }
}

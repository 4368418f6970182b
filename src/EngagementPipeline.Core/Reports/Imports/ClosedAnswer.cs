namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>What kind of answers a question takes.</summary>
public enum AnsweredWith
{
    YesOrNo,

    /// <summary>From strongly disagree to strongly agree.</summary>
    Agreement,

    /// <summary>1 to 5, where 5 is best.</summary>
    Scale,

    /// <summary>Anything else: somebody's own words.</summary>
    Words,
}

/// <summary>The answers that can be counted as a share, and which of them are in favour (docs/imports.md).</summary>
internal static class ClosedAnswer
{
    private static readonly Dictionary<string, (AnsweredWith With, bool InFavour)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["yes"] = (AnsweredWith.YesOrNo, true),
        ["no"] = (AnsweredWith.YesOrNo, false),
        ["not sure"] = (AnsweredWith.YesOrNo, false),
        ["don't know"] = (AnsweredWith.YesOrNo, false),
        ["strongly agree"] = (AnsweredWith.Agreement, true),
        ["agree"] = (AnsweredWith.Agreement, true),
        ["neither agree nor disagree"] = (AnsweredWith.Agreement, false),
        ["neutral"] = (AnsweredWith.Agreement, false),
        ["disagree"] = (AnsweredWith.Agreement, false),
        ["strongly disagree"] = (AnsweredWith.Agreement, false),
        ["1"] = (AnsweredWith.Scale, false),
        ["2"] = (AnsweredWith.Scale, false),
        ["3"] = (AnsweredWith.Scale, false),
        ["4"] = (AnsweredWith.Scale, true),
        ["5"] = (AnsweredWith.Scale, true),
    };

    /// <summary>Null for anything else, which is somebody's own words.</summary>
    public static (AnsweredWith With, bool InFavour)? Of(string answer) =>
        Known.TryGetValue(answer.Replace('’', '\''), out var known) ? known : null;

    public static string Expected(AnsweredWith with) => with switch
    {
        AnsweredWith.YesOrNo => "yes, no, not sure or don't know",
        AnsweredWith.Agreement => "strongly agree, agree, neither agree nor disagree, disagree or strongly disagree",
        _ => "a whole number from 1 to 5",
    };
}

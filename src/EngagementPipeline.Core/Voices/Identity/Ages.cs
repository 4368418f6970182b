using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Whether the words tell how old somebody is, or which school year they are in.</summary>
internal static partial class Ages
{
    public static bool AreToldIn(SpokenText text) => Told().IsMatch(text.Text);

    private const string Age =
        "([4-9]|1[0-9]|2[0-5]|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)";

    private const string BeforeAge =
        "(i['’]?m|i am|i was|im only|i['’]?m only|am only|aged?|who is|she['’]?s|he['’]?s|turn(ed|ing)?|when i was) (only |nearly |just |about )?";

    [GeneratedRegex(
        $@"\b({BeforeAge}{Age}|{Age}[ -]?(years?|yrs?)[ -]old|{Age} ?y/?o|(year|yr) ?([1-9]|1[0-3])|y([7-9]|1[0-3]))\b",
        Expressions.Linear)]
    private static partial Regex Told();
}

using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// A day and month beside a birthday; a day, month and year anywhere in words that also tell a birth or an age. A date alone
/// says when something happened, not who somebody is, and is left alone.
/// </summary>
internal sealed partial class DateClue : IIdentityClue
{
    /// <summary>How far, in UTF-16 units, a day without its year may stand from the birthday it is.</summary>
    private const int Beside = 40;

    public IdentityKind Kind => IdentityKind.Date;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        if (text.Text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return [];

        var births = Expressions.PiecesOf(Birth(), text);
        IEnumerable<Piece> exact = births.Count > 0 || Ages.AreToldIn(text) ? Expressions.PiecesOf(WithYear(), text) : [];
        return exact.Concat(Expressions.PiecesOf(DayAndMonth(), text).Where(day => births.Exists(birth => AreBeside(birth, day))));
    }

    private static bool AreBeside(Piece birth, Piece day) =>
        day.Start - birth.End is >= 0 and <= Beside || birth.Start - day.End is >= 0 and <= Beside;

    private const string Month =
        "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)";

    private const string InDigits = "(0?[1-9]|[12][0-9]|3[01])";

    private const string MonthInDigits = "(0?[1-9]|1[0-2])";

    private const string Day = $"{InDigits}(st|nd|rd|th)?";

    private const string Year = "(19|20)[0-9][0-9]";

    [GeneratedRegex(
        $@"\b({InDigits}[/.-]{MonthInDigits}[/.-](19|20)?[0-9][0-9]|{Year}[/.-]{MonthInDigits}[/.-]{InDigits}"
        + $@"|{Day}( of)? {Month},? ?['’]?({Year}|[0-2][0-9])|{Month} (the )?{Day},? {Year})\b",
        Expressions.Linear)]
    private static partial Regex WithYear();

    [GeneratedRegex($@"\b({Day}( of)? {Month}|{Month} (the )?{Day}|{InDigits}/{MonthInDigits})\b", Expressions.Linear)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(
        @"\b(born|birth ?days?|b-?day|birth|d\.?o\.?b|turn(ed|ing|s)? ([1-9]|1[0-9]|2[0-5])|penblwydd|urodziny"
        + @"|(my|his|her|their) (1[0-9]th|21st|(ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie)th|twenty[ -]first))\b",
        Expressions.Linear)]
    private static partial Regex Birth();
}

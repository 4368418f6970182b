using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Identity;

// What shows by how it is written. The expressions never backtrack: their time is linear in the words, whatever the words are.

internal sealed partial class EmailClue : IIdentityClue
{
    public IdentityKind Kind => IdentityKind.Email;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        var written = text.Text.Contains('@', StringComparison.Ordinal) ? Expressions.PiecesOf(Written(), text) : [];
        var speltOut = text.Text.Contains("dot", StringComparison.OrdinalIgnoreCase) ? Expressions.PiecesOf(SpeltOut(), text) : [];
        return written.Concat(speltOut);
    }

    [GeneratedRegex(@"[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", Expressions.Linear)]
    private static partial Regex Written();

    /// <summary>"lexi dot may at example dot com": at least one dot after the at, or every "look at that dot" would be one.</summary>
    [GeneratedRegex(
        @"\b[a-z0-9._+-]+( dot [a-z0-9_+-]+){0,3} ?[\[(]?\bat\b[\])]? ?[a-z0-9-]+( ?[\[(]?\bdot\b[\])]? ?[a-z0-9-]{2,12}){1,3}\b",
        Expressions.Linear)]
    private static partial Regex SpeltOut();
}

internal sealed partial class LinkClue : IIdentityClue
{
    public IdentityKind Kind => IdentityKind.Link;

    public IEnumerable<Piece> FindIn(SpokenText text) =>
        text.Text.Contains('.', StringComparison.Ordinal) ? Expressions.PiecesOf(Written(), text) : [];

    /// <summary>
    /// An address, or a bare name that ends as addresses do. Endings that are words too ("told.me") need a path after them.
    /// </summary>
    [GeneratedRegex(
        @"(https?://|www\.)\S*[\w/]"
        + @"|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.((com|net|org|uk|co|app|info|wales|cymru)\b(/\S*[\w/])?|(io|me|tv|gg|ly|ee|be|link|bio|page|site)/\S*[\w/])",
        Expressions.Linear)]
    private static partial Regex Written();
}

internal sealed partial class HandleClue : IIdentityClue
{
    public IdentityKind Kind => IdentityKind.Handle;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        var found = Expressions.PiecesOf(Marked(), text);
        foreach (Match match in Announced().Matches(text.Text))
        {
            var handle = match.Groups["handle"];
            var length = handle.ValueSpan.TrimEnd('.').Length;
            if (IsOdd(handle.ValueSpan[..length], match.Groups["certain"].Success))
                found.Add(new Piece(handle.Index, length));
        }

        return found;
    }

    /// <summary>Whether it can't be a word: "zz.mollusc07", and after "gamertag" also "DragonPotato"; not "3pm" nor "great".</summary>
    private static bool IsOdd(ReadOnlySpan<char> handle, bool certain)
    {
        var (digits, letters, turns) = (0, 0, 0);
        for (var i = 0; i < handle.Length; i++)
        {
            if (char.IsDigit(handle[i]))
                digits++;
            else if (char.IsLetter(handle[i]))
                letters++;
            if (i > 0 && char.IsUpper(handle[i]) && char.IsLower(handle[i - 1]))
                turns++;
        }

        return letters > 2 && (digits > 0 || handle.Contains('.') || (certain && turns > 0));
    }

    /// <summary>An @, or what no word has: an underscore, # and four digits, or a dot within and digits at the end.</summary>
    [GeneratedRegex(
        @"@[a-z0-9_](\.?[a-z0-9_]){1,29}|\b[a-z][a-z0-9]*(\.[a-z0-9]+)*\.[a-z]+[0-9]{1,4}\b"
        + @"|[a-z0-9_.]*[a-z][a-z0-9.]*_[a-z0-9_.]*|_[a-z0-9_.]*[a-z]{2}[a-z0-9_.]*|\b[a-z0-9_.]{2,32}#[0-9]{4}\b",
        Expressions.Linear)]
    private static partial Regex Marked();

    [GeneratedRegex(
        @"\b((?<certain>gamer ?tags?|user ?names?|handle|ign|psn|roblox|xbox|fortnite|minecraft)"
        + @"|snap|snapchat|sc|insta|finsta|instagram|ig|tik ?tok|twitter|discord|twitch|youtube|reddit|threads)\b(['’]?s)?"
        + @"( (name|names|user|username|account|acc|tag|page|id))?( is| its| it['’]s| at| under| called| there| on there|:| :| -| =)* ?(?<handle>[a-z0-9][a-z0-9._]{2,40})",
        Expressions.Linear)]
    private static partial Regex Announced();
}

internal sealed partial class PhoneClue : IIdentityClue
{
    public IdentityKind Kind => IdentityKind.Phone;

    public IEnumerable<Piece> FindIn(SpokenText text) => Expressions.PiecesOf(Written(), text);

    /// <summary>
    /// A British number, in the country's or the international form, however it is spaced: 10 or 11 digits from 0, +44 or 0044.
    /// </summary>
    [GeneratedRegex(@"(\+44[ .-]?(\(0\)[ .-]?)?|\b0044[ .-]?(\(0\)[ .-]?)?|\(?\b0)[1-9]([ .()-]{0,2}[0-9]){8,9}\b", Expressions.Linear)]
    private static partial Regex Written();
}

internal static class Expressions
{
    public const RegexOptions Linear =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    public static List<Piece> PiecesOf(Regex expression, SpokenText text)
    {
        var pieces = new List<Piece>();
        foreach (var match in expression.EnumerateMatches(text.Text))
            pieces.Add(new Piece(match.Index, match.Length));
        return pieces;
    }
}

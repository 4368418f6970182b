using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// Points a reviewer at what may identify somebody. It is a help for the reviewer's own eyes: what it leaves alone may still
/// identify (docs/identity-warnings.md says what it looks for, what it can't see, and how often it is right).
/// </summary>
public static class IdentityWarnings
{
    private static readonly IReadOnlyList<IIdentityClue> Clues =
    [
        new EmailClue(),
        new LinkClue(),
        new HandleClue(),
        new PhoneClue(),
        new PostcodeClue(),
        new DateClue(),
        new StreetClue(),
        new SchoolClue(),
        new ClubClue(),
        new NameClue(),
        new PlaceClue(),
    ];

    /// <summary>
    /// In the order in which they stand in the words; none overlaps another. Where two clues see the same piece, the longer sight
    /// of it is told, and of two as long the one whose kind is told by how it is written.
    /// </summary>
    public static IReadOnlyList<IdentityWarning> In(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var text = new SpokenText(words);
        var found = new List<(Piece Piece, IdentityKind Kind, int Rank)>();
        for (var rank = 0; rank < Clues.Count; rank++)
        {
            foreach (var piece in Clues[rank].FindIn(text))
                found.Add((piece, Clues[rank].Kind, rank));
        }

        found.Sort((a, b) =>
            a.Piece.Length != b.Piece.Length ? b.Piece.Length.CompareTo(a.Piece.Length)
            : a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank)
            : a.Piece.Start.CompareTo(b.Piece.Start));

        var kept = new SortedList<int, IdentityWarning>();
        var taken = new bool[words.Length];
        foreach (var (piece, kind, _) in found)
        {
            if (taken.AsSpan(piece.Start, piece.Length).Contains(true))
                continue;
            taken.AsSpan(piece.Start, piece.Length).Fill(true);
            var written = words.Substring(piece.Start, piece.Length);
            kept.Add(piece.Start, new IdentityWarning(Kebab.Of(kind), piece.Start, piece.Length, written));
        }

        return kept.Values.ToList();
    }
}

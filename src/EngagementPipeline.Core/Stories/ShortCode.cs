using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// What stands behind <c>/g/</c> in a share's short address: seven letters that can be told apart on a poster from across a room, and read out on
/// a telephone. No vowels, so that none of them is a word; about 890 million of them, chosen at random, so that they tell nothing of when or to whom.
/// </summary>
public readonly record struct ShortCode
{
    private const string Alphabet = "bcdfghjkmnpqrstvwxz";

    private const int Length = 7;

    private ShortCode(string value) => Value = value;

    public string Value { get; }

    public static ShortCode Random() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Capitals are taken as the letters they are: somebody types this from paper.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ShortCode code)
    {
#pragma warning disable CA1308 // addresses are lower-case
        var letters = text?.ToLowerInvariant();
#pragma warning restore CA1308
        code = letters?.Length == Length && letters.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal)) ? new(letters) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}

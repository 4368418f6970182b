using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// The key to one consent, for the young person alone: 80 random bits as 16 letters and digits of Crockford's base 32, which
/// has no I, L, O or U. Written <c>7K3M-9QXT-0WEF-HJ2A</c>; read in any case, with or without hyphens and spaces, and with
/// O for 0 and I or L for 1. Shown once; only <see cref="HashWith"/> is kept. Made here, or by a device that has no signal
/// (<c>codes.js</c> does as <see cref="Random"/>), so that the young person has it at once.
/// </summary>
public sealed class WithdrawalCode
{
    public const int Length = 16;

    /// <summary>Random codes have more but for one in a thousand million; fewer were typed by somebody.</summary>
    private const int FewestSymbols = 5;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly string _symbols;

    private WithdrawalCode(string symbols) => _symbols = symbols;

    public static WithdrawalCode Random() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Null when this can be no code at all.</summary>
    public static WithdrawalCode? Read(string? text)
    {
        var symbols = new StringBuilder(Length);
        foreach (var c in text ?? "")
        {
            if (char.IsWhiteSpace(c) || c is '-' or '–' or '—' or '_' or '.')
                continue;
            var symbol = char.ToUpperInvariant(c) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var upper => upper,
            };
            if (!Alphabet.Contains(symbol, StringComparison.Ordinal) || symbols.Length == Length)
                return null;
            symbols.Append(symbol);
        }

        return symbols.Length == Length ? new(symbols.ToString()) : null;
    }

    /// <summary>False for one such as 0000-0000-0000-0000, which nobody drew at random.</summary>
    public bool LooksRandom => _symbols.Distinct().Count() >= FewestSymbols;

    /// <summary>In groups of four, as it is shown to the young person. Never to be logged or stored.</summary>
    public string ToShow() => string.Join('-', _symbols.Chunk(4).Select(group => new string(group)));

    /// <summary>HMAC-SHA256 in lower-case hex: without the key, a stolen table of hashes can't be tried against.</summary>
    public string HashWith(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(_symbols)));

    /// <summary>Says nothing, so that a stray interpolation tells nobody.</summary>
    public override string ToString() => "(withdrawal code)";
}

/// <summary>Whose consent a code is the key to.</summary>
public sealed record CodeOwner(ProjectId Project, ConsentId Consent);

public interface IWithdrawalCodes
{
    Task AddAsync(WithdrawalCode code, CodeOwner owner, CancellationToken cancellationToken);

    /// <summary>Null when no consent has this code. As many look-ups as there are keys, found or not. Throws where it can't be told, because a key is missing.</summary>
    Task<CodeOwner?> FindAsync(WithdrawalCode code, CancellationToken cancellationToken);
}

/// <summary>
/// The keys of one name: what is hashed now is hashed with <paramref name="Current"/>; what was hashed with one of <paramref name="Former"/> is found by that one only.
/// <paramref name="SomeMissing"/> when another was in use once and is not here: then what is not found may have been hashed with that.
/// </summary>
public sealed record Keys(byte[] Current, IReadOnlyList<byte[]> Former, bool SomeMissing);

/// <summary>Secret keys of this installation (docs/decisions/0022).</summary>
public interface IKeyRing
{
    /// <summary>Each of 32 bytes or more; the same for a name on every instance, until somebody rotates them.</summary>
    Task<Keys> GetAsync(string name, CancellationToken cancellationToken);
}

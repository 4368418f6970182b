namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>What a piece of somebody's words looks like. Its name in kebab-case is the warning's code.</summary>
public enum IdentityKind
{
    /// <summary>A first name, a surname, a title or initials with a surname.</summary>
    Name,
    School,

    /// <summary>A club, a team, a group or a place of worship.</summary>
    Club,

    /// <summary>A street, an estate, a block of flats, an address.</summary>
    Street,

    /// <summary>A whole postcode, or its first half.</summary>
    Postcode,
    Phone,
    Email,
    Handle,
    Link,

    /// <summary>A date of birth or a birthday, or an exact date in words that also tell an age.</summary>
    Date,

    /// <summary>
    /// A smaller place, in words that hold something else that narrows (another place, an age, where a family comes from), or one that
    /// no list of towns knows.
    /// </summary>
    Place,
}

/// <summary>
/// Something in the words that may tell who spoke, or about whom. <paramref name="Code"/> is an <see cref="IdentityKind"/>'s name;
/// <paramref name="Start"/> and <paramref name="Length"/> count UTF-16 units, as JavaScript's strings do; <paramref name="Text"/> is
/// that piece of the words, and as private as they are.
/// </summary>
public sealed record IdentityWarning(string Code, int Start, int Length, string Text);

using System.Runtime.InteropServices;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Looks for one kind of detail. Pure, and linear in the length of the words.</summary>
internal interface IIdentityClue
{
    IdentityKind Kind { get; }

    IEnumerable<Piece> FindIn(SpokenText text);
}

/// <summary>A piece of the words, in UTF-16 units.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Piece(int Start, int Length)
{
    public int End => Start + Length;
}

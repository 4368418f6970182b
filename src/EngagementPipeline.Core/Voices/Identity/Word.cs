namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>How a word is written.</summary>
internal enum Shape
{
    Lower,

    /// <summary>First letter large, and not the whole word: <c>Amina</c>, <c>O'Rourke</c>.</summary>
    Capital,

    /// <summary>One large letter.</summary>
    Letter,

    /// <summary>All letters large, two or more: an abbreviation, or shouting.</summary>
    Shouted,

    /// <summary>Begins with a digit.</summary>
    Number,
}

/// <summary>What stands between a word and the one before it.</summary>
internal enum Gap
{
    /// <summary>A sentence begins here: nothing, or a full stop, a line's end, a bracket, an opening quotation.</summary>
    Opening,
    Space,
    Comma,

    /// <summary>A colon, a dash, a slash, something else within a sentence.</summary>
    Other,
}

/// <summary>
/// One word of somebody's words. <see cref="Plain"/> is without capitals, accents and a possessive ending, and <see cref="Length"/>
/// leaves the ending out too: "Zoë's" is <c>zoe</c>, three long, <see cref="Possessive"/>.
/// </summary>
internal readonly record struct Word(int Start, int Length, string Plain, Known Known, Shape Shape, Gap Gap, bool Possessive)
{
    public int End => Start + Length;

    public bool OpensSentence => Gap == Gap.Opening;

    public bool Is(Known any) => (Known & any) != Known.Nothing;
}

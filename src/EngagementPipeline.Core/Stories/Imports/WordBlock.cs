namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>One thing that stands in a document, in its order.</summary>
internal abstract record WordBlock;

/// <summary>A paragraph; of a list where <paramref name="List"/> says which, and how deep.</summary>
internal sealed record WordParagraph(WordRole Role, int Level, (string Number, int Level)? List, IReadOnlyList<Stretch> Stretches) : WordBlock
{
    /// <summary>False when the paragraph is longer than anything that is taken in, and its end is missing.</summary>
    public bool Whole { get; init; } = true;
}

/// <summary>
/// A picture. <paramref name="Part"/>: where in the file it stands; null when it is not in the file. <paramref name="Film"/>: the address of the film that it
/// stands for.
/// </summary>
internal sealed record WordPicture(string? Part, string Alt, bool Decorative, string? Film) : WordBlock;

/// <summary>Something that is no text and no picture, and does not arrive.</summary>
internal sealed record WordLoss(ImportLoss Loss) : WordBlock;

/// <summary>What does not arrive of a file, or not as it was.</summary>
internal enum ImportLoss
{
    Words,
    QuoteByHand,
    Picture,
    PictureOutside,
    Film,
    Table,
    Footnote,
    Comment,
    TrackedChange,
    Chart,
    Embedded,
    Formula,
    Contents,
    Hidden,
    InnerLink,
    LongHeading,
    LongParagraph,
    Full,
    QuoteNotUsable,
    MediaMissing,
    QuotedParagraph,
    LostLink,
    ConsentMissing,
}

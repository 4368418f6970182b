using DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>A4, with 25 mm around the text.</summary>
internal static class WordPage
{
    /// <summary>Of the text, in twentieths of a point: 160 mm.</summary>
    public const int TextWidth = 9070;

    /// <summary>Of the text, in EMU (36,000 to a millimetre).</summary>
    public const long TextWidthEmu = 160 * Millimetre;

    public const long Millimetre = 36_000;

    public static SectionProperties WithFooter(string relationship) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = relationship },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1418, Right = 1418, Bottom = 1418, Left = 1418, Header = 709, Footer = 709, Gutter = 0 });
}

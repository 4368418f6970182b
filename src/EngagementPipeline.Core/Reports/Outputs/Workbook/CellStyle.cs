namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>How a cell looks: the index of a format in <see cref="Styles"/>, in that order.</summary>
internal enum CellStyle
{
    Standard,
    Title,
    Heading,
    Link,

    /// <summary>Wrapped, at the left edge: a table's first column, and paragraphs.</summary>
    First,

    /// <summary>Stays text also when somebody edits the cell.</summary>
    FirstLikeFormula,
    HeaderOfFirst,

    /// <summary>Wrapped, and a little away from numbers that end before it.</summary>
    Text,

    /// <inheritdoc cref="FirstLikeFormula"/>
    TextLikeFormula,
    HeaderOfText,
    HeaderOfNumbers,
    Day,

    /// <summary>A mark where a number would stand.</summary>
    Mark,

    /// <summary>A number without decimals; those with one to four follow.</summary>
    Number,
}

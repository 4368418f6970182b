namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>One sheet, before it is a file: a title in A1, lines under it, and at most one table under those.</summary>
/// <param name="Name">Of its tab: at most 31 letters, digits and underscores.</param>
/// <param name="Title">Stands in A1.</param>
/// <param name="Holds">What is on it, for the table of contents.</param>
/// <param name="Lines">Each in column A, none of them empty.</param>
/// <param name="Table">Null only where the sheet is all text.</param>
internal sealed record SheetContent(string Name, string Title, string Holds, IReadOnlyList<Line> Lines, SheetTable? Table = null);

/// <summary>One row of text in column A.</summary>
internal abstract record Line(string Text)
{
    public sealed record Plain(string Text) : Line(Text);

    public sealed record Heading(string Text) : Line(Text);

    /// <summary>Leads to the top of another sheet.</summary>
    public sealed record Link(string Text, string Sheet) : Line(Text);
}

/// <summary>A table with a header row, each of its cells filled.</summary>
/// <param name="Name">What Excel's "Go to" lists: a letter, then letters, digits and underscores, one of each in a workbook.</param>
internal sealed record SheetTable(string Name, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <param name="Title">One of each in a table.</param>
/// <param name="Width">In characters of the standard font.</param>
/// <param name="Right">Numbers and days stand to the right, and their header with them.</param>
internal sealed record Column(string Title, int Width, bool Right = false);

internal abstract record Cell
{
    /// <summary>The guidance's shorthand; <see cref="NotesSheet"/> says what it means.</summary>
    public static Cell NotAvailable { get; } = new Text("[x]");

    /// <inheritdoc cref="NotAvailable"/>
    public static Cell NotApplicable { get; } = new Text("[z]");

    public static Cell Of(decimal? value) => value is { } number ? new Number(number) : NotAvailable;

    public static Cell Of(string? text) => string.IsNullOrWhiteSpace(text) ? NotAvailable : new Text(text);

    public sealed record Text(string Value) : Cell;

    public sealed record Number(decimal Value) : Cell;

    public sealed record Day(DateOnly Value) : Cell;

    public sealed record Link(string Value, string Sheet) : Cell;
}

using System.Globalization;

namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal BadReportingYear { get; } =
        BadField("year", "Must be a reporting year, April to March, such as 2021-22.");

    public static Refusal BadYearsToCompare { get; } =
        BadField("years", "Choose two to five reporting years, such as 2020-21,2021-22.");

    public static Refusal YearNotBegun(ReportingYear year) =>
        new("year-not-begun", "This reporting year has not begun", 422,
            string.Create(CultureInfo.InvariantCulture, $"{year} begins on {year.FirstDay:d MMMM yyyy}."));

    /// <summary>What is not fixed yet is put right where it comes from.</summary>
    public static Refusal NotFrozen { get; } =
        new("not-frozen", "This year is not frozen", 409, "Its figures follow their rows: put those right. A correction is for what was frozen.");

    public static Refusal FormatNotAvailable { get; } =
        new("format-not-available", "The report cannot be had in this format", 404, "Ask for the year alone (JSON), or with the ending .csv, .xlsx, .docx or .html.");

    /// <summary>The same bytes again: nothing is counted twice.</summary>
    public static Refusal AlreadyImported(string batch, DateTimeOffset at) =>
        new("already-imported", "This file has been imported already", 409,
            string.Create(CultureInfo.InvariantCulture, $"It was imported on {London.ClockOf(at):d MMMM yyyy 'at' HH:mm} as {batch}. ")
            + "Undo that import first if it should be done again.");

    /// <summary>It counts for nothing, and its rows are still going.</summary>
    public static Refusal ImportBeingUndone() =>
        new("import-being-undone", "This file is just being taken away", 409, "Nothing of it counts any more, and its last rows are being removed. Send it again in a minute.");

    /// <summary>Undone by somebody while it was being recorded.</summary>
    public static Refusal ImportUndone() =>
        new("import-undone", "Somebody undid this import while it was being recorded", 409, "Nothing of it counts. Send it again in a minute if it should.");

    /// <summary>As <see cref="DoesNotFit(string, string)"/>, for several fields.</summary>
    public static Refusal DoesNotFit(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        new("does-not-fit", "Some fields do not fit what is already there", 422, Errors: errors);
}

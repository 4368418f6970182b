namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal BadReportingYear { get; } =
        BadField("year", "Must be a reporting year, April to March, such as 2021-22.");

    public static Refusal YearNotBegun(ReportingYear year) =>
        new("year-not-begun", "This reporting year has not begun", 422, $"{year} begins on {year.FirstDay:d MMMM yyyy}.");

    public static Refusal FormatNotAvailable { get; } =
        new("format-not-available", "The report cannot be had in this format", 404, "Ask for the year alone (JSON) or with the ending .csv.");

    public static Refusal BadContinuation { get; } =
        BadField("continue", "Must be the value that the page before it gave.");
}

using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Azure.Voices;

internal sealed class RetentionRow : ITableEntity
{
    public const string Table = "Retention";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? RetainUntil { get; set; }

    public int? WordsForMonths { get; set; }

    public int? DetailsForMonths { get; set; }

    public static RetentionRow Of(ProjectId project, RetentionRule rule) => new()
    {
        PartitionKey = project.ToString(),
        RowKey = project.ToString(),
        RetainUntil = rule.Until is { } until ? Stored.Day(until) : null,
        WordsForMonths = rule.WordsForMonths,
        DetailsForMonths = rule.DetailsForMonths,
    };

    /// <summary>A number that is missing is the default: nothing is kept for longer because a row lacks it.</summary>
    public static RetentionRule RuleOf(string? until, int? words, int? details) => new(
        Stored.DayOrNone(until), words ?? RetentionRule.Default.WordsForMonths, details ?? RetentionRule.Default.DetailsForMonths);
}

public sealed class RetentionRules(Storage storage) : IRetentionRules
{
    private readonly TableClient _rules = storage.Table(RetentionRow.Table);

    public async Task<Versioned<RetentionRule>?> FindAsync(ProjectId project, CancellationToken cancellationToken) =>
        await _rules.FindAsync<RetentionRow>(project.ToString(), project.ToString(), cancellationToken) is { } row
            ? new Versioned<RetentionRule>(RetentionRow.RuleOf(row.RetainUntil, row.WordsForMonths, row.DetailsForMonths), MarkOf(row))
            : null;

    public async Task<bool> WriteAsync(ProjectId project, RetentionRule rule, string? mark, CancellationToken cancellationToken)
    {
        var row = RetentionRow.Of(project, rule);
        if (mark is null)
            return await _rules.TryAddAsync(row, cancellationToken);
        return await _rules.FindAsync<RetentionRow>(row.PartitionKey, row.RowKey, cancellationToken) is { } standing
            && MarkOf(standing) == mark
            && await _rules.TryReplaceAsync(row, standing.ETag, cancellationToken);
    }

    /// <summary>Storage's own mark has quotes and a time in it; this is its digits.</summary>
    private static string MarkOf(RetentionRow row) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(row.ETag.ToString())).AsSpan(0, 8));
}

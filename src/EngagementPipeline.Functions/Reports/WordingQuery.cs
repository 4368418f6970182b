using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary><c>?value=&amp;previous=&amp;of=&amp;kind=</c>: without a kind, a count.</summary>
public static class WordingQuery
{
    private const decimal Most = 1_000_000_000_000;

    public static Result<WordingQuestion> Read(HttpRequest request)
    {
        var fields = new Fields();
        var kind = Text(request, "kind") is { } name ? fields.Name<WordingKind>(name, "kind") : WordingKind.Count;
        var isShare = kind == WordingKind.Share;
        var whole = Text(request, "of") is null ? null : Number(fields, request, "of", percent: false);
        var value = Number(fields, request, "value", percent: isShare && whole is null);
        var previous = Text(request, "previous") is null ? null : Number(fields, request, "previous", percent: isShare);

        if (kind == WordingKind.Ratio && Text(request, "previous") is null)
            fields.Error("previous", "Is required for a ratio.");
        if (whole is not null && !isShare)
            fields.Error("of", "Belongs to a share only.");
        if (whole is <= 0 || whole < value)
            fields.Error("of", "Must be above 0 and not below the value, which is a part of it.");
        return fields.Build(() => new WordingQuestion(kind, value!.Value, previous, (long?)whole));
    }

    private static decimal? Number(Fields fields, HttpRequest request, string name, bool percent)
    {
        var text = Text(request, name);
        var style = percent ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        if (text is null)
            fields.Error(name, "Is required.");
        else if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number <= (percent ? 100 : Most))
            return number;
        else
            fields.Error(name, percent ? "Must be per cents from 0 to 100, such as 97.5." : "Must be a whole number from 0, in digits alone.");
        return null;
    }

    private static string? Text(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) ? values.ToString() : null;
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.MyVoice;

/// <summary>
/// Holds a person's file to docs/privacy/columns.md. Every column that is said to be about a young person and in the file is changed in a row of theirs, and the file must
/// change; where it is an id or a list of ids, which nothing can be put in place of, it must stand in the file. What is said not to be in it is changed too, and the file must stay.
/// </summary>
[Collection(nameof(TimersByHand))]
public sealed partial class EverythingColumnsTests(HandWound wound)
{
    private const string InFile = "young person";
    private const string LeftOut = "young person, not in the file";

    /// <summary>Another value that the column may have; text that anybody may write needs none.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["ConsentRow.AgeBand"] = "16-17",
        ["ConsentRow.StatementVersion"] = "2026-1-easy-read",
        ["ConsentRow.StatementLanguage"] = "cy",
        ["ConsentRow.Uses"] = "audio",
        ["ConsentRow.Purposes"] = "training",
        ["ConsentRow.Audiences"] = "regional",
        ["ConsentRow.PurposesAtFirst"] = "annual-report",
        ["ConsentRow.AudiencesAtFirst"] = "regional",
        ["ConsentRow.YoungPersonHow"] = "online",
        ["ConsentRow.YoungPersonOn"] = "2026-11-18",
        ["ConsentRow.ParentOrCarerHow"] = "online",
        ["ConsentRow.ParentOrCarerOn"] = "2026-11-18",
        ["ConsentRow.ExpiresOn"] = "2097-01-01",
        ["ParticipantRow.AgeBand"] = "16-17",
        ["SessionRow.HeldOn"] = "2026-11-18",
        ["SessionRow.Setting"] = "school",
        ["SessionRow.Phase"] = "primary",
        ["OutcomeRow.DecidedOn"] = "2026-11-18",
        ["VoiceRow.Prompt"] = "change",
        ["VoiceRow.Language"] = "cy",
        ["VoiceRow.Themes"] = """["other"]""",
        ["VoiceRow.Status"] = "rejected",
        ["VoiceRow.ConsentedUntil"] = "2097-01-01",
        ["VoiceRow.ReferredBy"] = """["2026-11-20T10:00:00Z","x","Somebody"]""",
        ["VoiceRow.ReleasedBy"] = """["2026-11-20T10:00:00Z","x","Somebody"]""",
        ["VoiceRow.ClosedBy"] = """["2026-11-20T10:00:00Z","x","Somebody"]""",
    };

    /// <summary>Rows about a referral, of the audit, and of work that is under way: other tests and timers read them meanwhile, and <see cref="EverythingTests"/> compares files before and after they came.</summary>
    private static readonly string[] NotTouched = ["AnnouncementRow", "DispatchRow", "ReferralRow", "AuditRow", "PendingWorkRow", "LiveStoryRow"];

    private AppFixture App => wound.App;

    [Fact]
    public async Task Every_column_about_a_young_person_that_has_a_value_is_in_their_file()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(App);
        var rows = await RowsOfAsync(person);
        var missing = new List<string>();
        foreach (var (row, column) in ColumnsThatAre(InFile))
        {
            var shown = false;
            foreach (var (table, entity) in rows.Where(one => RowTypeOf(one.Table, one.Row) == row))
                shown = shown || await StandsInFileAsync(person, table, entity, $"{row}.{column}", column);
            if (!shown)
                missing.Add($"{row}.{column}");
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task What_is_said_not_to_be_in_the_file_changes_nothing_in_it()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(App);
        await App.JsonAsync("POST", person.Work.Path("voices", person.Unread, "review"), Fieldwork.Worker, new { decision = "refer", note = "Invented worry about somebody." });
        var rows = await RowsOfAsync(person);
        var changed = 0;
        foreach (var (row, column) in ColumnsThatAre(LeftOut).Where(one => !NotTouched.Contains(one.Row) && one.Column is not ("PartitionKey" or "RowKey")))
        {
            foreach (var (table, entity) in rows.Where(one => RowTypeOf(one.Table, one.Row) == row).Where(one => row != "VoiceRow" || one.Row.RowKey == person.Unread))
            {
                Assert.False(await ChangesFileAsync(person, table, entity, $"{row}.{column}", column), $"{row}.{column} is in the file.");
                changed++;
            }
        }

        Assert.InRange(changed, 12, 100);
        var codes = rows.Where(one => one.Table == "WithdrawalCodes").Select(one => one.Row.RowKey).ToList();
        Assert.NotEmpty(codes);
        var file = (await person.FileAsync(lookedAt: true)).GetRawText();
        Assert.All(codes, code => Assert.DoesNotContain(code, file, StringComparison.Ordinal));
    }

    private async Task<bool> StandsInFileAsync(Person person, string table, TableEntity row, string name, string column)
    {
        var value = row[column];
        if (value is null or "")
            return column is "DetailsErasedAt" or "ErasedAt" && await ChangesFileAsync(person, table, row, name, column);
        if (value is string text && Ids().Matches(text) is { Count: > 0 } ids && (column is "PartitionKey" or "RowKey" || text.Length == ids.Sum(id => id.Length) + ids.Count - 1))
        {
            var file = (await person.FileAsync(lookedAt: true)).GetRawText();
            return ids.Select(id => id.Value).Where(id => id != person.AnothersConsent).All(id => file.Contains(id, StringComparison.Ordinal));
        }

        return table == "ConsentEvents" || name is "MediaRow.ContentType" or "ConsentRow.StatementSha256" or "SessionRow.PartitionKey"
            ? StringsOf(await person.FileAsync(lookedAt: true)).Contains(Convert.ToString(value, CultureInfo.InvariantCulture)!, StringComparer.Ordinal)
            : await ChangesFileAsync(person, table, row, name, column);
    }

    /// <summary>Puts another value into the row, looks, and puts the first one back.</summary>
    private async Task<bool> ChangesFileAsync(Person person, string table, TableEntity row, string name, string column)
    {
        var client = new TableClient(App.ConnectionString, table);
        var before = Comparable(await person.FileAsync(lookedAt: true));
        var changed = new TableEntity(row) { [column] = AnotherThan(row[column], name) };
        await client.UpdateEntityAsync(changed, ETag.All, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        var after = Comparable(await person.FileAsync(lookedAt: true));
        await client.UpdateEntityAsync(new TableEntity(row), ETag.All, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        return before != after;
    }

    private static object AnotherThan(object? value, string name) => value switch
    {
        _ when Others.TryGetValue(name, out var other) => other,
        string ids when name == "OutcomeRow.Voices" => ids.Split(' ')[0],
        string text => text + " changed",
        bool flag => !flag,
        int number => name == "ConsentRow.ParentOrCarerBelow" ? 18 : number + 1,
        long number => number + 1,
        byte[] => Array.Empty<byte>(),
        DateTimeOffset instant => instant.AddDays(-1),
        null when name.EndsWith("At", StringComparison.Ordinal) => new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        _ => "changed",
    };

    /// <summary>Every row in which one of their ids stands, wherever that is.</summary>
    private async Task<IReadOnlyList<(string Table, TableEntity Row)>> RowsOfAsync(Person person)
    {
        var rows = new List<(string, TableEntity)>();
        foreach (var table in Tables())
        {
            await foreach (var row in new TableClient(App.ConnectionString, table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
            {
                var text = string.Join(' ', row.Select(column => column.Value).OfType<string>());
                if (person.Ids.Any(id => text.Contains(id, StringComparison.Ordinal)) || (table == "Sessions" && row.RowKey == person.Work.Session) || (table == "Outcomes" && row.PartitionKey == person.Work.Project))
                    rows.Add((table, row));
            }
        }

        Assert.True(rows.Count > 30, "Hardly anything of theirs was found.");
        return rows;
    }

    private static string? RowTypeOf(string table, TableEntity row) => table switch
    {
        "ConsentEvents" => row.RowKey.StartsWith("entry-", StringComparison.Ordinal) ? "ConsentEventRow" : row.RowKey == "head" ? "LedgerHeadRow" : "ConsentFactRow",
        "Voices" => row.RowKey.StartsWith('~') ? "VoiceListRow" : "VoiceRow",
        // The narrow copy is the same picture.
        "Media" => row.RowKey == "full" ? "MediaRow" : null,
        _ => RowTypes()[table],
    };

    /// <summary>By table: the only row type, or the first of several.</summary>
    private static Dictionary<string, string> RowTypes() =>
        File.ReadLines(Page()).Select(line => Heading().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups["table"].Value, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, of => of.First().Groups["row"].Value, StringComparer.Ordinal);

    private static IEnumerable<string> Tables() => RowTypes().Keys.Except(["VisitorSalts"], StringComparer.Ordinal);

    private static IEnumerable<(string Row, string Column)> ColumnsThatAre(string whose)
    {
        var row = "";
        foreach (var line in File.ReadLines(Page()))
        {
            if (Heading().Match(line) is { Success: true } heading)
                row = heading.Groups["row"].Value;
            else if (row.Length > 0 && line.Split('|') is [_, var said, var columns, _, _] && said.Trim() == whose)
            {
                foreach (Match column in Column().Matches(columns))
                    yield return (row, column.Groups["name"].Value);
            }
        }
    }

    private static IEnumerable<string> StringsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => StringsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(StringsOf),
        _ => [element.ToString()],
    };

    private static string Comparable(JsonElement held)
    {
        var node = JsonNode.Parse(held.GetRawText())!.AsObject();
        node.Remove("at");
        return node.ToJsonString();
    }

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "privacy", "columns.md"));

    [GeneratedRegex(@"^## `(?<row>[A-Za-z]+Row)` in \[(?<table>[A-Za-z]+)\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Column();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();
}

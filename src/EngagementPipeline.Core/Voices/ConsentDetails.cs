using System.Buffers;
using System.Text;
using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What the ledger says of a consent. Of a recorded one: everything that was agreed, and nothing that anybody wrote. Of the competence
/// note it says only whether there was one. The same consent gives the same bytes.
/// </summary>
public static class ConsentDetails
{
    public static string Of(Consent consent) => Compact(json =>
    {
        json.WriteString("participant", consent.Participant.Value);
        json.WriteString("ageBand", Kebab.Of(consent.AgeBand));
        json.WriteString("statement", consent.Statement.Version);
        json.WriteString("language", consent.Statement.Language);
        if (Statements.HashOf(consent.Statement) is { } hash)
            json.WriteString("statementSha256", hash);
        Write(json, "uses", consent.Uses);
        Write(json, "purposes", consent.Purposes);
        Write(json, "audiences", consent.Audiences);
        Write(json, "youngPerson", consent.YoungPerson);
        if (consent.ParentOrCarer is { } answer)
            Write(json, "parentOrCarer", answer);
        json.WriteBoolean("competenceNote", consent.CompetenceNote is not null);
        if (consent.ExpiresOn is { } day)
            json.WriteString("expiresOn", IsoDay(day));
    });

    /// <summary>Whether the entry says that a consent of this participant was recorded: <see cref="Of(Consent)"/> writes whose it is first.</summary>
    public static bool IsRecordingOf(LedgerEntry entry, ParticipantId participant)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Fact == Kebab.Of(ConsentFact.ConsentRecorded)
            && entry.Details.StartsWith($"{{\"participant\":\"{participant}\"", StringComparison.Ordinal);
    }

    /// <summary>What a narrowing keeps, at most.</summary>
    public static string Of(Scope kept) => Compact(json =>
    {
        Write(json, "purposes", kept.Purposes);
        Write(json, "audiences", kept.Audiences);
    });

    private static string Compact(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values)
        where T : struct, Enum
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(Kebab.Of(value));
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Answer answer)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("agreed", answer.Agreed);
        json.WriteString("how", Kebab.Of(answer.How));
        json.WriteString("on", IsoDay(answer.On));
        json.WriteEndObject();
    }

    private static string IsoDay(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

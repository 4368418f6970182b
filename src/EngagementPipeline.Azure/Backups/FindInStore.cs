using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;

namespace EngagementPipeline.Azure.Backups;

/// <summary>
/// Looks for a text everywhere the store can hold one: every column of every row, every blob, pages among them, and the first messages of every queue and its
/// poison twin. It is looked for as itself, as JSON and as HTML write it. What is packed (a workbook, a picture) is not unpacked.
/// </summary>
public sealed class FindInStore(Storage storage, IEnumerable<StorageName> names)
{
    /// <summary>Storage shows no more of a queue at once.</summary>
    private const int MostMessages = 32;

    private const int AtOnce = 1024 * 1024;

    /// <summary>Where it stands: <c>table/partition/row</c>, <c>container/blob</c> or <c>queue/message id</c>.</summary>
    public async IAsyncEnumerable<string> HandleAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        foreach (var table in Names(StorageKind.Table))
        {
            await foreach (var row in storage.Table(table).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                if (row.Values().Any(value => Spellings(text).Any(spelling => value.Contains(spelling, StringComparison.OrdinalIgnoreCase))))
                    yield return $"{table}/{row.PartitionKey}/{row.RowKey}";
            }
        }

        foreach (var container in Names(StorageKind.Container))
        {
            var blobs = storage.Blobs(container);
            await foreach (var blob in blobs.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                await using var content = await blobs.GetBlobClient(blob.Name).OpenReadAsync(cancellationToken: cancellationToken);
                if (await IsInAsync(content, text, cancellationToken))
                    yield return $"{container}/{blob.Name}";
            }
        }

        foreach (var queue in Names(StorageKind.Queue).SelectMany(name => new[] { name, $"{name}-poison" }))
        {
            if (!await storage.Queue(queue).ExistsAsync(cancellationToken))
                continue;
            foreach (var message in (await storage.RawQueue(queue).PeekMessagesAsync(MostMessages, cancellationToken)).Value)
            {
                // One that was set aside may be no base64.
                var (raw, read) = (message.Body.ToString(), new byte[message.Body.Length]);
                var body = Convert.TryFromBase64String(raw, read, out var length) ? Encoding.UTF8.GetString(read, 0, length) : "";
                if (Spellings(text).Any(spelling => raw.Contains(spelling, StringComparison.OrdinalIgnoreCase) || body.Contains(spelling, StringComparison.OrdinalIgnoreCase)))
                    yield return $"{queue}/{message.MessageId}";
            }
        }
    }

    /// <summary>Reads a piece at a time, with the end of the one before, so that nothing is missed between two. Letters in any case where they are of ASCII.</summary>
    internal static async Task<bool> IsInAsync(Stream content, string text, CancellationToken cancellationToken)
    {
        var sought = Spellings(text).Select(spelling => Lower(Encoding.UTF8.GetBytes(spelling))).ToList();
        var overlap = sought.Max(one => one.Length) - 1;
        var buffer = new byte[AtOnce + overlap];
        var kept = 0;
        while (await content.ReadAtLeastAsync(buffer.AsMemory(kept), buffer.Length - kept, throwOnEndOfStream: false, cancellationToken) is var read and > 0)
        {
            var filled = kept + read;
            Lower(buffer.AsSpan(kept, read));
            if (sought.Any(one => buffer.AsSpan(0, filled).IndexOf(one) >= 0))
                return true;
            var next = Math.Min(overlap, filled);
            buffer.AsSpan(filled - next, next).CopyTo(buffer);
            kept = next;
        }

        return false;
    }

    private static IEnumerable<string> Spellings(string text) => new[]
    {
        text,
        JsonEncodedText.Encode(text).ToString(),
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        HtmlEncoder.Default.Encode(text),
        HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(text),
    }.Distinct(StringComparer.Ordinal);

    private static byte[] Lower(byte[] bytes)
    {
        Lower(bytes.AsSpan());
        return bytes;
    }

    private static void Lower(Span<byte> bytes)
    {
        foreach (ref var one in bytes)
        {
            if (one is >= (byte)'A' and <= (byte)'Z')
                one |= 0x20;
        }
    }

    private IEnumerable<string> Names(StorageKind kind) =>
        names.Where(name => name.Kind == kind).Select(name => name.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

file static class Columns
{
    public static IEnumerable<string> Values(this TableEntity row) =>
        row.Select(column => column.Value switch
        {
            string text => text,
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            _ => "",
        });
}

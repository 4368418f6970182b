using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Serialization.Json;

namespace EngagementPipeline.Azure.Reports.Deliveries;

/// <summary>
/// The pieces of a file, to the address of an upload session. That address lets in whoever has it and takes no token; so it goes by a client of its own,
/// which nothing logs or traces, and stands in no fault.
/// </summary>
public sealed class UploadPieces(TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromMinutes(5),
    };

    public async Task<long?> AskAsync(OpenUpload session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var asked = new HttpRequestMessage(HttpMethod.Get, session.Address);
        using var answer = await SendAsync(asked, cancellationToken);
        if (IsLost(answer))
            return null;
        CheckDone(answer);
        return await NextAsync(answer, cancellationToken);
    }

    public async Task<PieceTaken?> SendAsync(
        OpenUpload session, ReadOnlyMemory<byte> piece, long from, long size, Func<DriveItem, LibraryItem> itemOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(itemOf);
        using var sent = new HttpRequestMessage(HttpMethod.Put, session.Address) { Content = new ReadOnlyMemoryContent(piece) };
        sent.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, from + piece.Length - 1, size);
        using var answer = await SendAsync(sent, cancellationToken);
        if (IsLost(answer))
            return null;

        // It has this piece, or wants another: it says where it stands.
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return await AskAsync(session, cancellationToken) is { } next ? new(next, null) : null;
        CheckDone(answer);
        if (answer.StatusCode == HttpStatusCode.Accepted)
            return new(await NextAsync(answer, cancellationToken) ?? from + piece.Length, null);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        using var document = JsonDocument.Parse(bytes);
        return new(size, itemOf(new JsonParseNode(document.RootElement).GetObjectValue(DriveItem.CreateFromDiscriminatorValue)!));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new OutsideException(OutsideFaultKind.Unsure, "The connection to the library broke. It goes on by itself from where it stood.");
        }
    }

    /// <summary>No token goes with a piece: 401 is said where the address itself lets nobody in any more. Whether the app may write there shows when the next session is asked for.</summary>
    private static bool IsLost(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Unauthorized;

    private void CheckDone(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
            return;
        var told = answer.Headers.RetryAfter;
        var wait = told?.Delta ?? (told?.Date is { } until && until > clock.GetUtcNow() ? until - clock.GetUtcNow() : null);
        throw status switch
        {
            429 => new OutsideException(OutsideFaultKind.Busy, "The library is busy. It goes on by itself when it says so.") { RetryAfter = wait },
            423 => new OutsideException(OutsideFaultKind.Locked, "Somebody has the file open or checked out in the library. It is tried again by itself."),
            409 or 412 => new OutsideException(OutsideFaultKind.Changed, "The file was changed in the library in between. It is looked at again by itself."),
            507 => new OutsideException(OutsideFaultKind.Full, "There is no room left in the library. Ask whoever looks after the site for more storage."),
            403 => new OutsideException(OutsideFaultKind.NotAllowed, "The library does not let the app put the file there. Check what it was granted on the site (docs/graph.md)."),
            >= 500 or 408 => new OutsideException(OutsideFaultKind.Unsure, "The library has a fault of its own. It goes on by itself from where it stood.") { RetryAfter = wait },
            _ => new OutsideException(OutsideFaultKind.NotTaken, $"The library does not take the file ({status}). Tell whoever looks after this service."),
        };
    }

    /// <summary>From <c>nextExpectedRanges</c>, such as <c>["327680-"]</c>.</summary>
    private static async Task<long?> NextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return body.RootElement.TryGetProperty("nextExpectedRanges", out var ranges) && ranges.GetArrayLength() > 0
            && long.TryParse(ranges[0].GetString()!.Split('-')[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var next)
            ? next
            : null;
    }
}

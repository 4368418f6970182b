using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>The body of an entity group transaction: requests as text, in one change set, in one batch (OData's form).</summary>
internal sealed class BatchContent : RequestContent
{
    private readonly string batch = "batch_" + Guid.NewGuid();
    private readonly string changeSet = "changeset_" + Guid.NewGuid();
    private readonly MemoryStream body = new();

    public BatchContent() => Write($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public bool IsEmpty { get; private set; } = true;

    public void Add(Request request)
    {
        IsEmpty = false;
        Write($"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Write($"{request.Method} {request.Uri.ToUri().AbsoluteUri} HTTP/1.1\r\nHost: {request.Uri.Host}\r\n");
        foreach (var header in request.Headers)
            Write($"{header.Name}: {header.Value}\r\n");
        if (request.Content is { } content && content.TryComputeLength(out var length))
            Write($"Content-Length: {length}\r\n");
        Write("\r\n");
        request.Content?.WriteTo(body, CancellationToken.None);
        Write("\r\n");
    }

    public override bool TryComputeLength(out long length)
    {
        length = body.Length + End.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        stream.Write(body.GetBuffer(), 0, (int)body.Length);
        stream.Write(End);
    }

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellation).ConfigureAwait(false);
        await stream.WriteAsync(End, cancellation).ConfigureAwait(false);
    }

    /// <summary>Nothing to free but memory.</summary>
    public override void Dispose()
    {
    }

    private byte[] End => Encoding.UTF8.GetBytes($"--{changeSet}--\r\n--{batch}--\r\n");

    private void Write(FormattableString text) => body.Write(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));

    private void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
}

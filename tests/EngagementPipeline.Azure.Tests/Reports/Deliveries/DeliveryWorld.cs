using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

/// <summary>
/// One file of a year of its own on its way: the real SDK against a server that answers as Graph does, rows and bytes on Azurite, a clock that is moved,
/// and messages that wait in a list.
/// </summary>
internal sealed class DeliveryWorld : IAsyncDisposable, ISendDelivery, IAudit
{
    public const string Name = "engagement.csv";

    private static int _years = 2040;

    private readonly GraphConnection _graph;
    private readonly UploadPieces _pieces;
    private readonly List<(DateTimeOffset At, DeliverFile Message)> _messages = [];
    private readonly DeliverySettings _sending = new(SmallUpTo: 1000, Piece: DeliverySettings.PieceUnit);

    private DeliveryWorld(AzuriteFixture azurite, GraphServer server)
    {
        Server = server;
        server.Drives.Now = () => Clock.GetUtcNow();
        _graph = new(new GraphSettings { Endpoint = server.Endpoint, Site = server.Pages.Site }, TimeProvider.System);
        var stepping = new SteppingPolicy(Steps);
        Store = new DeliveryStore(TestStorage.Of(azurite, stepping));
        _pieces = new(Clock);
        Library = new SteppedLibrary(new GraphReportLibrary(_graph, new(null, "Reports", _sending), _pieces), Steps);
    }

    public GraphServer Server { get; }

    public MovedClock Clock { get; } = new();

    public Steps Steps { get; } = new();

    public DeliveryStore Store { get; }

    public IReportLibrary Library { get; set; }

    public ReportingYear Year { get; } = ReportingYear.Of(new(Interlocked.Increment(ref _years), 6, 1));

    public string Path => $"Reports/{Year}/{Name}";

    public List<AuditEntry> Audited { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DeliveryWorld> NewAsync(AzuriteFixture azurite)
    {
        var storage = TestStorage.Of(azurite);
        await storage.Table("Deliveries").CreateIfNotExistsAsync(Token);
        await storage.Blobs("reports").CreateIfNotExistsAsync(cancellationToken: Token);
        return new(azurite, await GraphServer.StartAsync());
    }

    public static byte[] Small(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Of two whole pieces and a bit.</summary>
    public static byte[] Large(byte with) => [.. Enumerable.Repeat(with, (2 * DeliverySettings.PieceUnit) + 100)];

    public async Task AskAsync(byte[] bytes)
    {
        var file = new ReportBytes(ReportForm.Csv, Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
        await Store.KeepAsync(Year, file, Token);
        var found = await Store.FindAsync(Year, ReportForm.Csv, Token);
        var asked = found?.Value.AskedAgain(file, Clock.GetUtcNow(), "An author") ?? new Delivery(Year, ReportForm.Csv, Name, file.Sha256, bytes.Length, Clock.GetUtcNow(), "An author");
        Assert.NotNull(await Store.TrySaveAsync(asked, found?.Mark, Token));
        await SendAsync(new(Year, ReportForm.Csv, file.Sha256), TimeSpan.Zero, Token);
    }

    public async Task<Delivery> StateAsync() => (await Store.FindAsync(Year, ReportForm.Csv, Token))!.Value;

    /// <summary>Works on each message when it is due, and moves the clock to the next, until none is left.</summary>
    public async Task<Delivery> WorkAsync(int most = 40)
    {
        while (most-- > 0 && _messages.Count > 0)
        {
            var next = _messages.MinBy(m => m.At);
            _messages.Remove(next);
            Clock.MoveTo(next.At);
            await HandleAsync(next.Message);
        }

        return await StateAsync();
    }

    public Task HandleAsync(DeliverFile message) => new DeliverFileHandler(Library, Store, this, this, _sending, Clock).HandleAsync(message, Token);

    public async Task<DeliverFile> MessageAsync()
    {
        var state = await StateAsync();
        return new(state.Year, state.Form, state.Sha256);
    }

    public DeliverBesideHandler Beside => new(Store, this, this, Clock);

    public ResumeDeliveriesHandler Resume => new(Store, this, Clock);

    public IReadOnlyList<DateTimeOffset> Due => [.. _messages.Select(m => m.At)];

    public void LoseMessages() => _messages.Clear();

    public Task SendAsync(DeliverFile message, TimeSpan after, CancellationToken cancellationToken)
    {
        if (message.Year == Year)
            _messages.Add((Clock.GetUtcNow() + after, message));
        return Task.CompletedTask;
    }

    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Audited.Add(entry);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _graph.Dispose();
        _pieces.Dispose();
        await Server.DisposeAsync();
    }
}

internal sealed class MovedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset at) => _now = at > _now ? at : _now;

    public void Move(TimeSpan by) => _now += by;
}

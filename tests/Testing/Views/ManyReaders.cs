using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace EngagementPipeline.Testing.Views;

/// <summary>
/// Readers who do what a page does: each opening has a random id, says that it was opened and then how far it was read, and sends
/// each record again until it is acknowledged. One in eight is a robot that says so, one in eight objects. When all have stopped, every
/// opening they began is acknowledged, and so must be counted: neither one fewer nor one more.
/// </summary>
public sealed class ManyReaders : IAsyncDisposable
{
    private const string Phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
    private const string Robot = "Mozilla/5.0 (compatible; AnyBot/1.0; +http://robots.example)";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Func<Uri> _address;
    private readonly string _story;
    private readonly List<Task> _reading = [];
    private readonly CancellationTokenSource _enough = new();
    private readonly Lock _gate = new();
    private readonly List<(Kind Kind, string Body)> _acknowledged = [];
    private long _views;
    private long _robots;
    private long _objected;
    private long _tries;

    /// <param name="address">Where the service is now: it may move when it is started again.</param>
    /// <param name="story">A published story's id.</param>
    public ManyReaders(Func<Uri> address, string story)
    {
        _address = address;
        _story = story;
    }

    private enum Kind
    {
        Reader,
        Robot,
        Objects,
    }

    /// <summary>Openings of readers that were acknowledged.</summary>
    public long Views => Interlocked.Read(ref _views);

    public long Robots => Interlocked.Read(ref _robots);

    public long Objected => Interlocked.Read(ref _objected);

    /// <summary>Requests sent, answered or not.</summary>
    public long Tries => Interlocked.Read(ref _tries);

    public void Start(int readers)
    {
        for (var reader = 0; reader < readers; reader++)
            _reading.Add(Task.Run(ReadOnAsync));
    }

    /// <summary>Lets every reader finish what they began: the service must be there.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_reading).WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Sends every acknowledged record again, in another order; changes no figure.</summary>
    public async Task SendAllAgainAsync()
    {
        var all = _acknowledged.ToArray();
        RandomNumberGenerator.Shuffle<(Kind, string)>(all);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (record, _) => await SendUntilAcknowledgedAsync(record.Kind, record.Body));
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_reading).ContinueWith(_ => { }, TaskScheduler.Default);
        _client.Dispose();
        _enough.Dispose();
    }

    private async Task ReadOnAsync()
    {
        while (!_enough.IsCancellationRequested)
        {
            var kind = RandomNumberGenerator.GetInt32(8) switch { 0 => Kind.Robot, 1 => Kind.Objects, _ => Kind.Reader };
            var id = Convert.ToBase64String(RandomNumberGenerator.GetBytes(15)).Replace('+', '-').Replace('/', '_');
            await KeepAsync(kind, Record(id, seq: 0, activeMs: 0, done: false));
            Count(kind);
            if (RandomNumberGenerator.GetInt32(2) == 0)
                await KeepAsync(kind, Record(id, seq: 1, activeMs: 12_000, done: true));
        }
    }

    private void Count(Kind kind)
    {
        if (kind == Kind.Reader)
            Interlocked.Increment(ref _views);
        else if (kind == Kind.Robot)
            Interlocked.Increment(ref _robots);
        else
            Interlocked.Increment(ref _objected);
    }

    private async Task KeepAsync(Kind kind, string body)
    {
        await SendUntilAcknowledgedAsync(kind, body);
        lock (_gate)
            _acknowledged.Add((kind, body));
    }

    private async Task SendUntilAcknowledgedAsync(Kind kind, string body)
    {
        while (!await TrySendAsync(kind, body))
            await Task.Delay(Pause);
    }

    /// <summary>False when nobody answered, or the answer was to come again. Anything else than yes is a fault of the service.</summary>
    private async Task<bool> TrySendAsync(Kind kind, string body)
    {
        Interlocked.Increment(ref _tries);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address(), "api/views"));
            request.Content = new StringContent(body, new MediaTypeHeaderValue("text/plain"));
            request.Headers.TryAddWithoutValidation("User-Agent", kind == Kind.Robot ? Robot : Phone);
            if (kind == Kind.Objects)
                request.Headers.Add("Sec-GPC", "1");
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode switch
            {
                HttpStatusCode.NoContent => true,
                HttpStatusCode.ServiceUnavailable => false,
                var other => throw new InvalidOperationException($"The collector answered {(int)other}."),
            };
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private string Record(string id, int seq, int activeMs, bool done) =>
        JsonSerializer.Serialize(new { id, story = _story, version = 1, seq, activeMs, cards = new[] { 0 }, done }, JsonSerializerOptions.Web);
}

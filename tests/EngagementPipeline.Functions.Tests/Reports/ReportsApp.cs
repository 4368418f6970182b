using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Functions.Reports;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.LocalHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>
/// The reports' functions on a free port, behind all of the app's middleware, over stories and views that the tests choose. It is
/// noon on 12 January 2023. No storage: nothing else of the app runs.
/// </summary>
public sealed class ReportsApp : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private LocalServer? _server;

    public static StoryId Story { get; } = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073901"));

    public async ValueTask InitializeAsync()
    {
        var settings = LocalServerSettings.ForTheApp("UseDevelopmentStorage=true") with
        {
            Clock = new DateTimeOffset(2023, 1, 12, 12, 0, 0, TimeSpan.Zero),
            AppSettings = FunctionAccess.FunctionsOf([typeof(ReportFunctions).Assembly])
                .Where(f => f.Method.DeclaringType != typeof(ReportFunctions) && f.Method.DeclaringType != typeof(ClaimFunctions))
                .ToDictionary(f => $"AzureWebJobs.{f.Name}.Disabled", _ => (string?)"true"),
        };
        _server = await LocalServer.StartAsync(
            settings with
            {
                Configure = app =>
                {
                    settings.Configure(app);
                    app.Services.RemoveAll<IPrepareStorage>();
                    app.Services.RemoveAll<ITraceNotes>();
                    app.Services.Replace(ServiceDescriptor.Singleton<IPublishedStories>(new OneStory()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IViewSums>(new ViewsOfIt()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IKeptViews>(new NothingKept()));
                    app.Services.Replace(ServiceDescriptor.Singleton<ICountAnswers>(new NoVoices()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IDecidedOutcomes>(new OneDecision()));
                    app.Services.Replace(ServiceDescriptor.Singleton<ICountEngagement>(new NoPeople()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IResponseSums>(new NoAnswers()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IFrozenReports>(new Freezer()));
                    app.Services.Replace(ServiceDescriptor.Singleton<ICorrections>(new NoCorrections()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IImportStore>(new NoImports()));
                    app.Services.Replace(ServiceDescriptor.Singleton<IAudit>(new NoAudit()));
                },
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? role = "report-author", string? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, path, role, ifNoneMatch);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? role = "report-author", string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server!.Address, path));
        if (role is not null)
            request.Headers.Add("X-Local-Role", role);
        if (ifNoneMatch is not null)
            request.Headers.Add("If-None-Match", ifNoneMatch);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> JsonAsync(string path, int status = 200, HttpMethod? method = null)
    {
        using var response = await SendAsync(method ?? HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{path} answered {(int)response.StatusCode}, not {status}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private sealed class NoCorrections : ICorrections
    {
        public Task<IReadOnlyList<Correction>> ReadAsync(ReportingYear year, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Correction>>([]);

        public Task<Correction?> FindAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken) => Task.FromResult<Correction?>(null);

        public Task<bool> AddAsync(Correction correction, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class NoAudit : IAudit
    {
        public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoVoices : ICountAnswers
    {
        public Task<IReadOnlyList<VoicesAnswered>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<VoicesAnswered>>([]);
    }

    private sealed class OneDecision : IDecidedOutcomes
    {
        private static readonly DecidedOutcome It = new(
            new ProjectId(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073900")),
            new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073902")),
            new(2021, 12, 7),
            "being judged",
            "Every group now has somebody to turn to.",
            "the partnership's board");

        public Task<IReadOnlyList<DecidedOutcome>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DecidedOutcome>>(It.On >= from && It.On <= to ? [It] : []);
    }

    private sealed class NoPeople : ICountEngagement
    {
        public Task<IReadOnlyList<ProjectEngagement>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ProjectEngagement>>([]);
    }

    private sealed class NoAnswers : IResponseSums
    {
        public Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<AnsweredCard>>([]);

        public Task<bool> IsOpenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<StoryId>>(new HashSet<StoryId>());
    }

    private sealed class NothingKept : IKeptViews
    {
        public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => Task.FromResult<DateOnly?>(null);

        public Task<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>>(new Dictionary<StoryId, Versioned<KeptViews>>());

        public Task KeepAsync(ReportingYear year, KeptViews kept, string? mark, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoImports : IImportStore
    {
        public Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new Versioned<IReadOnlyList<Import>>([], ""));

        public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<StoredFigure>();

        public IAsyncEnumerable<StoredFigure> ReadAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<StoredFigure>();

        public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, ImportedSum sum, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<StoredFigure>();

        public Task<IReadOnlyList<ImportedSum>?> FindSumsAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ImportedSum>?>(null);

        public Task KeepSumsAsync(ImportBatchId batch, ReportingYear year, IReadOnlyList<ImportedSum> sums, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task BeginAsync(Import import, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Import?> UndoAsync(ImportBatchId batch, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task LeaveAsync(Import import, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> ClearAsync(Import import, int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Freezer : IFrozenReports
    {
        private readonly ConcurrentDictionary<(ReportingYear, bool), ReadOnlyMemory<byte>> _kept = [];

        public Task<ReadOnlyMemory<byte>?> FindAsync(ReportingYear year, bool provisional, CancellationToken cancellationToken) =>
            Task.FromResult(_kept.TryGetValue((year, provisional), out var snapshot) ? snapshot : (ReadOnlyMemory<byte>?)null);

        public Task<ReadOnlyMemory<byte>> KeepAsync(
            ReportingYear year, bool provisional, ReadOnlyMemory<byte> snapshot, CancellationToken cancellationToken) =>
            Task.FromResult(_kept.GetOrAdd((year, provisional), snapshot));
    }

    /// <summary>Launched on 5 October 2021, shared once, regionally.</summary>
    private sealed class OneStory : IPublishedStories
    {
        private static readonly PublishedStory It = new(
            Story,
            new ProjectId(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073900")),
            Slug.TryParse("how-it-feels", out var slug) ? slug : default,
            "How it feels, =2+2",
            Version: 1,
            CardCount: 6,
            new DateTimeOffset(2021, 10, 5, 9, 0, 0, TimeSpan.Zero),
            Live: true,
            new Dictionary<string, Audience> { ["r1"] = Audience.Regional });

        public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
            Task.FromResult(story == It.Id ? It : null);

        public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PublishedStory>>([It]);
    }

    /// <summary>312 views in its first week, then 2 a day, of which 1 through the share, for 300 days.</summary>
    private sealed class ViewsOfIt : IViewSums
    {
        public async IAsyncEnumerable<DailyViews> ReadAsync(
            StoryId story,
            DateOnly from,
            DateOnly to,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            var launch = DateOnly.Parse("2021-10-05", CultureInfo.InvariantCulture);
            var rows = Enumerable.Range(0, 300).SelectMany(d => d == 0
                ? [Row(launch, "", 312)]
                : d < 7 ? (IEnumerable<DailyViews>)[] : [Row(launch.AddDays(d), "", 1), Row(launch.AddDays(d), "r1", 1)]);
            foreach (var row in rows.Where(r => r.Day >= from && r.Day <= to))
                yield return row;
        }

        private static DailyViews Row(DateOnly day, string share, long views) =>
            new(Story, day, share, views, Visitors: views, Completed: 0, ActiveSeconds: views * 20, Provisional: false);
    }
}

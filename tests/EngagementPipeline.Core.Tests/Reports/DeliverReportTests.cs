using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class DeliverReportTests
{
    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role> { Role.ReportAuthor });
    private static readonly ReportingYear Year = StoryBook.Year("2021-22");
    private readonly StoryBook _book = new();
    private readonly DeliveriesInMemory _deliveries = new();
    private readonly StoryId _story;

    public DeliverReportTests()
    {
        _story = _book.Launch("How it feels", "2021-10-05T09:00:00Z");
        _book.View(_story, "2021-10-05", 312);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_is_a_message_and_its_bytes_are_kept()
    {
        var asked = (await DeliverAsync()).Value;

        Assert.Equal([ReportForm.Word, ReportForm.Workbook, ReportForm.Csv], asked.Files.Select(file => file.Form));
        Assert.Equal(asked.Files.Select(file => new DeliverFile(Year, file.Form, file.Sha256)), _deliveries.Sent);
        Assert.All(asked.Files, file => Assert.Equal(file.Size, _deliveries.Kept[(file.Form, file.Sha256)].Length));
        Assert.All(asked.Files, file => Assert.Equal((DeliveryState.Waiting, "Report author"), (file.State, file.AskedBy)));
    }

    [Fact]
    public async Task A_frozen_year_is_delivered_as_it_was_frozen_whatever_has_come_since()
    {
        await _book.FreezeReport("2022-04-02").HandleAsync(Year, Author, Token);
        var first = (await DeliverAsync()).Value.Files.Select(file => file.Sha256).ToList();
        _book.View(_story, "2021-10-06", 3);
        Assert.NotNull((await _book.ReportAsync("2021-22", "2022-05-01")).Figures.First(figure => figure.Key == "stories.views").Later);

        var again = (await DeliverAsync()).Value.Files;

        Assert.Equal(first, again.Select(file => file.Sha256));
        var frozen = again.Single(file => file.Form == ReportForm.Snapshot);
        Assert.Equal((await _book.Frozen.ReadAsync(Year, Token))!.Frozen!.Sha256, frozen.Sha256);
    }

    [Fact]
    public async Task Other_bytes_take_the_place_of_those_that_wait()
    {
        await DeliverAsync();
        _book.View(_story, "2021-10-06", 3);

        var again = (await DeliverAsync()).Value.Files;

        Assert.Equal(3, _deliveries.Kept.Count);
        Assert.All(again, file => Assert.Contains((file.Form, file.Sha256), _deliveries.Kept.Keys));
    }

    [Fact]
    public async Task A_year_that_has_not_begun_is_refused() =>
        Assert.Equal("year-not-begun", (await Handler.HandleAsync(StoryBook.Year("2030-31"), Author, Token)).Refusal?.Code);

    [Fact]
    public async Task Only_a_file_whose_name_is_taken_goes_beside()
    {
        await DeliverAsync();
        var beside = new DeliverBesideHandler(_deliveries, _deliveries, _book.Audit, new StoryBook.StoppedClock("2022-05-01"));

        Assert.Equal("nothing-in-the-way", (await beside.HandleAsync(Year, ReportForm.Csv, Author, Token)).Refusal?.Code);
        Assert.Equal("not-found", (await beside.HandleAsync(Year, ReportForm.Snapshot, Author, Token)).Refusal?.Code);
    }

    private DeliverReportHandler Handler => new(_book.ReadReport("2022-05-01"), _book.Frozen, _deliveries, _deliveries, _book.Audit, new StoryBook.StoppedClock("2022-05-01"));

    private Task<Result<ReportDeliveries>> DeliverAsync() => Handler.HandleAsync(Year, Author, Token);

    private sealed class DeliveriesInMemory : IDeliveries, ISendDelivery
    {
        private readonly Dictionary<ReportForm, (Delivery Delivery, int Mark)> _rows = [];

        public Dictionary<(ReportForm Form, string Sha256), ReadOnlyMemory<byte>> Kept { get; } = [];

        public List<DeliverFile> Sent { get; } = [];

        public Task<IReadOnlyList<Delivery>> ListAsync(ReportingYear year, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Delivery>>([.. _rows.Values.Select(row => row.Delivery).OrderBy(delivery => delivery.Form)]);

        public Task<IReadOnlyList<Delivery>> AllAsync(CancellationToken cancellationToken) => ListAsync(Year, cancellationToken);

        public Task<IReadOnlyList<Delivery>> UnderWayAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Versioned<Delivery>?> FindAsync(ReportingYear year, ReportForm form, CancellationToken cancellationToken) =>
            Task.FromResult(_rows.TryGetValue(form, out var row) ? new Versioned<Delivery>(row.Delivery, $"{row.Mark}") : null);

        public Task<string?> TrySaveAsync(Delivery delivery, string? mark, CancellationToken cancellationToken)
        {
            var next = _rows.TryGetValue(delivery.Form, out var row) ? row.Mark + 1 : 1;
            Assert.Equal(next == 1 ? null : $"{next - 1}", mark);
            _rows[delivery.Form] = (delivery, next);
            return Task.FromResult<string?>($"{next}");
        }

        public Task KeepAsync(ReportingYear year, ReportBytes file, CancellationToken cancellationToken)
        {
            Kept[(file.Form, file.Sha256)] = file.Bytes;
            return Task.CompletedTask;
        }

        public Task<ReadOnlyMemory<byte>?> BytesAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ForgetOthersAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken)
        {
            foreach (var other in Kept.Keys.Where(key => key.Form == form && key.Sha256 != sha256).ToList())
                Kept.Remove(other);
            return Task.CompletedTask;
        }

        public Task SendAsync(DeliverFile message, TimeSpan after, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}

using System.Text;
using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Reports;

public sealed class BlobFrozenReportsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobFrozenReports _frozen = new(TestStorage.Of(azurite));

    public async ValueTask InitializeAsync() =>
        await TestStorage.Of(azurite).Blobs(BlobFrozenReports.Container).CreateIfNotExistsAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_kept_first_stays()
    {
        var year = Year("2011-12");

        var first = await _frozen.KeepAsync(year, provisional: false, Bytes("one"), TestContext.Current.CancellationToken);
        var second = await _frozen.KeepAsync(year, provisional: false, Bytes("two"), TestContext.Current.CancellationToken);

        Assert.Equal("one", Text(first));
        Assert.Equal("one", Text(second));
        Assert.Equal("one", Text((await _frozen.FindAsync(year, provisional: false, TestContext.Current.CancellationToken))!.Value));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_kept_and_all_are_given_it()
    {
        var year = Year("2012-13");

        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            _frozen.KeepAsync(year, provisional: false, Bytes($"{i}"), TestContext.Current.CancellationToken)));

        Assert.Single(given.Select(Text).Distinct());
    }

    [Fact]
    public async Task A_provisional_one_stands_beside_the_final_one()
    {
        var year = Year("2013-14");

        await _frozen.KeepAsync(year, provisional: true, Bytes("draft"), TestContext.Current.CancellationToken);

        Assert.Null(await _frozen.FindAsync(year, provisional: false, TestContext.Current.CancellationToken));
        Assert.Equal("draft", Text((await _frozen.FindAsync(year, provisional: true, TestContext.Current.CancellationToken))!.Value));
    }

    /// <summary>Tests share the container: each has a year of its own.</summary>
    private static ReportingYear Year(string text) => ReportingYear.TryParse(text, out var year) ? year : throw new FormatException(text);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}

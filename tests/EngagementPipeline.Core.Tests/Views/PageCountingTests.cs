using System.IO.Compression;
using System.Text;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class PageCountingTests
{
    private const string Collector = "https://engagement-pipeline.example.org/api/views";

    [Fact]
    public void Every_reader_gets_it_in_one_kilobyte()
    {
        var wire = new MemoryStream();
        using (var gzip = new GZipStream(wire, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(new PageCounting().CountingScript(A.Story, 12, Collector)));

        Assert.InRange(wire.Length, 500, 1024);
    }

    [Fact]
    public void Says_which_story_and_version_and_where_to_send()
    {
        var script = new PageCounting().CountingScript(A.Story, 12, Collector);

        Assert.Contains($"story:\"{A.Story}\",version:12,", script, StringComparison.Ordinal);
        Assert.Contains($"sendBeacon(\"{Collector}\",", script, StringComparison.Ordinal);
        Assert.DoesNotContain("$", script.Replace("(&|$)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("//", script.Replace("https://", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_can_not_end_the_script() =>
        Assert.DoesNotContain("</script", new PageCounting().CountingScript(A.Story, 1, "/</script><script>"), StringComparison.OrdinalIgnoreCase);
}

using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EngagementPipeline.Pages.Desk;

namespace EngagementPipeline.Pages.Tests.Desk;

public sealed class DeskAssetsTests
{
    [Theory, InlineData("desk.css", "text/css; charset=utf-8"), InlineData("desk.js", "text/javascript; charset=utf-8"), InlineData("icon.svg", "image/svg+xml")]
    public void Serves_a_file_under_a_name_that_carries_its_hash(string name, string contentType)
    {
        var address = DeskAssets.Address(name);

        Assert.Matches($"^/assets/{Path.GetFileNameWithoutExtension(name)}\\.[0-9a-f]{{12}}\\{Path.GetExtension(name)}$", address);
        Assert.Equal(contentType, DeskAssets.Find(address[DeskAssets.Folder.Length..])!.ContentType);
    }

    [Theory, InlineData("desk.css"), InlineData("desk.000000000000.css"), InlineData("../desk.css"), InlineData("")]
    public void Knows_no_other_name(string file) => Assert.Null(DeskAssets.Find(file));

    /// <summary>Otherwise a browser would keep yesterday's module beside today's.</summary>
    [Fact]
    public void A_script_imports_hashed_names_that_exist()
    {
        var script = Encoding.UTF8.GetString(DeskAssets.Find(DeskAssets.Address("desk.js")[DeskAssets.Folder.Length..])!.Bytes.Span);

        var imported = Regex.Matches(script, "(?:from|import) \"\\./(?<file>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(10)).Select(m => m.Groups["file"].Value).ToList();

        Assert.NotEmpty(imported);
        Assert.All(imported, file => Assert.NotNull(DeskAssets.Find(file)));
        var nearAndFar = DeskAssets.ImportsOf("desk.js").Select(a => a[DeskAssets.Folder.Length..]).ToList();
        Assert.All(imported, file => Assert.Contains(file, nearAndFar));
        Assert.All(nearAndFar, file => Assert.NotNull(DeskAssets.Find(file)));
    }

    [Fact]
    public void What_is_sent_packed_is_the_same_file()
    {
        var asset = DeskAssets.Find(DeskAssets.Address("desk.css")[DeskAssets.Folder.Length..])!;
        using var unpacked = new MemoryStream();

        using (var gzip = new GZipStream(new MemoryStream(asset.Gzipped.ToArray()), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);

        Assert.Equal(asset.Bytes.ToArray(), unpacked.ToArray());
        Assert.True(asset.Gzipped.Length < asset.Bytes.Length);
    }
}

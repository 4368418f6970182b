using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Pages.Tests.Desk;

public sealed class CaptureWorkerTests
{
    [Fact]
    public void Keeps_files_that_exist_and_the_page_that_is_the_same_for_everybody()
    {
        var files = Kept();

        Assert.Contains(CaptureWorker.Page, files);
        Assert.Contains(DeskAssets.Address("capture.js"), files);
        Assert.All(DeskAssets.ImportsOf("capture.js"), file => Assert.Contains(file, files));
        Assert.All(files.Where(f => f != CaptureWorker.Page), file => Assert.NotNull(DeskAssets.Find(file[DeskAssets.Folder.Length..])));
    }

    /// <summary>A page of the API or of the desk that were kept would show one person's work to the next.</summary>
    [Fact]
    public void Keeps_no_answer_of_the_api_and_no_other_page() =>
        Assert.All(Kept(), file => Assert.Matches("^/assets/|^/capture/on-device$", file));

    [Fact]
    public void A_manifest_names_icons_that_exist_by_their_hashed_names()
    {
        var manifest = DeskAssets.Find(DeskAssets.Address("capture.webmanifest")[DeskAssets.Folder.Length..])!;
        Assert.Equal("application/manifest+json", manifest.ContentType);

        var icons = JsonDocument.Parse(manifest.Bytes).RootElement.GetProperty("icons").EnumerateArray().ToList();

        Assert.Equal(3, icons.Count);
        Assert.All(icons, icon =>
        {
            var asset = DeskAssets.Find(icon.GetProperty("src").GetString()!["./".Length..])!;
            Assert.Equal("image/png", asset.ContentType);

            // Width and height stand at bytes 16 and 20 of a PNG.
            var width = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(asset.Bytes.Span[16..]);
            var height = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(asset.Bytes.Span[20..]);
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{width}x{height}");
        });
    }

    private static List<string> Kept()
    {
        var list = Regex.Match(CaptureWorker.Script, "const files = (?<list>\\[[^\\]]+\\]);", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Groups["list"].Value;
        return JsonSerializer.Deserialize<List<string>>(list)!;
    }
}

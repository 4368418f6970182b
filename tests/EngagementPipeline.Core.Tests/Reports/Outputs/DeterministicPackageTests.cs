using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using EngagementPipeline.Core.Reports.Outputs.Packages;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

public sealed class DeterministicPackageTests
{
    [Fact]
    public void Times_and_order_do_not_tell()
    {
        var one = Zip(("b.xml", "b"), ("[Content_Types].xml", "t"), ("a.xml", "a"));
        var other = Zip(("a.xml", "a"), ("b.xml", "b"), ("[Content_Types].xml", "t"));

        Assert.NotEqual(one, other);
        Assert.Equal(DeterministicPackage.Repack(one), DeterministicPackage.Repack(other));
    }

    [Fact]
    public void Its_parts_are_the_same_parts()
    {
        using var repacked = new ZipArchive(new MemoryStream(DeterministicPackage.Repack(Zip(("b.xml", "b"), ("[Content_Types].xml", "t"), ("a.xml", "é")))));

        Assert.Equal(["[Content_Types].xml", "a.xml", "b.xml"], repacked.Entries.Select(part => part.FullName));
        Assert.Equal(["t", "é", "b"], repacked.Entries.Select(Text));
        Assert.All(repacked.Entries, part => Assert.Equal(new DateTime(1980, 1, 1), part.LastWriteTime.DateTime));
    }

    [Fact]
    public void A_part_with_a_name_of_chance_is_a_fault()
    {
        using var file = new MemoryStream();
        using (var workbook = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
            workbook.PackageProperties.Title = "Any";

        Assert.Throws<InvalidOperationException>(() => DeterministicPackage.Repack(file.ToArray()));
    }

    [Theory]
    [InlineData("Plain, né <&>\t\n", "Plain, né <&>\t\n")]
    [InlineData("a\0b\u0001\u001Fc\uFFFE", "a\uFFFDb\uFFFD\uFFFDc\uFFFD")]
    [InlineData("🙂 \U0001F9D1", "🙂 \U0001F9D1")]
    public void Text_is_what_xml_can_hold(string text, string safe) => Assert.Equal(safe, PlainText.ForXml(text));

    [Fact]
    public void Half_a_pair_is_no_character() =>
        Assert.Equal("\uFFFDa\uFFFD", PlainText.ForXml(string.Concat('\uD83D', 'a', '\uDE42')));

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var ((name, text), i) in parts.Select((part, i) => (part, i)))
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2020 + i, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var writing = entry.Open();
                writing.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    private static string Text(ZipArchiveEntry part)
    {
        using var reading = new StreamReader(part.Open());
        return reading.ReadToEnd();
    }
}

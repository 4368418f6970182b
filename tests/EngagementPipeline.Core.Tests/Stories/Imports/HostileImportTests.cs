using System.Globalization;
using System.IO.Compression;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Core.Tests.Stories.Media;
using static EngagementPipeline.Core.Tests.Stories.Imports.AWordFile;
using static EngagementPipeline.Core.Tests.Stories.Imports.Importing;

namespace EngagementPipeline.Core.Tests.Stories.Imports;

/// <summary>Files that somebody made to do harm, and files that are only broken: each is refused by name, or what is wrong with it is left out.</summary>
public sealed class HostileImportTests
{
    /// <summary>Bytes that may be asked for while a hostile file is refused; the bombs below would become gigabytes.</summary>
    private const long MostMemory = 400L * 1024 * 1024;

    [Fact]
    public async Task A_zip_bomb_is_refused_while_it_is_unpacked()
    {
        var bomb = new AWordFile().Part("word/styles.xml", [.. Encoding.UTF8.GetBytes($"<w:styles {Namespaces}>"), .. Enumerable.Repeat((byte)' ', 30_000_000)]).Paragraph("x").Save();

        var refusal = await RefusedAsync(bomb);

        Assert.True(bomb.Length < 100_000);
        Assert.Equal(("import-too-large", "word/styles.xml"), (refusal.Code, Assert.Single(refusal.Errors!).Key));
    }

    [Fact]
    public async Task A_zip_bomb_that_lies_about_its_size_is_refused_too()
    {
        var bomb = new AWordFile().Part("word/styles.xml", [.. Encoding.UTF8.GetBytes($"<w:styles {Namespaces}>"), .. Enumerable.Repeat((byte)' ', 30_000_000)]).Paragraph("x").Save();

        // In the list of parts: what each becomes, and how it is packed, stand 24 and 20 bytes behind its beginning.
        for (var at = bomb.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0;)
        {
            BitConverter.TryWriteBytes(bomb.AsSpan(at + 24), 100);
            var next = bomb.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        Assert.StartsWith("import-", (await RefusedAsync(bomb)).Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_pictures_that_each_become_large_are_refused_together()
    {
        var file = new AWordFile();
        byte[] picture = [.. AFile.Png()[..33], .. Enumerable.Repeat((byte)0, 1_000_000)];
        for (var i = 0; i < 170; i++)
            file.Picture($"rId{i}", $"image{i}.png", picture).Paragraph(Drawing($"rId{i}", "x"));

        Assert.Equal("import-too-large", (await RefusedAsync(file.Save())).Code);
    }

    [Fact]
    public async Task A_packed_file_within_is_never_opened()
    {
        var inner = new AWordFile().Paragraph("INNER WORDS").Save();
        var imported = await new Importing().DoAsync(new AWordFile().Part("word/embeddings/inner.docx", inner).Picture("rId1", "image1.png", inner).Paragraph("Outer").Paragraph(Drawing("rId1", "x")));

        Assert.Equal(["text Outer"], Said(imported));
        Assert.Equal(["words", "picture"], Codes(imported));
    }

    [Theory]
    [InlineData("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/never.dtd\">")]
    [InlineData("<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")]
    public async Task A_document_type_and_its_entities_are_refused(string prologue)
    {
        var refusal = await RefusedAsync(new AWordFile { Prologue = prologue }.Paragraph("x").Save());

        Assert.Equal(("import-unsafe", "word/document.xml"), (refusal.Code, Assert.Single(refusal.Errors!).Key));
    }

    [Fact]
    public async Task What_lies_outside_the_file_is_never_fetched()
    {
        var imported = await new Importing().DoAsync(new AWordFile()
            .Link("rId1", "http://127.0.0.1:9/picture.png").Link("rId2", "file:///etc/passwd").Link("rId3", "\\\\server\\share\\x.png")
            .Paragraph(Drawing("rId1", "Linked", blip: "r:link")).Paragraph(Drawing("rId2", "Embedded by name")).Paragraph("Words"));

        Assert.Equal(["text Words"], Said(imported));
        Assert.Equal(["words", "picture-outside"], Codes(imported));
        Assert.Empty(imported.Media);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("word/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/windows/evil.xml")]
    [InlineData("word\\evil.xml")]
    public async Task A_name_that_leads_out_of_the_file_is_refused(string name) =>
        Assert.Equal("import-unsafe", (await RefusedAsync(new AWordFile().Part(name, "x").Paragraph("x").Save())).Code);

    [Fact]
    public async Task A_picture_whose_address_leads_out_of_the_file_is_left_out()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Link("rId1", "../../../etc/passwd", outside: false).Paragraph(Drawing("rId1", "x")).Paragraph("Words"));

        Assert.Equal(["text Words"], Said(imported));
        Assert.Equal(["words", "picture"], Codes(imported));
    }

    [Fact]
    public async Task Two_parts_of_one_name_are_refused() =>
        Assert.Equal("import-unsafe", (await RefusedAsync(new AWordFile().Part("word/Document.xml", "x").Paragraph("x").Save())).Code);

    [Fact]
    public async Task Ten_thousand_paragraphs_arrive_whole()
    {
        var file = new AWordFile();
        for (var i = 0; i < 10_000; i++)
            file.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Paragraph {i} says something invented."));

        var imported = await new Importing().DoAsync(file);

        var words = string.Join("\n\n", imported.Cards.Cast<TextCard>().Select(card => card.Text.Markdown)).Split("\n\n");
        Assert.Equal(10_000, words.Length);
        Assert.Equal("Paragraph 9999 says something invented.", words[^1]);
        Assert.All(imported.Cards, card => Assert.True(((TextCard)card).Text.Markdown.Length <= 10_000));
        Assert.Equal(["words"], Codes(imported));
    }

    [Fact]
    public async Task Ten_thousand_headings_are_more_than_a_story_and_the_rest_is_said_to_be_missing()
    {
        var file = new AWordFile();
        for (var i = 0; i < 10_000; i++)
            file.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Heading {i}"), "Heading2");

        var imported = await new Importing().DoAsync(file);

        Assert.InRange(imported.Cards.Count, 150, StoryLimits.Cards);
        Assert.Equal("Heading 197", imported.Notes.Single(note => note.Code == "full").Where);
    }

    [Fact]
    public async Task A_paragraph_of_ten_megabytes_is_cut_to_what_a_story_holds()
    {
        var random = new Random(7);
        var words = new StringBuilder();
        while (words.Length < 10_000_000)
            words.Append((char)random.Next('a', 'z' + 1)).Append(words.Length % 7 == 0 ? ' ' : 'e');

        var before = GC.GetAllocatedBytesForCurrentThread();
        var imported = await new Importing().DoAsync(new AWordFile().Paragraph(words.ToString()).Paragraph("After it"));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory);
        Assert.Equal("After it", ((TextCard)imported.Cards[^1]).Text.Markdown.Split("\n\n")[^1]);
        Assert.Equal(["words", "long-paragraph"], Codes(imported));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(0.98)]
    public async Task A_truncated_file_is_refused(double whole)
    {
        var file = new AWordFile().Paragraph("Words").Picture("rId1", "image1.jpg", AFile.Jpeg).Save();

        Assert.Equal(("import-broken", "file"), await NamedAsync(file[..(int)(file.Length * whole)]));
    }

    [Fact]
    public async Task A_part_that_was_damaged_is_named()
    {
        var file = new AWordFile().Part("word/styles.xml", Encoding.UTF8.GetBytes("<w:styles>not closed"), CompressionLevel.NoCompression).Paragraph("x").Save();

        Assert.Equal(("import-broken", "word/styles.xml"), await NamedAsync(file));
    }

    [Fact]
    public async Task A_document_that_is_locked_is_refused_in_words()
    {
        var refusal = await RefusedAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2_000], .. Encoding.Unicode.GetBytes("EncryptedPackage")]);

        Assert.Equal("import-locked", refusal.Code);
        Assert.Contains("take the password off", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_macros_is_refused_whatever_its_name()
    {
        Assert.Equal("import-has-macros", (await RefusedAsync(new AWordFile { MainType = "application/vnd.ms-word.document.macroEnabled.main+xml" }.Paragraph("x").Save())).Code);
        Assert.Equal("import-has-macros", (await RefusedAsync(new AWordFile().Part("word/vbaProject.bin", "x").Paragraph("x").Save())).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\\rtf1 words}")]
    [InlineData("<html>words</html>")]
    [InlineData("%PDF-1.7")]
    public async Task What_is_no_document_is_refused(string text) => Assert.Equal("import-unknown", (await RefusedAsync(Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public async Task A_workbook_and_a_packed_file_of_anything_are_refused()
    {
        Assert.Equal("import-unknown", (await RefusedAsync(new AWordFile { MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" }.Save())).Code);
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("anything.txt");
        Assert.Equal("import-unknown", (await RefusedAsync(zipped.ToArray())).Code);
    }

    [Theory]
    [InlineData("image1.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG")]
    [InlineData("image1.emf", "\u0001\u0000\u0000\u0000", "EMF")]
    [InlineData("image1.wmf", "\u00D7\u00CD\u00C6\u009A", "WMF")]
    [InlineData("image1.gif", "GIF89a", "GIF")]
    [InlineData("image1.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", "not what its name says")]
    [InlineData("image1.png", "\u0089PNG\r\n\u001A\n", "damaged")]
    [InlineData("image1.jpg", "\u00FF\u00D8\u00FF\u00E0", "damaged")]
    public async Task A_picture_that_is_none_is_left_out_and_said(string name, string bytes, string said)
    {
        var imported = await new Importing().DoAsync(new AWordFile().Picture("rId1", name, Encoding.Latin1.GetBytes(bytes)).Paragraph("Under this", "Heading2").Paragraph(Drawing("rId1", "x")));

        var note = imported.Notes.Single(note => note.Code == "picture");
        Assert.Equal("Under this", note.Where);
        Assert.Contains(said, note.Message, StringComparison.Ordinal);
        Assert.Equal(["h2 Under this"], Said(imported));
    }

    [Fact]
    public async Task A_picture_that_is_something_else_too_is_kept_as_the_picture_only()
    {
        var importing = new Importing();
        byte[] polyglot = [.. AFile.Jpeg, .. "<script>alert(1)</script>"u8, .. new AWordFile().Paragraph("x").Save()];

        var imported = (await importing.TryAsync(new AWordFile().Picture("rId1", "image1.jpg", polyglot).Paragraph(Drawing("rId1", "x")).Save())).Value;

        Assert.True(Assert.Single(imported.Media).Full.Length <= AFile.Jpeg.Length);
    }

    [Fact]
    public async Task A_tag_with_a_million_attributes_is_refused_before_they_are_held()
    {
        var attributes = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++)
            attributes.Append(" a").Append(i).Append("=''");
        var file = new AWordFile().Raw($"<w:p{attributes}/>").Save();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(("import-unsafe", "word/document.xml"), await NamedAsync(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory / 4);
    }

    [Fact]
    public async Task Elements_in_elements_without_end_are_refused() =>
        Assert.Equal(("import-unsafe", "word/document.xml"), await NamedAsync(new AWordFile().Raw(string.Concat(Enumerable.Repeat("<w:p>", 100_000))).Save()));

    [Fact]
    public async Task Lists_in_lists_without_end_are_still_a_text()
    {
        var file = new AWordFile().Lists();
        for (var i = 0; i < 300; i++)
            file.Item("x", i);

        Assert.NotEmpty((await new Importing().DoAsync(file)).Cards);
    }

    [Fact]
    public async Task More_parts_than_any_document_has_are_refused()
    {
        var file = new AWordFile().Paragraph("x");
        for (var i = 0; i < 2_001; i++)
            file.Part(string.Create(CultureInfo.InvariantCulture, $"x/{i}"), "x");

        Assert.Equal(("import-too-large", "file"), await NamedAsync(file.Save()));
    }

    private static async Task<(string Code, string Part)> NamedAsync(byte[] file) =>
        await RefusedAsync(file) is { } refusal ? (refusal.Code, Assert.Single(refusal.Errors!).Key) : default;
}

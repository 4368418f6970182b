using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Tests.Stories.Media;
using static EngagementPipeline.Core.Tests.Stories.Imports.AWordFile;
using static EngagementPipeline.Core.Tests.Stories.Imports.Importing;

namespace EngagementPipeline.Core.Tests.Stories.Imports;

public sealed class WordImportTests
{
    private const string EnglishStyles = """
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/></w:style>
        <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/></w:style><w:style w:type="paragraph" w:styleId="IntenseQuote"><w:name w:val="Intense Quote"/></w:style>
        <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
        """;

    [Fact]
    public async Task A_document_as_Word_saves_it_arrives_as_cards()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Styles(EnglishStyles).Lists()
            .Link("rId7", "https://example.org/a?b=1&amp;c=2")
            .Picture("rId8", "image1.jpeg", AFile.Jpeg)
            .Paragraph("What we want you to know", "Title").Paragraph("Said by an invented group", "Subtitle")
            .Paragraph("Contents ......... 3", "TOC1")
            .Paragraph("What happens", "Heading1")
            .Paragraph(Run("Some of it is ") + Run("small", "<w:b/>") + Run(", and ") + Run("stays", "<w:i/>") + Run("."))
            .Paragraph($"{Run("Read ")}<w:hyperlink r:id=\"rId7\">{Run("more of it", "<w:u w:val=\"single\"/>")}</w:hyperlink>{Run(" here.")}")
            .Item("First").Item("Within the first", 1).Item("Deeper", 2).Item("Second")
            .Paragraph("How it feels", "Heading2")
            .Paragraph(Drawing("rId8", "A wet street"))
            .Item("One", list: "2").Item("Two", list: "2").Item("Four", list: "3"));

        Assert.Equal(("What we want you to know", "Said by an invented group", "en"), (imported.Title, imported.Summary, imported.Language.Value));
        Assert.Equal(
            [
                "h2 What happens",
                "text Some of it is **small**, and *stays*.\n\nRead [more of it](<https://example.org/a?b=1&c=2>) here.\n\n- First\n  - Within the first\n    1. Deeper\n- Second",
                "h2 How it feels", "image A wet street", "text 1. One\n2. Two\n4) Four",
            ],
            Said(imported));
        Assert.Equal(["words", "contents"], Codes(imported));
    }

    [Fact]
    public async Task A_paragraph_in_quotation_marks_is_asked_about()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Styles(EnglishStyles).Paragraph("What they said", "Heading2")
            .Paragraph("We asked.").Paragraph("“They followed me round the shop.”").Paragraph("She said “no”, twice."));

        Assert.Equal(["words", "quoted-paragraph"], Codes(imported));
        Assert.Equal((imported.Cards[^1].Id, "What they said"), (imported.Notes[1].Card, imported.Notes[1].Where));
        Assert.StartsWith("We asked.", Assert.IsType<TextCard>(imported.Cards[^1]).Text.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///C:/Users/somebody/notes.docx")]
    [InlineData("https://user:secret@example.org/")]
    public async Task A_link_that_a_story_may_not_have_is_lost_and_that_is_said(string address)
    {
        var imported = await new Importing().DoAsync(new AWordFile().Link("rId1", address)
            .Paragraph($"<w:hyperlink r:id=\"rId1\">{Run("by address")}</w:hyperlink>")
            .Paragraph($"<w:fldSimple w:instr=\"HYPERLINK &quot;{address}&quot;\">{Run("by field")}</w:fldSimple>"));

        Assert.Equal(["text by address\n\nby field"], Said(imported));
        Assert.Equal(["words", "lost-link"], Codes(imported));
    }

    [Fact]
    public async Task Lists_deeper_than_a_text_may_have_are_brought_further_out()
    {
        var file = new AWordFile().Lists();
        for (var level = 0; level < 9; level++)
            file.Item($"Level {level}", level);

        var text = Assert.IsType<TextCard>(Assert.Single((await new Importing().DoAsync(file)).Cards)).Text;

        Assert.Null(text.TooCostly);
        Assert.Equal(9, text.Html.Split("<li>").Length - 1);
    }

    /// <summary>Hundreds of thousands of short paragraphs take no longer than the first of them.</summary>
    [Fact]
    public async Task Of_more_paragraphs_than_anybody_reads_the_rest_is_left_out()
    {
        var file = new AWordFile();
        for (var i = 0; i < 25_000; i++)
            file.Raw("<w:p><w:r><w:t>a</w:t></w:r></w:p>");

        var imported = await new Importing().DoAsync(file);

        Assert.Contains("full", Codes(imported));
        Assert.Equal(20_000, imported.Cards.OfType<TextCard>().Sum(card => card.Text.Markdown.Count(c => c == 'a')));
    }

    [Fact]
    public async Task A_Sway_as_it_is_exported_arrives_with_its_films_to_be_seen_to()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Styles(EnglishStyles)
            .Link("rId1", "https://youtu.be/dQw4w9WgXcQ").Link("rId2", "https://vimeo.com/76979871").Link("rId3", "https://sway.example/embed/1")
            .Picture("rId4", "img0.png", AFile.Png())
            .Paragraph("Challenge your bias", "Title")
            .Paragraph(Drawing("rId4", ""))
            .Paragraph("“They followed me round the shop.”", "Heading1")
            .Paragraph("I was with my mum", "IntenseQuote")
            .Paragraph($"<w:hyperlink r:id=\"rId1\">{Run("Watch our film")}</w:hyperlink>")
            .Paragraph("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
            .Paragraph(Drawing("rId4", "Our second film", "<a:hlinkClick r:id=\"rId2\"/>"))
            .Paragraph("<w:r><w:drawing><wp:inline><wp:docPr id=\"9\" name=\"Web\" descr=\"A map\"/><wp15:webVideoPr embeddedHtml=\"&lt;iframe src=&quot;https://maps.example.org/1&quot;&gt;\"/></wp:inline></w:drawing></w:r>"));

        Assert.Equal("Challenge your bias", imported.Title);
        Assert.Equal(
            [
                "image ", "text > “They followed me round the shop.”", "text > I was with my mum", "video https://youtu.be/dQw4w9WgXcQ Watch our film",
                "video https://www.youtube.com/watch?v=dQw4w9WgXcQ A film", "video https://vimeo.com/76979871 Our second film",
            ],
            Said(imported));
        Assert.Equal(["words", "quote-by-hand", "quote-by-hand", "film"], Codes(imported));
        Assert.Equal(imported.Cards[1].Id, imported.Notes[1].Card);
        Assert.NotNull(Assert.IsType<VideoCard>(imported.Cards[^1]).Poster);
        Assert.Single(imported.Media); // the same picture twice is one
    }

    [Fact]
    public async Task Styles_are_told_by_what_they_mean_whatever_their_ids_are_called()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Styles("""
                <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
                <w:style w:styleId="Pennawd2"><w:name w:val="Pennawd bach"/><w:basedOn w:val="Lefel"/></w:style>
                <w:style w:styleId="Lefel"><w:name w:val="Lefel"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
                <w:style w:styleId="Rund"><w:name w:val="Rund"/><w:basedOn w:val="Rund"/></w:style>
                <w:style w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
                """).Lists()
            .Paragraph("Was geschieht", "berschrift1").Paragraph("Sut deimlad", "Pennawd2").Paragraph("Text im Kreis", "Rund").Paragraph("Punkt", "Liste")
            .Paragraph("Kein Punkt", "Liste", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>")
            .Paragraph("Eigene Stufe", null, "<w:outlineLvl w:val=\"2\"/>"));

        Assert.Equal("Was geschieht", imported.Title);
        Assert.Equal(["h2 Sut deimlad", "text Text im Kreis\n\n- Punkt\n\nKein Punkt", "h3 Eigene Stufe"], Said(imported));
    }

    [Fact]
    public async Task A_document_without_its_styles_is_read_by_the_names_that_are_left()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Paragraph("Title", "Title").Paragraph("Deep", "Heading3").Paragraph("Deeper", "Heading4").Paragraph("Up", "Heading1"));

        Assert.Equal(["h2 Deep", "h3 Deeper", "h2 Up"], Said(imported)); // no level is skipped
    }

    [Fact]
    public async Task A_link_by_field_code_leads_where_it_led_and_other_fields_only_show_what_they_show()
    {
        const string Begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", Middle = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", End = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        var imported = await new Importing().DoAsync(new AWordFile()
            .Paragraph($"{Run("See ")}{Begin}<w:r><w:instrText> HYPER</w:instrText></w:r><w:r><w:instrText>LINK \"https://example.org/x\" \\o \"tip\" </w:instrText></w:r>{Middle}{Run("this")}{End}{Run(".")}")
            .Paragraph($"<w:fldSimple w:instr=\" HYPERLINK &quot;mailto:team@example.org&quot; \">{Run("Write to us")}</w:fldSimple>")
            .Paragraph($"{Begin}<w:r><w:instrText>INCLUDETEXT \"https://example.org/secret.docx\"</w:instrText></w:r>{Middle}{Run("Page ")}{Begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{Middle}{Run("4")}{End}{End}")
            .Paragraph($"{Begin}<w:r><w:instrText>HYPERLINK \"javascript:alert(1)\"</w:instrText></w:r>{Middle}{Run("Not a link")}{End}"));

        Assert.Equal(["text See [this](<https://example.org/x>).\n\n[Write to us](<mailto:team@example.org>)\n\nPage 4\n\nNot a link"], Said(imported));
    }

    [Fact]
    public async Task Old_pictures_and_embedded_objects_come_with_their_descriptions()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Picture("rId1", "image1.jpg", AFile.Jpeg).Picture("rId2", "image2.webp", AFile.WebP)
            .Paragraph($"{Run("Before it. ")}<w:r><w:pict><v:shape id=\"i\" style=\"width:1in\" alt=\"A yard\"><v:imagedata r:id=\"rId1\" o:title=\"x\"/></v:shape></w:pict></w:r>{Run("After it.")}")
            .Paragraph("<w:r><w:object><v:shape alt=\"A sheet\"><v:imagedata r:id=\"rId2\"/></v:shape><o:OLEObject r:id=\"rId9\"/></w:object></w:r>")
            .Paragraph(Drawing("rId1", "", "<a:extLst><a:ext uri=\"{C183D7F6}\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>")));

        Assert.Equal(["text Before it.", "image A yard", "text After it.", "image A sheet", "image (decoration)"], Said(imported));
        Assert.Contains("embedded", Codes(imported));
    }

    [Fact]
    public async Task Text_boxes_tables_and_controls_are_read_once_and_what_was_deleted_is_not()
    {
        var imported = await new Importing().DoAsync(new AWordFile()
            .Raw($"<w:p>{Run("Around. ")}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"Box\"/><wps:txbx><w:txbxContent><w:p>{Run("In the box")}</w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><w:p>{Run("In the box")}</w:p></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")
            .Raw($"<w:tbl><w:tblPr/><w:tr><w:tc><w:p>{Run("Cell one")}</w:p></w:tc><w:tc><w:p>{Run("Cell two")}</w:p></w:tc></w:tr></w:tbl>")
            .Raw($"<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p>{Run("In a control")}</w:p></w:sdtContent></w:sdt>")
            .Raw($"<w:p><w:ins w:id=\"1\">{Run("Added. ")}</w:ins><w:del w:id=\"2\"><w:r><w:delText>SECRET</w:delText></w:r></w:del>{Run("HIDDEN", "<w:vanish/>")}{Run("Kept.")}<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>"));

        var text = string.Join('\n', Said(imported));
        Assert.Equal(1, text.Split("In the box").Length - 1);
        Assert.All(["Around.", "Cell one", "Cell two", "In a control", "Added. Kept."], words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HIDDEN", text, StringComparison.Ordinal);
        Assert.Equal(["words", "table", "tracked-change", "hidden", "footnote", "comment"], Codes(imported));
    }

    [Fact]
    public async Task The_strict_form_of_the_format_is_read_too()
    {
        var strict = new AWordFile().Raw($"<x:p xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:r><x:t>Strictly so</x:t></x:r></x:p>");

        Assert.Equal(["text Strictly so"], Said(await new Importing().DoAsync(strict)));
    }

    [Theory]
    [InlineData("# no heading, 3 * 4 and <b>no tag</b> & no [link](x)")]
    [InlineData("1. no list")]
    [InlineData("- no list either")]
    [InlineData("snake_case and _this_ and &amp;amp; and `code`")]
    [InlineData("~~~")]
    [InlineData("===")]
    [InlineData("a \\ b \\* c")]
    [InlineData("> nobody is quoted")]
    public async Task What_Markdown_would_give_a_meaning_to_stays_what_was_written(string words)
    {
        var text = Assert.IsType<TextCard>(Assert.Single((await new Importing().DoAsync(new AWordFile().Paragraph(Run(System.Security.SecurityElement.Escape(words))))).Cards));

        Assert.Equal(words, text.Text.Words);
        Assert.DoesNotContain("<li>", text.Text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<em>", text.Text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emphasis_that_Markdown_cannot_say_goes_and_the_words_stay()
    {
        var text = Assert.IsType<TextCard>(Assert.Single((await new Importing().DoAsync(new AWordFile().Paragraph(Run("(so)", "<w:b/>") + Run("far") + Run(" and ", "<w:b/>") + Run("on", "<w:i/>")))).Cards));

        Assert.Equal("(so)far and on", text.Text.Words);
    }

    [Fact]
    public async Task The_same_file_again_keeps_its_pictures_once()
    {
        var importing = new Importing();
        var file = new AWordFile().Picture("rId1", "image1.jpg", AFile.Jpeg).Paragraph(Drawing("rId1", "A wet street")).Save();

        var (first, again) = ((await importing.TryAsync(file)).Value, (await importing.TryAsync(file)).Value);

        Assert.Equal(first.Media, again.Media);
        Assert.Equal(first.Cards, again.Cards);
        Assert.Equal(StoryWorld.Project, first.Media[0].Project);
        Assert.Single(await importing.World.Media.OfProjectAsync(StoryWorld.Project, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_comes_of_it_is_a_document_that_may_be_kept()
    {
        var imported = await new Importing().DoAsync(new AWordFile().Styles(EnglishStyles).Lists().Picture("rId1", "image1.jpg", AFile.Jpeg)
            .Paragraph("A part", "Heading2").Item("One").Paragraph(Drawing("rId1", "x")).Paragraph(new string('y', 130), "Heading2").Paragraph("End"));

        var document = new StoryDocument(imported.Project, StoryWorld.SlugOf(1), imported.Title, imported.Summary, imported.Language, Core.Shared.Audience.Local, imported.Cards);
        Assert.Equal(StoryJson.Write(document), StoryJson.Write(StoryJson.Read(StoryJson.Write(document))));
        Assert.Contains("long-heading", Codes(imported));
    }
}

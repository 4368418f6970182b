using System.Text.RegularExpressions;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed partial class ProseTests
{
    [Theory]
    [InlineData("One *two* **three** `four`", "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]
    [InlineData("[here](https://example.org/a?b=c&d=e \"title\")", "<p><a href=\"https://example.org/a?b=c&amp;d=e\" rel=\"noopener noreferrer\">here</a></p>")]
    [InlineData("<https://example.org/>", "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\">https://example.org/</a></p>")]
    [InlineData("<a.b@example.org>", "<p><a href=\"mailto:a.b@example.org\" rel=\"noopener noreferrer\">a.b@example.org</a></p>")]
    [InlineData("[mail](mailto:a.b@example.org)", "<p><a href=\"mailto:a.b@example.org\" rel=\"noopener noreferrer\">mail</a></p>")]
    [InlineData("# not a heading", "<p># not a heading</p>")]
    [InlineData("not a heading\n===", "<p>not a heading\n===</p>")]
    [InlineData("![what it shows](https://example.org/a.png)", "<p>what it shows</p>")]
    [InlineData("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>")]
    [InlineData("", "")]
    public void Shows_what_is_allowed_and_keeps_the_rest_as_text(string markdown, string html) => Assert.Equal(html, Parse(markdown).Html);

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](&#x6A;avascript:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//example.org/protocol-relative)")]
    [InlineData("[x](/relative)")]
    [InlineData("[x](#anchor)")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x][y]\n\n[y]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[x](https://user:secret@example.org/)")]
    [InlineData("[x](https://bank.example@example.org/)")]
    [InlineData("[x](https://@example.org/)")]
    [InlineData("[x](https://bank.example\uFF20example.org/)")]
    [InlineData("<https://bank.example\uFE6Bexample.org/>")]
    [InlineData("[x](https://bank.example\uFF0Fexample.org/)")]
    [InlineData("<https://user@example.org/>")]
    [InlineData("[x](https:\\\\example.org)")]
    [InlineData("[x](https://example.org/\u202Egnp.exe)")]
    [InlineData("![x][y]\n\n[y]: data:image/svg+xml,x")]
    public void Links_nowhere_but_to_web_and_mail_addresses(string markdown)
    {
        var html = Parse(markdown).Html;

        Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("a\n\n<div onclick=\"x()\">\n\nb\n\n</div>")]
    [InlineData("<!-- x --><style>*{display:none}</style>")]
    [InlineData("`<script>`\n\n```html\n<script>\n```")]
    [InlineData("[<img src=x onerror=alert(1)>](https://example.org)")]
    [InlineData("[x](https://example.org/\"onmouseover=\"alert(1))")]
    [InlineData("[x](https://example.org/ \"\\\"onmouseover=alert(1)\")")]
    [InlineData("*<b onmouseover=alert(1)>x</b>*")]
    [InlineData("<https://example.org/\"onclick=alert(1)>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<![CDATA[<script>alert(1)</script>]]>")]
    [InlineData("<?php echo 1 ?>")]
    public void Every_element_is_one_of_ours(string markdown) =>
        Assert.All(Element().Matches(Parse(markdown).Html).Select(match => match.Value), element =>
            Assert.Matches("^</?(p|a|em|strong|code|pre|ul|ol|li|blockquote|hr|br)( (href|rel|class|start)=\"[^\"<>]*\")*( /)?>$", element));

    [Fact]
    public void Words_are_the_text_alone() =>
        Assert.Equal("One two three. a b", Regex.Replace(Parse("One *two* [three](https://example.org).\n\n- a\n- b").Words, "\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(10)));

    /// <summary>The longest text that a card takes, of what costs a parser most: about a second at worst, and never the stack. The limit is far above that.</summary>
    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("`")]
    [InlineData("**a _b ")]
    [InlineData("[a](")]
    [InlineData("[a](b")]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("\\")]
    [InlineData("&#x")]
    [InlineData("*a **b ")]
    [InlineData("[a][")]
    [InlineData("- a\n ")]
    public async Task Hostile_text_is_answered_soon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length));

        var parsed = Task.Run(() => Prose.TryParse(text, out var prose) ? prose.Html.Length : 0, TestContext.Current.CancellationToken);

        Assert.InRange(await parsed.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), 0, 1_000_000);
    }

    [Theory]
    [InlineData("*a_")]
    [InlineData("**a** ")]
    [InlineData("_a_* ")]
    [InlineData("[")]
    [InlineData("[a](b")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("1) ")]
    [InlineData("> - ")]
    public void More_marks_than_anybody_means_are_shown_as_they_were_written(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length)) + "<b>";

        var prose = Parse(text);

        Assert.NotNull(prose.TooCostly);
        Assert.Equal($"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>", prose.Html);
        Assert.Equal((text, 0), (prose.Words, prose.Links.Count));
    }

    [Fact]
    public void As_many_marks_as_a_writer_means_are_few()
    {
        var most = string.Concat(Enumerable.Repeat("*a* ", ProseCost.MostMarks / 2));

        Assert.Null(Parse(most).TooCostly);
        Assert.NotNull(Parse(most + "*").TooCostly);
        Assert.Null(Parse(string.Concat(Enumerable.Repeat(@"\*a\_ (b) 1\. well-known, it said. ", 250))).TooCostly); // none of these is a mark
    }

    private static Prose Parse(string markdown) => Prose.TryParse(markdown, out var prose) ? prose : throw new InvalidOperationException("Refused.");

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Element();
}

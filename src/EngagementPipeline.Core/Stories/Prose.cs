using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Markdown as comms may write it: paragraphs, lists, quotations, emphasis, code, rules and links. No HTML (it stays text), no
/// headings (those are cards), no pictures (a picture's description stays), and links to http, https and mailto addresses only
/// (of any other, the text stays). A text that would take long to make sense of (<see cref="ProseCost"/>) is shown as it was written.
/// </summary>
public sealed class Prose : IEquatable<Prose>
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().DisableHeadings().Build();

    private Prose(string markdown, string html, string words, IReadOnlyList<string> links)
    {
        Markdown = markdown;
        Html = html;
        Words = words;
        Links = links;
    }

    /// <summary>As it was written.</summary>
    public string Markdown { get; }

    /// <summary>As it is shown: every character of the text encoded, every element one of ours.</summary>
    public string Html { get; }

    /// <summary>The text alone.</summary>
    public string Words { get; }

    /// <summary>The addresses that the text leads to.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Why the text is shown as it was written: it costs too much. New ones are refused; pages from before then still come down at once. Null for any other.</summary>
    public ProseCost? TooCostly { get; private init; }

    /// <summary>False for text nested deeper than anybody could mean (128 levels), which can't be shown.</summary>
    public static bool TryParse(string markdown, [NotNullWhen(true)] out Prose? prose)
    {
        prose = null;
        if (ProseCost.Of(markdown) is { IsSmall: false } cost)
        {
            prose = new(markdown, AsWritten(markdown), markdown.Trim(), []) { TooCostly = cost };
            return true;
        }

        try
        {
            var document = Markdig.Markdown.Parse(markdown, Pipeline);
            Restrict(document);
            prose = new(markdown, document.ToHtml(Pipeline).Trim(), WordsOf(document), [.. document.Descendants<LinkInline>().Select(link => link.Url!)]);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // how Markdig says that it stopped at its depth limit
        }
    }

    public bool Equals(Prose? other) => other is not null && other.Markdown == Markdown;

    public override bool Equals(object? obj) => Equals(obj as Prose);

    public override int GetHashCode() => Markdown.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Markdown;

    private static string AsWritten(string markdown) =>
        string.Join('\n', markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => $"<p>{WebUtility.HtmlEncode(part)}</p>"));

    private static void Restrict(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || Address(link.GetDynamicUrl?.Invoke() ?? link.Url) is not { } address)
            {
                link.ReplaceBy(new ContainerInline(), copyChildren: true);
                continue;
            }

            link.GetDynamicUrl = null;
            link.Url = address;
            link.Title = null;
            SendNoReferrer(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (Address(link.IsEmail ? "mailto:" + link.Url : link.Url) is null)
                link.ReplaceBy(new LiteralInline(link.Url));
            else
                SendNoReferrer(link);
        }
    }

    private static string? Address(string? url) => WebAddress.PlainOf(url)?.AbsoluteUri;

    private static void SendNoReferrer(Inline link) => link.GetAttributes().AddProperty("rel", "noopener noreferrer");

    private static string WordsOf(MarkdownDocument document)
    {
        var words = new StringBuilder();
        foreach (var leaf in document.Descendants())
        {
            var text = leaf switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                LineBreakInline or ParagraphBlock => " ",
                CodeBlock block => block.Lines.ToString() + " ",
                _ => "",
            };
            words.Append(text);
        }

        return words.ToString().Trim();
    }
}

using Markdig;
using Microsoft.AspNetCore.Components;

namespace EngagementPipeline.Pages.Desk.Voices;

/// <summary>A consent statement's Markdown as a page shows it. The texts are ours; HTML in them would still stand as text.</summary>
internal static class StatementMarkup
{
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static MarkupString Of(StatementText statement)
    {
        // The statement's own title stands within the page, so it goes two levels down.
        var html = Markdown.ToHtml(statement.Markdown, Plain).Replace("<h1>", "<h3>", StringComparison.Ordinal).Replace("</h1>", "</h3>", StringComparison.Ordinal);
        return new(html);
    }
}

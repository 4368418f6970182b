using EngagementPipeline.Core.Reports.Imports;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

public sealed class ImportsDocumentTests
{
    [Fact]
    public void The_page_lists_the_columns_as_the_code_has_them() =>
        Assert.Equal([.. FigureFile.Columns, .. FeedbackFile.Columns], Docs.TableRows("imports.md").Select(cells => cells[0].Trim('`')));
}

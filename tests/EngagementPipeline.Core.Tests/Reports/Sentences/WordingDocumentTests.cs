using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Tests.Reports.Sentences;

/// <summary>docs/wording.md says of which values each phrase is true; the code must agree at every one it names.</summary>
public sealed class WordingDocumentTests
{
    public static TheoryData<string, string, bool> Rows()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var cells in Docs.TableRows("wording.md"))
        {
            foreach (var value in cells[1].Split(", "))
                data.Add(cells[0].Trim('`'), value, true);
            foreach (var value in cells[2].Split(", "))
                data.Add(cells[0].Trim('`'), value, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_of_the_page_is_so(string phrase, string value, bool isTrue)
    {
        var numbers = value.Split('/').Select(n => decimal.Parse(n, CultureInfo.InvariantCulture)).ToArray();

        var said = numbers is [var number]
            ? Wording.IsTrue(phrase, number)
            : Wording.IsTrue(phrase, (long)numbers[0], (long)numbers[1]);

        Assert.Equal(isTrue, said);
    }
}

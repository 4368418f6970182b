using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

/// <summary>Holds docs/identity-warnings.md to what it is about.</summary>
public sealed class IdentityPageTests
{
    private static readonly string Page = ReadPage();

    [Fact]
    public void Names_every_kind_of_warning() =>
        Assert.All(Kebab.AllOf<IdentityKind>(), code => Assert.Contains($"| `{code}` |", Page, StringComparison.Ordinal));

    [Fact]
    public void Asks_every_question() =>
        Assert.All(MotivatedIntruder.Questions, question => Assert.Contains($". {question.Text}\n", Page, StringComparison.Ordinal));

    [Fact]
    public void Tells_how_large_each_part_of_the_labelled_set_is()
    {
        var parts = LabelledQuotes.Read().GroupBy(quote => quote.Part);

        Assert.All(
            parts,
            part => Assert.Contains($"| {part.Count()} | {part.Count(quote => quote.Marks.Count == 0)} |", Page, StringComparison.Ordinal));
    }

    private static string ReadPage()
    {
        using var reader = new StreamReader(typeof(IdentityPageTests).Assembly.GetManifestResourceStream("identity-warnings.md")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

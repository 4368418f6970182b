using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

public sealed class WordListsTests
{
    public static TheoryData<string> Lists => new(
        typeof(IdentityWarnings).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Identity/", StringComparison.Ordinal))
            .Select(name => name["Identity/".Length..^".txt".Length]));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Are_plain_sorted_and_without_repeats(string list)
    {
        var lines = Vocabulary.Read(list);

        Assert.NotEmpty(lines);
        Assert.Equal(lines.Distinct().Order(StringComparer.Ordinal), lines);
        Assert.All(lines, line => Assert.Equal(Vocabulary.Plain(line).Trim(), line));
    }

    [Fact]
    public void A_first_name_is_on_one_list_only()
    {
        string[] lists = ["first-names", "names-also-things", "names-also-ideas", "names-also-places-or-times"];

        var names = lists.SelectMany(Vocabulary.Read).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void No_name_that_needs_no_sign_is_an_ordinary_word() =>
        Assert.Empty(Vocabulary.Read("first-names").Intersect(Vocabulary.Read("ordinary-words")));
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.Stories;
using EngagementPipeline.Testing.Browser;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>Times and changes in words; and London's clocks, which the page and the browser have to read alike.</summary>
public sealed class VersionWordsTests(Chromium chromium, Gallery gallery)
{
    [Theory]
    [InlineData("2026-10-25T00:30:00Z", "25 October 2026, 01:30 (summer time, the first of the two)")]
    [InlineData("2026-10-25T01:30:00Z", "25 October 2026, 01:30 (winter time, the second of the two)")]
    [InlineData("2026-10-25T02:30:00Z", "25 October 2026, 02:30")]
    [InlineData("2026-10-24T23:30:00Z", "25 October 2026, 00:30")]
    [InlineData("2026-03-29T00:59:00Z", "29 March 2026, 00:59")]
    [InlineData("2026-03-29T01:00:00Z", "29 March 2026, 02:00")]
    public void A_time_says_what_londons_clocks_show_and_which_where_they_show_it_twice(string instant, string said) =>
        Assert.Equal(said, SayTimes.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-10-25T01:30", "2026-10-25T00:30:00Z", "The clocks go back that night, so 01:30 comes twice. The first is meant.")]
    [InlineData("2026-10-25T00:59", "2026-10-24T23:59:00Z", "")]
    [InlineData("2026-10-25T02:00", "2026-10-25T02:00:00Z", "")]
    [InlineData("2026-03-29T01:30", "2026-03-29T01:30:00Z", "The clocks go forward that night, so there is no 01:30. 02:30 is meant.")]
    [InlineData("2026-03-29T00:30", "2026-03-29T00:30:00Z", "")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00Z", "")]
    [InlineData("2026-07-01T09:00", "2026-07-01T08:00:00Z", "")]
    [InlineData("2026-12-01T09:00", "2026-12-01T09:00:00Z", "")]
    public async Task What_is_typed_is_londons_time_in_a_browser_anywhere(string typed, string instant, string note)
    {
        var local = DateTime.Parse(typed, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), London.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)));
        foreach (var zone in new[] { "Europe/London", "America/New_York", "Asia/Kolkata" })
        {
            await using var context = await chromium.NewContextAsync(options => options.TimezoneId = zone);
            var page = await context.NewPageAsync();
            await page.GotoAsync(gallery.Address);

            var read = await page.EvaluateAsync<string[]>(
                "async ([module, typed]) => { const { instantOf } = await import(module); const { instant, note } = instantOf(typed); return [instant, note]; }", new[] { DeskAssets.Address("london.js"), typed });

            Assert.Equal([instant, note], read);
        }
    }

    [Fact]
    public async Task What_is_no_time_is_none()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(gallery.Address);

        Assert.True(await page.EvaluateAsync<bool>(
            "async (module) => { const { instantOf } = await import(module); return ['', '2026-13-01T09:00', 'tomorrow', '2026-02-03'].every((text) => instantOf(text) === null); }",
            DeskAssets.Address("london.js")));
    }

    [Theory]
    [InlineData("a", "b", "Another quote stands here.")]
    [InlineData("a\nb", "b", "1 quote taken out.")]
    [InlineData("a\nb", "b\na", "The same quotes, in another order.")]
    [InlineData(null, "a\nb", "2 quotes put in.")]
    [InlineData("a\nb\nc", "c\nd", "2 quotes taken out, 1 put in.")]
    public void Quotes_are_told_by_their_number(string? before, string? after, string said) =>
        Assert.Equal(said, SayChanges.References(new("voices", FieldSort.Quotes, before, after, [])));

    [Fact]
    public void Long_text_that_stayed_is_cut_to_what_stands_beside_the_changes()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"word{i} "));

        Assert.Equal(text[..40], SayChanges.Around(text[..40], first: false, last: false));
        Assert.StartsWith("word0 ", SayChanges.Around(text, first: false, last: false), StringComparison.Ordinal);
        Assert.DoesNotContain("word50 ", SayChanges.Around(text, first: false, last: false), StringComparison.Ordinal);
        Assert.StartsWith("[…]", SayChanges.Around(text, first: true, last: false), StringComparison.Ordinal);
        Assert.EndsWith("word99 ", SayChanges.Around(text, first: true, last: false), StringComparison.Ordinal);
        Assert.EndsWith("[…]", SayChanges.Around(text, first: false, last: true), StringComparison.Ordinal);
    }
}

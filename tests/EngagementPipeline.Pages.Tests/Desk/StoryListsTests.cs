using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>The list of stories and the list of a story's versions, as they stand on a screen.</summary>
public sealed class StoryListsTests(Chromium chromium, Gallery gallery)
{
    [Fact]
    public async Task A_long_title_breaks_no_word_of_other_columns()
    {
        var page = await OpenAsync("stories-long-title");

        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll(".things thead th:not(:has(.visually-hidden)), .things td")].flatMap(cell => {
                const found = [], words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
                for (let text; text = words.nextNode();) {
                    if (text.parentElement.closest(".visually-hidden")) continue;
                    for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
                        range.setStart(text, index);
                        range.setEnd(text, index + word.length);
                        if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word);
                    }
                }
                return found;
            })
            """));
    }

    [Fact]
    public async Task Two_labels_of_a_version_do_not_touch()
    {
        var page = await OpenAsync("versions");
        await page.EvaluateAsync("""
            () => { for (const tag of document.querySelectorAll(".version .tag")) if (!tag.nextElementSibling?.matches(".tag")) tag.after(tag.cloneNode(true)); }
            """);
        var tags = page.Locator(".version").First.Locator(".tag");
        var (first, second) = (await BoxOf(tags.Nth(0)), await BoxOf(tags.Nth(1)));

        Assert.InRange(second.X - (first.X + first.Width), 4, 16);
    }

    private static async Task<LocatorBoundingBoxResult> BoxOf(ILocator part) => (await part.BoundingBoxAsync())!;

    private async Task<IPage> OpenAsync(string state)
    {
        var context = await chromium.NewContextAsync(o => o.ViewportSize = new() { Width = 1280, Height = 900 });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/{state}");
        return page;
    }
}

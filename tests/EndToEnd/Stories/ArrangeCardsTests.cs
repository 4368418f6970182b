using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>Cards are moved by pointer and keys, copied and deleted; whatever was done can be undone, saved or not.</summary>
public sealed class ArrangeCardsTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_card_is_dragged_to_another_place_and_escape_leaves_all_as_it_was()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One", "Two", "Three"]);
        var page = writer.Page;

        await TakeAsync(page, writer.Cards.Nth(2));
        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("Text taken, number 3 of 3. Escape puts it back.");
        await OverAsync(page, writer.Cards.Nth(0));
        await Assertions.Expect(page.Locator(".drop-place")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("Place 1 of 3.");
        await writer.PictureAsync("editor-dragging");
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator(".drop-place")).ToHaveCountAsync(0);
        await OrderAsync(writer, "One", "Two", "Three");

        await TakeAsync(page, writer.Cards.Nth(2));
        await OverAsync(page, writer.Cards.Nth(0));
        await page.Mouse.UpAsync();
        await OrderAsync(writer, "Three", "One", "Two");
        await Assertions.Expect(page.Locator("#done")).ToHaveTextAsync("Text is number 1 of 3 now.");

        await page.Keyboard.PressAsync("ArrowDown");
        await OrderAsync(writer, "One", "Three", "Two");
        await page.Keyboard.PressAsync("Control+z");
        await page.Keyboard.PressAsync("Control+z");
        await OrderAsync(writer, "One", "Two", "Three");
    }

    [Fact]
    public async Task A_finger_moves_a_card_and_the_page_does_not_scroll_under_it()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One", "Two", "Three"]);
        var page = writer.Page;
        await page.SetViewportSizeAsync(360, 740);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await Assertions.Expect(page.Locator("#preview-pane")).ToBeHiddenAsync(); // laid out for a phone
        await writer.Cards.Nth(0).Locator("[data-handle]").First.ClickAsync(new() { Trial = true }); // in sight, and at rest
        var handle = (await writer.Cards.Nth(0).Locator("[data-handle]").First.BoundingBoxAsync())!;
        var (x, y) = (handle.X + (handle.Width / 2), handle.Y + (handle.Height / 2));

        await TouchAsync(devtools, "touchStart", x, y);
        await TouchAsync(devtools, "touchMove", x, y + 20);
        await Assertions.Expect(page.Locator(".sorting")).ToHaveCountAsync(1);
        var last = (await writer.Cards.Nth(2).BoundingBoxAsync())!;
        await TouchAsync(devtools, "touchMove", x, last.Y + last.Height - 2);
        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("Place 3 of 3.");
        await TouchAsync(devtools, "touchEnd", null, null);

        await OrderAsync(writer, "Two", "Three", "One");
        await writer.PictureAsync("editor-phone-cards");
    }

    [Fact]
    public async Task The_page_scrolls_while_a_card_is_held_at_its_edge()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: [.. Enumerable.Range(1, 30).Select(n => $"Card {n}")]);
        var page = writer.Page;

        await TakeAsync(page, writer.Cards.Nth(0));
        await page.Mouse.MoveAsync(300, page.ViewportSize!.Height - 4);
        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("Place 30 of 30.");
        await page.Mouse.UpAsync();

        await Assertions.Expect(writer.Texts.Nth(29)).ToHaveValueAsync("Card 1");
        await Assertions.Expect(writer.Cards.Nth(29).Locator("[data-handle]").First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_copy_has_ids_of_its_own_and_the_focus()
    {
        await using var writer = await Writer.OpenAsync(app, chromium);
        var page = writer.Page;
        await writer.PressAsync("Poll");
        await page.Locator("#cards").GetByLabel("Question").FillAsync("How often?");
        foreach (var answer in new[] { "Often", "Never" })
        {
            await writer.PressAsync("Add an answer");
            await page.Keyboard.TypeAsync(answer);
        }

        await writer.Cards.Nth(0).Locator("[data-copy-card]").PressAsync("Enter");

        await Assertions.Expect(writer.Cards).ToHaveCountAsync(2);
        await Assertions.Expect(writer.Cards.Nth(1).GetByLabel("Question")).ToBeFocusedAsync();
        await Assertions.Expect(writer.Cards.Nth(1).GetByLabel("Question")).ToHaveValueAsync("How often?");
        await writer.SavedAsync();
        var cards = (await app.JsonAsync("GET", $"api/stories/{writer.Story}", "comms")).GetProperty("cards");
        var ids = cards.EnumerateArray().SelectMany(card => card.GetProperty("options").EnumerateArray().Append(card)).Select(part => part.GetProperty("id").GetString()).ToList();
        Assert.Equal(6, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["Often", "Never"], cards[1].GetProperty("options").EnumerateArray().Select(option => option.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_was_deleted_comes_back_several_steps_deep_and_after_saving()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One", "Two", "Three"]);
        var page = writer.Page;
        await writer.Texts.Nth(1).FillAsync("Two, with care");

        await writer.Cards.Nth(1).Locator("[data-remove]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#done")).ToHaveTextAsync("Text deleted.");
        await Assertions.Expect(writer.Cards.Nth(1).Locator("[data-handle]").First).ToBeFocusedAsync();
        await writer.Cards.Nth(0).Locator("[data-remove]").ClickAsync();
        await OrderAsync(writer, "Three");
        await writer.SavedAsync();
        Assert.Equal(1, (await app.JsonAsync("GET", $"api/stories/{writer.Story}", "comms")).GetProperty("cards").GetArrayLength());

        // In a text field it is the browser's: the words there, not the cards.
        await writer.Texts.Nth(0).FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await OrderAsync(writer, "Three");

        await writer.PressAsync("Undo");
        await OrderAsync(writer, "One", "Three");
        await writer.PressAsync("Undo");
        await OrderAsync(writer, "One", "Two, with care", "Three");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true })).ToBeHiddenAsync();
        await writer.SavedAsync();
        Assert.Equal(
            ["t0", "t1", "t2"],
            (await app.JsonAsync("GET", $"api/stories/{writer.Story}", "comms")).GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("id").GetString()));
    }

    /// <summary>Everything that takes the focus is seen whole above the bar, on the smallest phone.</summary>
    [Fact]
    public async Task The_save_bar_covers_nothing_that_has_the_focus()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One", "Two", "Three", "Four"]);
        var page = writer.Page;
        await page.SetViewportSizeAsync(360, 640);
        await page.Locator("[name=title]").FocusAsync();

        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Null(await page.EvaluateAsync<string?>(
                """
                () => {
                  const focused = document.activeElement;
                  const bar = document.querySelector(".save-bar");
                  if (bar.contains(focused) || !focused.closest("#editor")) return null;
                  const { bottom } = focused.getBoundingClientRect();
                  return bottom <= bar.getBoundingClientRect().top + 1 ? null : `${focused.tagName} ${focused.textContent.slice(0, 40)} ends at ${bottom}`;
                }
                """));
        }
    }

    private static async Task OrderAsync(Writer writer, params string[] texts)
    {
        await Assertions.Expect(writer.Texts).ToHaveCountAsync(texts.Length);
        for (var i = 0; i < texts.Length; i++)
            await Assertions.Expect(writer.Texts.Nth(i)).ToHaveValueAsync(texts[i]);
    }

    private static async Task TakeAsync(IPage page, ILocator card)
    {
        var handle = card.Locator("[data-handle]").First;
        await handle.ScrollIntoViewIfNeededAsync();
        await handle.HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await handle.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2) - 12);
        await Assertions.Expect(page.Locator(".sorting")).ToHaveCountAsync(1);
    }

    private static async Task OverAsync(IPage page, ILocator card)
    {
        var box = (await card.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + 4);
    }

    private static Task<System.Text.Json.JsonElement?> TouchAsync(ICDPSession devtools, string type, float? x, float? y) => devtools.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = x is null ? Array.Empty<object>() : new object[] { new { x, y } },
    });
}

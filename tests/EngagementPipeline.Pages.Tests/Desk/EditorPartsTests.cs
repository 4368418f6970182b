using Deque.AxeCore.Commons;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>What opens in the editor, against an API that these tests play: the quote picker, a conflict, a picture on its way.</summary>
public sealed class EditorPartsTests(Chromium chromium, Gallery gallery)
{
    private static readonly AxeRunOptions Options = new();

    [Fact]
    public async Task The_picker_reads_on_until_enough_fits_and_has_nothing_that_axe_finds_fault_with()
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = true);
        var page = await OpenAsync(context);
        var calls = await FormsTests.PlayAsync(page, call => call.Path switch
        {
            _ when call.Path.Contains("/summary", StringComparison.Ordinal) => (200, """{"usable":90,"themes":[{"theme":"shops","quotes":2}],"others":[{"code":"not-reviewed","voices":3,"why":"nobody has reviewed them yet."}]}"""),
            _ when call.Path.Contains("continue=b", StringComparison.Ordinal) => (200, $$"""{"items":[{{Quotes(60, 90, "rare")}}]}"""),
            _ when call.Path.Contains("continue=a", StringComparison.Ordinal) => (200, $$"""{"items":[{{Quotes(30, 60, "usual")}}],"continue":"b"}"""),
            _ when call.Path.Contains("/voices", StringComparison.Ordinal) => (200, $$"""{"items":[{{Quotes(0, 30, "usual")}}],"continue":"a"}"""),
            _ => (200, "{}"),
        });

        await page.GetByRole(AriaRole.Group, new() { Name = "Add a card" }).GetByRole(AriaRole.Button, new() { Name = "Quote", Exact = true }).ClickAsync();
        var rows = page.Locator("#quotes-list > li");
        await Assertions.Expect(rows).ToHaveCountAsync(30);
        await Assertions.Expect(page.Locator("#quotes-found")).ToHaveTextAsync("30 quotes, and more to read.");
        await Assertions.Expect(page.Locator("#quotes-others summary")).ToHaveTextAsync("3 others cannot be used here");
        Assert.Empty(await FaultsAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "More quotes" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(60);
        await page.GetByLabel("Search").FillAsync("rare");
        await Assertions.Expect(rows).ToHaveCountAsync(30);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "More quotes" })).ToBeHiddenAsync();
        Assert.DoesNotContain(calls, call => call.Path.Contains("rare", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#quotes")).ToBeHiddenAsync();
    }

    [Theory, InlineData(360), InlineData(1280)]
    public async Task A_conflict_shows_fields_and_cards_in_words_and_has_nothing_that_axe_finds_fault_with(int width)
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = true);
        var page = await OpenAsync(context);
        await page.SetViewportSizeAsync(width, 800);
        await FormsTests.PlayAsync(page, call => call switch
        {
            { Method: "PUT" } => (412, """{"title":"Changed meanwhile","status":412,"code":"stale"}"""),
            _ when call.Path.EndsWith("/preview", StringComparison.Ordinal) => (200, ""),
            _ => (200, Theirs),
        });

        await page.GetByLabel("Title").FillAsync("Mine");
        await page.Locator("#cards > [data-type=heading] input").FillAsync("My heading");
        await page.Locator("#cards > [data-type=poll] > .card-head [data-remove]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save now" }).ClickAsync();

        var dialog = page.Locator("#conflict");
        await Assertions.Expect(dialog).ToContainTextAsync("Ben Okafor saved the story at 12:30");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync(["Title", "Heading, number 1: Heading", "Poll, number 2"]);
        await Assertions.Expect(dialog).ToContainTextAsync("You deleted it.");
        await Assertions.Expect(dialog).ToContainTextAsync("other changes of theirs do not touch yours");
        Assert.Empty(await FaultsAsync(page));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"editor-conflict-{width}.png") });
    }

    [Theory]
    [InlineData(413, "", "This file is too large. Choose a smaller one.")]
    [InlineData(400, """{"title":"This picture cannot be used","detail":"It is not a JPEG, PNG or WebP.","status":400,"code":"bad-media"}""", "This picture cannot be used. It is not a JPEG, PNG or WebP.")]
    [InlineData(500, "", "Something went wrong on our side. It was not kept. Choose it again.")]
    [InlineData(401, "", "You have been signed out. Sign in again in another tab, then choose it again.")]
    public async Task A_picture_that_was_not_taken_says_why_and_can_be_chosen_again(int status, string body, string words)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context);
        var takes = false;
        await FormsTests.PlayAsync(page, call => call.Path.Contains("/media/", StringComparison.Ordinal) && !takes ? (status, body) : (200, "{}"));
        await AddPictureAsync(page);

        await ChooseAsync(page, await APictureAsync(page));
        await Assertions.Expect(page.Locator("[data-sent]")).ToHaveTextAsync(words);
        await Assertions.Expect(page.Locator("#cards progress")).ToHaveCountAsync(0);
        takes = true;
        await ChooseAsync(page, await APictureAsync(page));

        await Assertions.Expect(page.Locator("[data-sent]")).ToContainTextAsync("It is here, and small.");
        await Assertions.Expect(page.Locator("[data-field=alt]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_picture_on_its_way_shows_how_far_it_is_and_what_is_no_picture_says_so()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context);
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/api/**", async route =>
        {
            await gate.Task;
            await route.FulfillAsync(new() { Status = 200, Body = "{}", ContentType = "application/json" });
        });
        await AddPictureAsync(page);

        await ChooseAsync(page, new() { Name = "notes.jpg", MimeType = "image/jpeg", Buffer = "These are notes."u8.ToArray() });
        await Assertions.Expect(page.Locator("[data-sent]")).ToHaveTextAsync("This is not a picture that can be opened. Choose a JPEG, PNG or WebP picture.");
        await ChooseAsync(page, await APictureAsync(page));
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Sent so far" })).ToBeVisibleAsync();
        gate.SetResult();

        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("IMG_2034.jpg", "This looks like the name of a file. Say what the picture shows.")]
    [InlineData("DSC00123", "This looks like the name of a file. Say what the picture shows.")]
    [InlineData("A picture of the town", "Begin with what it shows: that it is a picture is said already.")]
    [InlineData("Town", "Can somebody who only hears this see it before them?")]
    [InlineData("The market square, empty, at seven in the morning", "")]
    public async Task A_description_is_looked_at_as_it_is_written(string description, string words)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context);
        await FormsTests.PlayAsync(page, _ => (200, "{}"));
        await AddPictureAsync(page);

        await page.Locator("[data-field=alt]").FillAsync(description);

        await Assertions.Expect(page.Locator("[data-alt-note]")).ToHaveTextAsync(words);
        await page.GetByLabel("It is only decoration").CheckAsync();
        await Assertions.Expect(page.Locator("[data-field=alt]")).ToBeHiddenAsync();
        await page.GetByLabel("It is only decoration").UncheckAsync();
        await Assertions.Expect(page.Locator("[data-field=alt]")).ToHaveValueAsync(description);
    }

    [Fact]
    public async Task A_slider_chooses_the_one_that_it_asks_again_by_its_question()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context);
        await FormsTests.PlayAsync(page, _ => (200, "{}"));
        var add = page.GetByRole(AriaRole.Group, new() { Name = "Add a card" }).GetByRole(AriaRole.Button, new() { Name = "Slider", Exact = true });
        await add.ClickAsync();
        await add.ClickAsync();
        var (before, after) = (page.Locator("[data-type=slider]").Nth(-2), page.Locator("[data-type=slider]").Nth(-1));
        var place = await before.Locator("[data-number]").InnerTextAsync();
        await Assertions.Expect(after.Locator("[data-field=pair]")).ToBeHiddenAsync();

        await before.Locator("[data-field=question]").FillAsync("How fair is it?");
        await before.Locator("[data-field=when]").SelectOptionAsync("before");
        await after.Locator("[data-field=when]").SelectOptionAsync("after");
        var pair = after.GetByLabel("Which one it asks again");
        await Assertions.Expect(pair.Locator("option").First).ToHaveTextAsync("The nearest one above");
        await Assertions.Expect(pair.Locator("option").Last).ToHaveTextAsync($"{place}: How fair is it?");
        await pair.SelectOptionAsync(new SelectOptionValue { Label = $"{place}: How fair is it?" });
        await before.Locator("[data-field=question]").FillAsync("How fair is it now?");
        await Assertions.Expect(pair.Locator("option:checked")).ToHaveTextAsync($"{place}: How fair is it now?");
        Assert.Equal(await before.GetAttributeAsync("data-card"), await pair.InputValueAsync());

        // What was chosen stays until somebody chooses another, even where it can't be asked again from here.
        await after.Locator(".card-head [data-move='-1']").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-field=pair] option:checked").Filter(new() { HasText = "One that is not above any more" })).ToHaveCountAsync(1);
    }

    private const string Theirs =
        """
        {"slug":"unconscious-bias","title":"Theirs","summary":"Another summary.","language":"en","audience":"national","changedBy":"Ben Okafor","changedAt":"2026-03-04T12:30:00Z",
         "cards":[{"id":"h0","type":"heading","text":"Their heading","level":2},
                  {"id":"o0","type":"poll","question":"How many of us had met it?","options":[{"id":"few","text":"A few"},{"id":"all","text":"All of us"}]},
                  {"id":"p0","type":"prompt","text":"When did you last decide who somebody was before they had spoken?","minutes":10}]}
        """;

    private static string Quotes(int from, int to, string word) => string.Join(',', Enumerable.Range(from, to - from).Select(n =>
        $$"""{"voice":"0190d3a4-7c1e-7cc3-98c4-{{n:D12}}","words":"Invented {{word}} words, number {{n}}.","language":"en","themes":["shops"]}"""));

    [Fact]
    public async Task Nothing_can_be_typed_or_pressed_before_its_script_listens()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/story.*.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync($"{gallery.Address}/states/editor", new() { WaitUntil = WaitUntilState.Commit });
        var title = page.Locator("[name=title]").First;
        await Assertions.Expect(title).ToBeAttachedAsync();
        await title.FocusAsync();
        Assert.False(await title.EvaluateAsync<bool>("field => field.matches(':focus')"));

        held.SetResult();
        await Assertions.Expect(page.Locator(".editor[inert]")).ToHaveCountAsync(0);
        await title.FocusAsync();
        await Assertions.Expect(title).ToBeFocusedAsync();
    }

    private async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/editor");
        await Assertions.Expect(page.Locator("html[data-ready=editor]")).ToBeAttachedAsync();
        return page;
    }

    /// <summary>Without the preview, which runs no script: axe would wait for it in vain.</summary>
    private static async Task<IEnumerable<string>> FaultsAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelector('.stage').remove()");
        return (await page.RunAxe(Options)).Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Target))}");
    }

    private static Task AddPictureAsync(IPage page) =>
        page.GetByRole(AriaRole.Group, new() { Name = "Add a card" }).GetByRole(AriaRole.Button, new() { Name = "Image", Exact = true }).ClickAsync();

    private static async Task ChooseAsync(IPage page, FilePayload file)
    {
        await page.Locator("#cards input[type=file]").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Radio, new() { Name = "No Nobody can be recognised" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
    }

    internal static async Task<FilePayload> APictureAsync(IPage page)
    {
        var url = await page.EvaluateAsync<string>(
            """
            () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [1200, 800];
              canvas.getContext("2d").fillRect(10, 10, 600, 300);
              return canvas.toDataURL("image/png");
            }
            """);
        return new() { Name = "street.png", MimeType = "image/png", Buffer = Convert.FromBase64String(url.Split(',')[1]) };
    }
}

using AngleSharp.Html.Parser;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.Responses;
using EngagementPipeline.Pages.Tests.Story;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>Strangers write to us, and staff open what they wrote: it is shown as the text it is.</summary>
public sealed class HostileAnswersTests
{
    private static readonly string[] OursInWords = ["mark", "wbr"];

    public static TheoryData<string> EveryPayload => [.. Payloads.All];

    [Theory]
    [MemberData(nameof(EveryPayload))]
    public async Task What_a_reader_wrote_stays_text(string payload)
    {
        var page = await OpenAsync(payload);

        var words = page.QuerySelectorAll("blockquote");
        Assert.Equal(2, words.Length); // one that waits, one that was approved
        Assert.All(words, each =>
        {
            Assert.Equal(payload, each.TextContent);
            Assert.All(each.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, OursInWords));
        });
        Assert.All(page.QuerySelectorAll("main *"), element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Empty(page.QuerySelectorAll("main script, main iframe, main img, main object, main embed, main base, main meta, main link, main style"));
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> OpenAsync(string payload)
    {
        var known = PageStates.All["responses-too-few"].Parameters;
        var view = (ResponsesView)known[nameof(DeskPage<>.View)]!;
        var id = ResponseId.TryParse("0123456789abcdef", out var response) ? response : throw new FormatException();
        var hostile = view with
        {
            Responses = new(view.Story.Id, 5,
            [
                new("guess", "poll", payload, true, 12) { Options = [new("a", payload, 6), new("b", payload, 6)] },
                new("end", "feedback", payload, true, 12) { Questions = [new("q", payload, FeedbackKind.Text, 12, null, [new("0123456789abcdef", payload)])] },
            ]),
            Waiting = new([new ReaderText(id, "end", "q", payload, new(2026, 11, 26), TextStatus.Pending)], null),
        };

        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ResponsesPage>(ParameterView.FromDictionary(
            new Dictionary<string, object?>(known, StringComparer.Ordinal) { [nameof(DeskPage<>.View)] = hostile }))).ToHtmlString());
        return new HtmlParser().ParseDocument(html);
    }
}

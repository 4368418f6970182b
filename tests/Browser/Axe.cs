using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EngagementPipeline.Testing.Browser;

/// <summary>
/// axe in the page that it looks at. The package's own way opens a second page for every look, which costs more than the look; what that is for, frames of other
/// origins, no page here has.
/// </summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly JsonSerializerSettings WithoutNulls = new() { NullValueHandling = NullValueHandling.Ignore };

    public static async Task<AxeResult> RunAxe(this IPage page, AxeRunOptions? options = null)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string>(
            "async options => JSON.stringify(await axe.run(document, JSON.parse(options)))", JsonConvert.SerializeObject(options ?? new(), WithoutNulls));
        return new(JObject.Parse(found));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Testing.Browser;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>
/// Two people's changes to one document, put together by story-merge.js. Documents are written short: "a=1 b=2" has a card a whose text is 1, and one b
/// whose text is 2; a title may stand before a bar.
/// </summary>
public sealed class MergeStoriesTests(Chromium chromium, Gallery gallery)
{
    [Theory]
    [InlineData("a=1 b=1", "a=2 b=1", "a=1 b=2", "a=2 b=2")] // different cards
    [InlineData("T|a=1", "U|a=1", "T|a=2", "U|a=2")] // a card and the title
    [InlineData("a=1", "a=2", "a=2", "a=2")] // the same change twice
    [InlineData("a=1 b=1", "a=1 x=1 b=1", "a=1 b=1 y=1", "a=1 x=1 b=1 y=1")] // each added one
    [InlineData("a=1", "x=1 a=1", "y=1 a=1", "y=1 x=1 a=1")] // both at the front
    [InlineData("a=1 b=1 c=1", "a=1 c=1", "a=1 b=1 c=2", "a=1 c=2")] // deleted here, another changed there
    [InlineData("a=1 b=1 c=1", "a=1 b=1 c=2", "a=1 c=1", "a=1 c=2")] // and the other way round
    [InlineData("a=1 b=1 c=1", "c=1 a=1 b=1", "a=1 b=2 c=1", "c=1 a=1 b=2")] // moved here, changed there
    [InlineData("a=1 b=1 c=1", "a=2 b=1 c=1", "c=1 a=1 b=1", "c=1 a=2 b=1")]
    [InlineData("a=1 b=1", "b=1 a=1", "b=1 a=1", "b=1 a=1")] // the same move twice
    [InlineData("a=1 b=1", "b=1 a=1", "a=1 x=1 b=1", "b=1 a=1 x=1")] // moved here, added there
    [InlineData("a=1 b=1", "", "a=1 b=1 x=1", "x=1")]
    public async Task Changes_that_do_not_touch_are_all_kept(string was, string mine, string theirs, string together)
    {
        var merged = await MergeAsync(was, mine, theirs);

        Assert.Equal(together, Short(merged.GetProperty("document")));
        Assert.Empty(merged.GetProperty("conflicts").EnumerateArray());
    }

    [Theory]
    [InlineData("a=1", "a=2", "a=3", "field a.text", "a=2", "a=3")]
    [InlineData("T|a=1", "U|a=1", "V|a=1", "field .title", "U|a=1", "V|a=1")]
    [InlineData("a=1 b=1", "b=1", "a=2 b=1", "deleted a.", "b=1", "a=2 b=1")] // gone here, changed there
    [InlineData("a=1 b=1", "a=2 b=1", "b=1", "deleted a.", "a=2 b=1", "b=1")]
    [InlineData("a=1 b=1 c=1", "b=1 a=1 c=1", "a=1 c=1 b=1", "order .", "b=1 a=1 c=1", "a=1 c=1 b=1")]
    public async Task Where_both_changed_the_same_it_is_said_and_either_may_stand(
        string was, string mine, string theirs, string conflict, string withMine, string withTheirs)
    {
        var merged = await MergeAsync(was, mine, theirs);

        var found = Assert.Single(merged.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(conflict, $"{Text(found, "what")} {Text(found, "card")}.{Text(found, "field")}");
        Assert.Equal(withMine, Short(merged.GetProperty("document")));
        Assert.Equal(withTheirs, Short((await MergeAsync(was, mine, theirs, "theirs")).GetProperty("document")));
    }

    [Fact]
    public async Task Counts_what_came_from_them_beside_what_clashes()
    {
        var merged = await MergeAsync("a=1 b=1 c=1", "a=2 b=1 c=1", "a=3 b=2 x=1", "mine");

        Assert.Single(merged.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(3, merged.GetProperty("theirs").GetInt32()); // b changed, c gone, x new
        Assert.Equal("a=2 b=2 x=1", Short(merged.GetProperty("document")));
    }

    /// <summary>However two people change a document of six cards at random: no card stands twice, and whoever only looked on changes nothing.</summary>
    [Fact]
    public async Task Whatever_two_people_do_no_card_is_doubled_and_who_did_nothing_changes_nothing()
    {
        var faults = await RunAsync<string[]>(
            """
            (merge) => {
              let seed = 7;
              const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
              let names = 0;
              const edited = ({ cards, ...rest }) => {
                const next = cards.map((card) => ({ ...card }));
                for (let i = random(5); i > 0; i--) {
                  const at = random(next.length + 1);
                  const act = random(4);
                  if (act === 0) next.splice(at, 0, { id: `n${names++}`, type: "text", text: "new" });
                  else if (act === 1) next.splice(at, 1);
                  else if (act === 2 && next[at]) next[at].text = `t${random(3)}`;
                  else if (next[at]) next.splice(random(next.length), 0, ...next.splice(at, 1));
                }
                return { ...rest, cards: next };
              };
              const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
              const faults = [];
              for (let round = 0; round < 5000; round++) {
                const base = { title: "T", cards: [..."abcdef"].map((id) => ({ id, type: "text", text: "t0" })) };
                const [mine, theirs] = [edited(base), edited(base)];
                const ids = (merged) => merged.document.cards.map((card) => card.id);
                for (const keep of ["mine", "theirs"]) {
                  const both = ids(merge(base, mine, theirs, keep));
                  if (new Set(both).size !== both.length) faults.push(`round ${round}: a card stands twice`);
                  for (const added of [...mine.cards, ...theirs.cards].filter((card) => card.id.startsWith("n")))
                    if (!both.includes(added.id)) faults.push(`round ${round}: ${added.id} is lost`);
                }
                const alone = merge(base, mine, base);
                if (alone.conflicts.length > 0 || !same(alone.document, mine)) faults.push(`round ${round}: mine alone changed`);
                const other = merge(base, base, theirs);
                if (other.conflicts.length > 0 || !same(other.document, theirs)) faults.push(`round ${round}: theirs alone changed`);
                const agreed = merge(base, mine, mine);
                if (agreed.conflicts.length > 0 || !same(agreed.document, mine)) faults.push(`round ${round}: the same twice changed`);
              }
              return faults.slice(0, 5);
            }
            """,
            null);

        Assert.Empty(faults);
    }

    private Task<JsonElement> MergeAsync(string was, string mine, string theirs, string keep = "mine") =>
        RunAsync<JsonElement>(
            "(merge, [was, mine, theirs, keep]) => merge(...[was, mine, theirs].map((text) => JSON.parse(text)), keep)",
            new[] { Long(was), Long(mine), Long(theirs), keep });

    private async Task<T> RunAsync<T>(string script, string[]? with)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/stories-empty");
        return await page.EvaluateAsync<T>(
            $"async ([address, given]) => {{ const {{ merge }} = await import(address); return ({script})(merge, given); }}",
            new object?[] { DeskAssets.Address("story-merge.js"), with });
    }

    private static string Long(string text)
    {
        var (title, cards) = text.Split('|') is [var before, var after] ? (before, after) : ("", text);
        return new JsonObject
        {
            ["title"] = title,
            ["cards"] = new JsonArray([.. cards.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(card =>
                (JsonNode)new JsonObject { ["id"] = card.Split('=')[0], ["type"] = "text", ["text"] = card.Split('=')[1] })]),
        }.ToJsonString();
    }

    private static string Short(JsonElement document)
    {
        var cards = string.Join(' ', document.GetProperty("cards").EnumerateArray().Select(card => $"{Text(card, "id")}={Text(card, "text")}"));
        return Text(document, "title") is { Length: > 0 } title ? $"{title}|{cards}" : cards;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

using System.Text;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

public sealed class FigureFileTests
{
    private const string Header = "key,title,kind,period-start,period-end,value,source\n";

    [Fact]
    public void Reads_a_row()
    {
        var figure = Assert.Single(Read(Header + "tool.accesses,Tool,accesses,2021-10-05,2022-03-31,797,Learning platform\n").Value.Figures);

        Assert.Equal(("tool.accesses", "Tool", "accesses", 797m, "Learning platform", 2), (figure.Key, figure.Title, figure.Kind.Name, figure.Value, figure.Source, figure.Line));
        Assert.Equal((StoryBook.Day("2021-10-05"), StoryBook.Day("2022-03-31"), "2021-22"), (figure.From, figure.To, figure.Year.ToString()));
    }

    [Theory]
    [InlineData("\uFEFFkey;title;kind;period-start;period-end;value;source\r\ntool.accesses;\"Tool; new\";accesses;05/10/2021;31/03/2022;797;Platform\r\n")]
    [InlineData("sep=;\nkey;title;kind;period-start;period-end;value;source\ntool.accesses;\"Tool; new\";accesses;5/10/2021;31/3/2022;797;Platform")]
    [InlineData("key\ttitle\tkind\tperiod-start\tperiod-end\tvalue\tsource\ntool.accesses\tTool; new\taccesses\t2021-10-05\t2022-03-31\t797\tPlatform\n")]
    [InlineData("Source,Value,Period-End,Period-Start,Kind,Title,Key\nPlatform , 797,2022-03-31,2021-10-05,accesses,Tool; new,tool.accesses\n\n")]
    public void Takes_files_as_Excel_and_people_make_them(string text)
    {
        var figure = Assert.Single(Read(text).Value.Figures);

        Assert.Equal(("tool.accesses", "Tool; new", 797m, "Platform"), (figure.Key, figure.Title, figure.Value, figure.Source));
        Assert.Equal((StoryBook.Day("2021-10-05"), StoryBook.Day("2022-03-31")), (figure.From, figure.To));
    }

    [Theory]
    [InlineData("Key,a,views,2021-04-01,2021-04-30,1,s", "line 2, key")]
    [InlineData("k k,a,views,2021-04-01,2021-04-30,1,s", "line 2, key")]
    [InlineData("stories.views,a,views,2021-04-01,2021-04-30,1,s", "line 2, key")]
    [InlineData("k,,views,2021-04-01,2021-04-30,1,s", "line 2, title")]
    [InlineData("k,a,Page views,2021-04-01,2021-04-30,1,s", "line 2, kind")]
    [InlineData("k,a,views,2021-04-31,2021-04-30,1,s", "line 2, period-start")]
    [InlineData("k,a,views,04/30/2021,2021-04-30,1,s", "line 2, period-start")]
    [InlineData("k,a,views,2021-04-02,2021-04-01,1,s", "line 2, period-end")]
    [InlineData("k,a,views,2021-03-31,2021-04-01,1,s", "line 2, period-end")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,-1,s", "line 2, value")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,\"26,134\",s", "line 2, value")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1.5,s", "line 2, value")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1e9,s", "line 2, value")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,=1+1,s", "line 2, value")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,,s", "line 2, value")]
    [InlineData("k,a,share,2021-04-01,2021-04-30,101,s", "line 2, value")]
    [InlineData("k,a\u202Eb,views,2021-04-01,2021-04-30,1,s", "line 2, title")]
    [InlineData("k,a\u200Bb,views,2021-04-01,2021-04-30,1,s", "line 2, title")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1,s\u2066t", "line 2, source")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1,s\u2028t", "line 2, source")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1", "line 2, source")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1,s,more", "line 2")]
    [InlineData("k,\"a,views,2021-04-01,2021-04-30,1,s", "line 2")]
    [InlineData("k,a\"b,views,2021-04-01,2021-04-30,1,s", "line 2")]
    [InlineData("", "file")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1,s\nk,a,views,2021-04-30,2021-05-30,1,s", "line 3, period-start")]
    [InlineData("k,a,views,2021-04-01,2021-05-30,1,s\nk,a,views,2021-04-30,2021-05-01,1,s\nk,a,views,2021-05-30,2021-06-01,1,s", "line 3, period-start;line 4, period-start")]
    [InlineData("k,a,views,2021-04-01,2021-04-30,1,s\nk,a,accesses,2021-05-01,2021-05-30,1,s", "line 3, kind")]
    [InlineData("k,a,share,2021-04-01,2021-04-30,98,s\nk,a,share,2021-05-01,2021-05-30,97,s", "line 3, key")]
    [InlineData("K,a,views,2021-04-01,2021-04-30,1,s\n\nk,a,views,2021-04-01,2021-04-30,x,s", "line 2, key;line 4, value")]
    public void Says_what_is_wrong_by_line_and_column(string rows, string places)
    {
        var refusal = Read(Header + rows).Refusal!;

        Assert.Equal((400, "bad-fields"), (refusal.Status, refusal.Code));
        Assert.Equal(places.Split(';'), refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("key,title,kind,period-start,period-end,value\n", "line 1, source")]
    [InlineData("key,title,kind,period-start,period-end,value,source,notes\n", "line 1")]
    [InlineData("key,title,kind,period-start,period-end,value,source,key\n", "line 1, key")]
    public void Wants_each_column_once(string text, string place) =>
        Assert.Equal(place, Assert.Single(Read(text).Refusal!.Errors!).Key);

    [Fact]
    public void Says_how_to_save_a_file_that_is_not_utf8()
    {
        var refusal = FigureFile.Read(Encoding.Latin1.GetBytes(Header + "k,Café,views,2021-04-01,2021-04-30,1,s\n")).Refusal!;

        Assert.Contains("CSV UTF-8", Assert.Single(refusal.Errors!["file"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Never_repeats_what_stands_in_the_file()
    {
        var refusal = Read(Header + "SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET\n").Refusal!;

        Assert.DoesNotContain("SECRET", string.Join(' ', refusal.Errors!.SelectMany(e => e.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_first_of_very_many_errors()
    {
        var refusal = Read(Header + string.Concat(Enumerable.Repeat("K,a,views,2021-04-01,2021-04-30,1,s\n", 1_000))).Refusal!;

        Assert.Equal(101, refusal.Errors!.Count);
        Assert.Equal(["There are 900 further errors."], refusal.Errors["more"]);
    }

    [Fact]
    public void A_file_has_a_bound()
    {
        var rows = string.Concat(Enumerable.Range(0, FigureFile.MostRows + 1).Select(i => $"k{i},a,views,2021-04-01,2021-04-30,1,s\n"));

        Assert.Equal("file", Assert.Single(Read(Header + rows).Refusal!.Errors!).Key);
    }

    private static Result<FigureFile> Read(string text) => FigureFile.Read(Encoding.UTF8.GetBytes(text));
}

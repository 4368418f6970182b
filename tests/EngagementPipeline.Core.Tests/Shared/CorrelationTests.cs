using System.Diagnostics;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class CorrelationTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Asked = $"00-{Trace}-00f067aa0ba902b7-01";

    [Theory]
    [InlineData("""{"project":"p","voices":[]}""")]
    [InlineData("0197c1f5-2f63-7c5e-9a53-0b8f6d1c2a11")]
    [InlineData("2021-22 xlsx abcdef")]
    public void A_message_carries_the_id_and_is_as_it_was_when_it_is_taken_off(string message)
    {
        using var work = Correlation.Start("Sends", ActivityKind.Server, Correlation.Read(Asked));

        var (back, caller) = Correlation.Take(Correlation.Put(message));

        Assert.Equal(message, back);
        Assert.Equal(Trace, caller.TraceId.ToHexString());
        Assert.Equal(work.SpanId, caller.SpanId);
    }

    [Fact]
    public void A_message_in_JSON_stays_JSON_for_whoever_does_not_know_of_it()
    {
        using var work = Correlation.Start("Sends", ActivityKind.Server, default);

        using var read = System.Text.Json.JsonDocument.Parse(Correlation.Put("""{"project":"p"}"""));

        Assert.Equal("p", read.RootElement.GetProperty("project").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a text")]
    [InlineData("""{"traceparent":"00-x"}""")]
    [InlineData("a text 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7")]
    public void A_message_without_one_is_left_alone(string message) =>
        Assert.Equal((message, default(ActivityContext)), Correlation.Take(message));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\n")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("00-\" level=error mes-4bf92f3577b34da6-00f067aa0ba902b7-01")]
    [InlineData("00-４bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    public void What_is_not_exactly_of_the_form_is_as_if_it_were_not_there(string? traceparent)
    {
        Assert.Equal(default, Correlation.Read(traceparent));
        using var work = Correlation.Start("Asks", ActivityKind.Server, Correlation.Read(traceparent));
        Assert.Matches("^[0-9a-f]{32}$", Correlation.Id!);
        Assert.NotEqual(Trace, Correlation.Id);
    }

    [Fact]
    public void Callers_do_not_decide_what_is_recorded() =>
        Assert.Equal(ActivityTraceFlags.None, Correlation.Read(Asked).TraceFlags);

    [Fact]
    public void Each_piece_of_work_has_an_id_of_its_own()
    {
        var ids = Enumerable.Range(0, 100).Select(_ =>
        {
            using var work = Correlation.Start("Asks", ActivityKind.Server, default);
            return Correlation.Id;
        }).ToList();

        Assert.Equal(100, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Null(Correlation.Id);
    }
}

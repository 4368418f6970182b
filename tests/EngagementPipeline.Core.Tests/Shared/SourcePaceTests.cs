using System.Reflection;
using System.Text;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class SourcePaceTests
{
    private readonly SteppedClock _clock = new();

    private SourcePace Pace(int atOnce = 1_000, double perSecond = 2) => new(new(atOnce, perSecond), _clock);

    [Fact]
    public void Five_hundred_tablets_of_one_school_pass_in_one_moment()
    {
        var pace = Pace();

        Assert.All(Enumerable.Range(0, 500), _ => Assert.Null(pace.Ask("school"u8)));
    }

    [Fact]
    public void One_source_that_hammers_is_slowed_to_the_steady_pace()
    {
        var pace = Pace();
        var passed = 0;

        for (var tick = 0; tick < 100 * 60; tick++, _clock.Step(TimeSpan.FromMilliseconds(10)))
            passed += pace.Ask("hammer"u8) is null ? 1 : 0;

        Assert.InRange(passed, 1_000 + (2 * 60) - 2, 1_000 + (2 * 60) + 2);
    }

    [Fact]
    public void Whoever_waits_as_long_as_told_gets_through()
    {
        var pace = Pace(atOnce: 3, perSecond: 0.5);
        while (pace.Ask("one"u8) is null)
        {
        }

        var wait = pace.Ask("one"u8)!.Value;
        Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        _clock.Step(wait + TimeSpan.FromMilliseconds(1));
        Assert.Null(pace.Ask("one"u8));
    }

    [Fact]
    public void After_a_rest_as_many_may_come_at_once_as_before()
    {
        var pace = Pace(atOnce: 10, perSecond: 1);
        while (pace.Ask("class"u8) is null)
        {
        }

        _clock.Step(TimeSpan.FromSeconds(11));

        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(pace.Ask("class"u8)));
    }

    [Fact]
    public void A_source_that_hammers_slows_nobody_else()
    {
        var pace = Pace(atOnce: 100, perSecond: 1);
        for (var i = 0; i < 1_000; i++)
            pace.Ask("hammer"u8);

        var slowed = Enumerable.Range(0, 10_000).Count(i => pace.Ask(Encoding.UTF8.GetBytes($"reader {i}")) is not null);

        Assert.Equal(0, slowed);
    }

    [Fact]
    public void A_hundred_sources_that_hammer_slow_next_to_nobody_else()
    {
        var pace = Pace(atOnce: 20, perSecond: 1);
        for (var hammer = 0; hammer < 100; hammer++)
        {
            for (var i = 0; i < 25; i++)
                pace.Ask(Encoding.UTF8.GetBytes($"hammer {hammer}"));
        }

        var slowed = Enumerable.Range(0, 10_000).Count(i => pace.Ask(Encoding.UTF8.GetBytes($"reader {i}")) is not null);

        Assert.Equal(0, slowed);
    }

    [Fact]
    public void Holds_numbers_of_one_size_and_nothing_of_who_came()
    {
        var fields = typeof(SourcePace).GetFields(BindingFlags.Instance | BindingFlags.NonPublic);
        var pace = Pace();
        var moments = (long[])fields.Single(field => field.FieldType == typeof(long[])).GetValue(pace)!;

        for (var i = 0; i < 100_000; i++)
            pace.Ask(Encoding.UTF8.GetBytes($"192.0.2.{i}"));

        Assert.Equal(4 * 16_384, moments.Length);
        Assert.Same(moments, fields.Single(field => field.FieldType == typeof(long[])).GetValue(pace));
        Assert.DoesNotContain(fields, field => field.FieldType.IsAssignableTo(typeof(System.Collections.ICollection)) && !field.FieldType.IsArray);
        Assert.Equal([typeof(byte[]), typeof(long[])], fields.Select(field => field.FieldType).Where(type => type.IsArray).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _at = 1_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _at;

        public void Step(TimeSpan by) => _at += by.Ticks;
    }
}

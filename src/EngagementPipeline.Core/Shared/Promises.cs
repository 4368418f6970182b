using System.Diagnostics.Metrics;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// The four promises about time, measured where they are kept: histograms in seconds of the meter <see cref="Name"/>. They carry no tags: nothing of whom or what
/// was measured (docs/operations.md). Beside them how every function does, by its name.
/// </summary>
public static class Promises
{
    public const string Name = "EngagementPipeline";

    private static readonly Meter Meter = new(Name);

    /// <summary>From the change of a consent or a voice until the pages that showed it were made anew; where they are many, until the last was asked for.</summary>
    public static readonly Histogram<double> TakeDown = Meter.CreateHistogram<double>("engagement.take_down.duration", "s");

    /// <summary>At most so long ago was the oldest view acknowledged that a run has now counted: since the run before it began to read.</summary>
    public static readonly Histogram<double> CountingLag = Meter.CreateHistogram<double>("engagement.views.lag", "s");

    /// <summary>From asking for a publication until its page stands. One that is refused is not measured.</summary>
    public static readonly Histogram<double> Publish = Meter.CreateHistogram<double>("engagement.publish.duration", "s");

    /// <summary>From asking for a year's figures until they are there.</summary>
    public static readonly Histogram<double> Report = Meter.CreateHistogram<double>("engagement.report.duration", "s");

    /// <summary>How long a run of a function took, its answer's way out included; tagged with its name and how it ended.</summary>
    public static readonly Histogram<double> Functions = Meter.CreateHistogram<double>("engagement.function.duration", "s");

    /// <summary>How many runs ended, with the same tags.</summary>
    public static readonly Counter<long> Runs = Meter.CreateCounter<long>("engagement.function.runs", "{run}");

    /// <summary>How many messages each queue has set aside, tagged with its name; counted every five minutes.</summary>
    public static readonly Gauge<long> SetAside = Meter.CreateGauge<long>("engagement.set_aside.messages", "{message}");

    /// <summary>Tag of <see cref="SetAside"/>.</summary>
    public const string Queue = "queue";

    /// <summary>Tag of <see cref="Functions"/> and <see cref="Runs"/>: the function's name in the code.</summary>
    public const string Function = "function";

    /// <summary>Tag of both: a request's status; <c>done</c>, <c>failed</c> or <c>stopped</c> of other work.</summary>
    public const string Outcome = "outcome";
}

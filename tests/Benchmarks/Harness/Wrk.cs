using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Harness;

/// <summary>What one run of wrk came to.</summary>
/// <param name="Answered">Answers with a 2xx status.</param>
/// <param name="Refused">Answers with any other.</param>
/// <param name="Broken">Connections that failed, and time-outs.</param>
internal sealed record Load(long Answered, long Refused, long Broken, double Seconds, double P50Ms, double P99Ms)
{
    public double ASecond => Answered / Seconds;
}

/// <summary>
/// Sends one view a request over connections that stay open, each with an id of its own (<c>views.lua</c>): a reader's iPhone, one card read.
/// </summary>
internal static class Wrk
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "views.lua");

    /// <summary>As many as it can in some seconds. What is under way at the end is cut off, so that the other side may have got a view more per connection.</summary>
    public static Task<Load> ForAsync(TimeSpan time, Uri address, int connections, Guid story, string run) =>
        RunAsync(time, address, connections, story, run, 0);

    /// <summary>Exactly so many, every one of them answered. Slower, because it looks at each answer.</summary>
    public static Task<Load> ExactlyAsync(int views, Uri address, int connections, Guid story, string run) =>
        RunAsync(TimeSpan.FromMinutes(10), address, connections, story, run, views);

    private static async Task<Load> RunAsync(TimeSpan time, Uri address, int connections, Guid story, string run, int views)
    {
        if (run.Length != 4)
            throw new ArgumentException("Four characters, so that ids stay within 22.", nameof(run));
        var threads = views > 0 ? 1 : Math.Min(connections, Environment.ProcessorCount);
        var said = await Tools.RunAsync(
            "wrk", $"-t{threads}", $"-c{connections}", $"-d{(int)time.TotalSeconds}s", "--timeout", "30s", "-s", Script, address.ToString(),
            story.ToString(), run, views.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Deserialize<Load>(said[said.LastIndexOf("{\"", StringComparison.Ordinal)..])!;
    }
}

using System.Text.Json;

namespace EngagementPipeline.LocalHost.Clock;

/// <summary>Keeps, beside the data, how far the clock was moved and the last instant it is known to have shown.</summary>
internal sealed class ClockFile(string path)
{
    /// <returns>What the clock shows now if it went on ticking since it was last written; null where no clock ever ran.</returns>
    public DateTimeOffset? Read(DateTimeOffset machine)
    {
        if (!File.Exists(path)) return null;

        var left = JsonSerializer.Deserialize<Left>(File.ReadAllBytes(path), JsonSerializerOptions.Web);

        if (left is null) return null;

        var now = machine + left.Ahead;
        return now > left.Last ? now : left.Last;
    }

    public void Write(DateTimeOffset now, DateTimeOffset machine)
    {
        var next = path + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(new Left(now, now - machine), JsonSerializerOptions.Web));
        File.Move(next, path, overwrite: true);
    }

    /// <param name="Last">The latest instant the clock is known to have shown.</param>
    /// <param name="Ahead">How far it was ahead of the machine's clock; negative when behind.</param>
    private sealed record Left(DateTimeOffset Last, TimeSpan Ahead);
}

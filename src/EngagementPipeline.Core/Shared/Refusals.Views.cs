using System.Globalization;

namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    /// <summary>One record of a request breaks a rule; none of the request's records was kept. Index -1: it is no array.</summary>
    public static Refusal BadPageRecord(int index, string field, string message)
    {
        var at = index < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{index}]");
        var name = at.Length > 0 && field.Length > 0 ? $"{at}.{field}" : at + field;
        return BadField(name.Length > 0 ? name : "body", message);
    }

    /// <summary>Views could not be made durable in time; the page keeps them and sends them again.</summary>
    public static Refusal ViewsNotKept { get; } = StorageBusy(TimeSpan.FromSeconds(5));
}

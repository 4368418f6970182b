namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal NotConnected(string missing) => new("not-connected", "SharePoint is not connected", 409, missing);

    /// <summary>Another service did not do what was asked of it.</summary>
    public static Refusal NotReached(string whatToDo, TimeSpan? retryAfter) =>
        new("not-reached", "SharePoint did not give what was asked for", 422, whatToDo) { RetryAfter = retryAfter };
}

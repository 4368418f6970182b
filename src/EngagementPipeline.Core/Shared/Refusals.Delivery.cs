namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal NothingInTheWay { get; } =
        new("nothing-in-the-way", "Nothing stands in the way of this file's name", 409, "Send the report again: it goes where it went before.");
}

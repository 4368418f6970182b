using System.Globalization;
using System.Text;
using Azure;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>
/// An exception as it may be logged: types and stacks, never messages, because a message can quote what somebody wrote
/// (a parser says which text it could not read).
/// </summary>
internal static class FaultOutline
{
    public static string Of(Exception fault)
    {
        var outline = new StringBuilder();

        for (var current = fault; current is not null; current = current.InnerException)
        {
            if (outline.Length > 0) outline.Append("\n caused by ");

            outline.Append(current.GetType().FullName);

            if (current is RequestFailedException storage)
                outline.Append(CultureInfo.InvariantCulture, $" (status {storage.Status}, {storage.ErrorCode})");

            if (current.StackTrace is { } stack) outline.Append('\n').Append(stack);
        }

        return outline.ToString();
    }
}

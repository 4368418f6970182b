using System.Diagnostics;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads the result of a call that was made with <c>async: false</c>, and so has ended.</summary>
internal static class Blocking
{
    public static T Done<T>(this ValueTask<T> task)
    {
        Debug.Assert(task.IsCompleted, "A call made with async: false came back unfinished.");
        return task.GetAwaiter().GetResult();
    }
}

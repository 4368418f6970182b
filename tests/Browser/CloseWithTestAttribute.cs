using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit;
using Xunit.v3;

namespace EngagementPipeline.Testing.Browser;

/// <summary>
/// Closes what a test opened in the browser once it is over: hundreds of pages that stay open take the memory and the processor from those that come after.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CloseWithTestAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Open = new(StringComparer.Ordinal);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!Open.TryRemove(test.UniqueID, out var contexts))
            return;
        foreach (var context in contexts)
            _ = context.CloseAsync(); // the next test need not wait for it
    }

    /// <summary>What no test asked for, as a fixture's, closes with the browser.</summary>
    internal static IBrowserContext Keep(IBrowserContext context)
    {
        if (TestContext.Current.Test is { } test)
            Open.GetOrAdd(test.UniqueID, _ => []).Add(context);
        return context;
    }
}

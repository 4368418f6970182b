using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace EngagementPipeline.Testing.Golden;

/// <summary>
/// Holds output to a file beside the test, byte by byte. After a change that was meant, run the tests once with <c>REWRITE_GOLDEN_FILES=1</c> and
/// read the difference before committing it. In CI that is refused: there, a difference is a failure.
/// </summary>
public static class GoldenFile
{
    public static void AssertSame(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = PathOf(name, test);
        if (Environment.GetEnvironmentVariable("REWRITE_GOLDEN_FILES") is { Length: > 0 })
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "Golden files are not rewritten in CI.");
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.True(File.Exists(path), $"There is no {name} yet. Run this test once with REWRITE_GOLDEN_FILES=1.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>Where the file is kept, for a test that reads it back.</summary>
    public static string PathOf(string name, [CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, name);
}

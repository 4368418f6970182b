using System.Globalization;

namespace Benchmarks.Harness;

internal static class Options
{
    /// <summary>The whole number after <paramref name="name"/>, or another where it is not given.</summary>
    public static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

using System.ComponentModel;
using System.Diagnostics;

namespace Benchmarks.Harness;

/// <summary>Programs of the system that benchmarks measure against. They are not installed by themselves.</summary>
internal static class Tools
{
    /// <summary>Says in one line what to install; empty when all of them are there.</summary>
    public static string? Missing(params string[] packages)
    {
        var missing = packages.Where(package => !IsThere(package)).ToList();
        return missing.Count == 0 ? null : $"First: apt-get update && apt-get install -y --no-install-recommends {string.Join(' ', missing)}";
    }

    /// <summary>What a program printed; throws when it failed.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output} {await errors}");
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

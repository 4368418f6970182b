using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace EngagementPipeline.LocalHost.Azurite;

/// <summary>
/// Azurite, installed once per user and version. The folder's name is a hash of the lock file, so a new version gets a new
/// folder, and one that exists is complete.
/// </summary>
public sealed class AzuriteInstall
{
    private AzuriteInstall(string home) => Home = home;

    /// <summary>The folder that holds <c>node_modules</c>.</summary>
    public string Home { get; }

    /// <summary>The script that runs Azurite for as long as its standard input stays open.</summary>
    public static string Launcher => Path.Combine(Files, "tethered.cjs");

    // package.json, package-lock.json and tethered.cjs, copied beside the program by the build.
    private static string Files => Path.Combine(AppContext.BaseDirectory, "azurite");

    /// <summary>Installs Azurite unless it is there. About 10 s, and 65 MB on disk.</summary>
    /// <exception cref="AzuriteException">npm is missing, or could not install; the message holds what it said.</exception>
    public static Task<AzuriteInstall> EnsureAsync(CancellationToken cancellationToken)
        => EnsureAsync(Files, Cache, NpmAsync, cancellationToken);

    /// <param name="files">Where package.json and its lock are.</param>
    /// <param name="cache">Where this user's caches are.</param>
    /// <param name="install">Fills a folder that holds copies of both files.</param>
    /// <param name="cancellationToken">Ends the attempt without a trace.</param>
    internal static async Task<AzuriteInstall> EnsureAsync(
        string files, string cache, Func<string, CancellationToken, Task> install, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(Path.Combine(files, "package-lock.json"));
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        var home = Path.Combine(cache, "engagement-pipeline", "azurite-" + hash[..12]);
        if (!Directory.Exists(home))
            await InstallAsync(files, home, install, cancellationToken);
        return new AzuriteInstall(home);
    }

    private static string Cache
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }
    }

    // Into a folder beside it, which then takes the name in one step: an install that was cut short is never seen, and of two
    // at once the first to finish wins.
    private static async Task InstallAsync(
        string files, string home, Func<string, CancellationToken, Task> install, CancellationToken cancellationToken)
    {
        var draft = $"{home}.{Path.GetRandomFileName()}";
        Directory.CreateDirectory(draft);
        try
        {
            foreach (var file in (string[])["package.json", "package-lock.json"])
                File.Copy(Path.Combine(files, file), Path.Combine(draft, file));
            await install(draft, cancellationToken);
            Directory.Move(draft, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process has installed it meanwhile.
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    internal static async Task NpmAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments = ["ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error", "--no-audit", "--no-fund"];
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
                throw new AzuriteException($"npm could not install Azurite.\n{await output}{await errors}");
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AzuriteException($"{start.FileName} could not be started. Azurite needs Node.js 20 or later on the path.", e);
        }
    }
}

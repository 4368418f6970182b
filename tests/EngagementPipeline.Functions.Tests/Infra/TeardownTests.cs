using System.Diagnostics;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>The script that takes everything away, with an Azure CLI that only writes down what it was told.</summary>
public sealed class TeardownTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ep-teardown-");

    [Fact]
    public async Task Deletes_the_group_whose_name_was_typed_after_saying_what_is_lost()
    {
        var (code, said, told) = await RunAsync("county", typed: "county", tag: "EngagementPipeline");

        Assert.Equal(0, code);
        Assert.Contains("every consent and the ledger", said, StringComparison.Ordinal);
        Assert.Contains("group delete -n county --yes", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count", "EngagementPipeline")]
    [InlineData("", "EngagementPipeline")]
    [InlineData("yes", "EngagementPipeline")]
    [InlineData("county", "")] // somebody else's group
    public async Task Deletes_nothing_otherwise(string typed, string tag)
    {
        var (code, _, told) = await RunAsync("county", typed, tag);

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("delete", told, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<(int Code, string Said, string Told)> RunAsync(string group, string typed, string tag)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for bash.");
        var told = Path.Combine(_directory.FullName, "told");
        var az = Path.Combine(_directory.FullName, "az");
        await File.WriteAllTextAsync(
            az, $"#!/bin/sh\necho \"$*\" >> '{told}'\ncase \"$*\" in *tags.service*) echo '{tag}';; esac\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo("bash", [Path.Combine(Template.Root, "infra", "teardown"), group])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_directory.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var script = Process.Start(start)!;
        try
        {
            await script.StandardInput.WriteLineAsync(typed);
            script.StandardInput.Close();
        }
        catch (IOException)
        {
            // It had made up its mind before it asked.
        }

        var complaints = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.ExitCode, said + await complaints, await File.ReadAllTextAsync(told, TestContext.Current.CancellationToken));
    }
}

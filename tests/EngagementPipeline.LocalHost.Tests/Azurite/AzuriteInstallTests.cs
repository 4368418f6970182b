using EngagementPipeline.LocalHost.Azurite;

namespace EngagementPipeline.LocalHost.Tests.Azurite;

public sealed class AzuriteInstallTests : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "azurite");
    private readonly string cache = Directory.CreateTempSubdirectory("azurite-cache-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string?[] Installed => [.. Directory.GetDirectories(Path.Combine(cache, "engagement-pipeline")).Select(Path.GetFileName)];

    public void Dispose() => Directory.Delete(cache, recursive: true);

    [Fact]
    public async Task Two_at_once_leave_one_whole_install_and_the_next_finds_it()
    {
        var meeting = new TaskCompletionSource();
        var installs = 0;

        var both = await Task.WhenAll(
            AzuriteInstall.EnsureAsync(Files, cache, InstallAsync, Token),
            AzuriteInstall.EnsureAsync(Files, cache, InstallAsync, Token));
        var next = await AzuriteInstall.EnsureAsync(Files, cache, InstallAsync, Token);

        Assert.Equal(2, installs);
        Assert.Equal([next.Home, next.Home], both.Select(i => i.Home));
        Assert.Matches("^azurite-[0-9a-f]{12}$", Assert.Single(Installed));
        Assert.Equal(
            ["installed", "package-lock.json", "package.json"],
            Directory.GetFiles(next.Home).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        async Task InstallAsync(string folder, CancellationToken cancellationToken)
        {
            // Both are under way before either is done.
            if (Interlocked.Increment(ref installs) == 2)
                meeting.SetResult();
            await meeting.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "", cancellationToken);
        }
    }

    [Fact]
    public async Task One_that_is_called_off_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AzuriteInstall.EnsureAsync(Files, cache, (_, _) => throw new OperationCanceledException(), Token));

        Assert.Empty(Installed);
    }

    [Fact]
    public async Task One_that_fails_says_what_npm_said_and_leaves_nothing()
    {
        var files = Directory.CreateDirectory(Path.Combine(cache, "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "package.json"), """{"dependencies":{"azurite":"3.37.0"}}""", Token);
        await File.WriteAllTextAsync(Path.Combine(files, "package-lock.json"), """{"lockfileVersion":3,"packages":{}}""", Token);

        var fault = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteInstall.EnsureAsync(files, cache, AzuriteInstall.NpmAsync, Token));

        Assert.Contains("npm ci", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Installed);
    }
}

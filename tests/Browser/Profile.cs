namespace EngagementPipeline.Testing.Browser;

/// <summary>The folder that a browser keeps what it knows in. It goes with this.</summary>
public sealed class Profile : IAsyncDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("engagement-pipeline-profile-").FullName;

    /// <summary>A browser that was closed has helpers that write on for a moment: the folder is gone once they are. What stands after a minute is the system's to clear.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception still) when (still is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>The bytes of every file that is there; a file that goes while it is read is not.</summary>
    public IEnumerable<byte[]> Files()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is null))
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (IOException) when (!File.Exists(file))
            {
                continue;
            }

            yield return bytes;
        }
    }
}

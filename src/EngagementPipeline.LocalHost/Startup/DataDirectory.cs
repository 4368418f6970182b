using System.Text.Json;

namespace EngagementPipeline.LocalHost.Startup;

/// <summary>The directory with everything that is kept, held by one process at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    private string HolderFile => System.IO.Path.Combine(Path, "running.json");

    /// <exception cref="CannotStartException">Another process holds it, or it cannot be written.</exception>
    public static DataDirectory Open(string path, Uri address)
    {
        path = System.IO.Path.GetFullPath(path);

        try
        {
            Directory.CreateDirectory(path);
            var directory = new DataDirectory(
                path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.WriteAllBytes(directory.HolderFile, JsonSerializer.SerializeToUtf8Bytes(new Holder(Environment.ProcessId, address)));
            return directory;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data directory {path} cannot be written to. Choose another with --data DIR.");
        }
        catch (IOException fault)
        {
            throw new CannotStartException(
                File.Exists(System.IO.Path.Combine(path, "lock"))
                    ? $"The data in {path} is in use{By(path)}. Stop that first, or choose another directory with --data DIR."
                    : $"The data directory {path} cannot be made: {fault.Message} Choose another with --data DIR.");
        }
    }

    public void Dispose()
    {
        File.Delete(HolderFile);
        _lock.Dispose();
    }

    private static string By(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllBytes(System.IO.Path.Combine(path, "running.json"))) is { } holder
                ? $" by {holder.Address.GetLeftPart(UriPartial.Authority)} (process {holder.Process})"
                : "";
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return "";
        }
    }

    private sealed record Holder(int Process, Uri Address);
}

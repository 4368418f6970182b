using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace EngagementPipeline.Testing;

/// <summary>The service as a process of its own, as a person would start it, with storage and data of its own.</summary>
public sealed class Service : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Service(string[] arguments)
    {
        _process = new Process
        {
            // What runs in the background of a script is deaf to INT, and so is whatever it starts.
            StartInfo = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "EngagementPipeline.LocalHost.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int Id => _process.Id;

    public static Service Start(params string[] arguments) => new(arguments);

    /// <summary>Starts it and waits for its line <c>ready ADDRESS</c>.</summary>
    public static async Task<(Service Service, Uri Address)> ReadyAsync(params string[] arguments)
    {
        var service = Start(arguments);
        var ended = service._process.WaitForExitAsync(TestContext.Current.CancellationToken);

        if (await Task.WhenAny(service._ready.Task, ended).WaitAsync(TimeSpan.FromSeconds(120)) == ended)
            Assert.Fail($"It ended with {service._process.ExitCode}: {service.Errors}");

        return (service, new Uri(await service._ready.Task));
    }

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <param name="name">Such as TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The processes that this one started and that are still there.</summary>
    public IReadOnlyList<int> Children() => ChildrenOf(Id);

    public static bool Lives(int process) => File.Exists($"/proc/{process}/stat") && !Stat(process).EndsWith(" Z", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            var children = Children();
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            // Whoever deletes the data next does so when nobody writes there any more.
            while (children.Any(Lives)) await Task.Delay(20, CancellationToken.None);
        }

        _process.Dispose();
    }

    private static List<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Stat(id).StartsWith($"{parent} ", StringComparison.Ordinal)),
    ];

    /// <returns>The parent and the state of a process, such as <c>1 S</c>; empty when it is gone.</returns>
    private static string Stat(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            return $"{fields[1]} {fields[0]}";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private void Hear(string? line)
    {
        Keep(_output, line);

        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true) _ready.TrySetResult(line["ready ".Length..]);
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;

        lock (text) text.Append(line).Append('\n');
    }

    private static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}

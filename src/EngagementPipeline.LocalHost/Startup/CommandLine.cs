using System.Globalization;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.LocalHost.Clock;

namespace EngagementPipeline.LocalHost.Startup;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        Runs EngagementPipeline on this machine, until Ctrl-C.

        Usage: ./run [options]
               dotnet run --project src/EngagementPipeline.LocalHost -- [options]

          --port N                    the port on 127.0.0.1 (7071; 0 for any free one)
          --data DIR                  where everything is kept (.data beside the solution)
          --no-sample                 leave an empty store empty
          --clock INSTANT             start the clock there, such as 2026-04-01T09:00:00Z; it never goes back
          --azurite-ports B,Q,T       fixed ports for Azurite's blobs, queues and tables (0,0,0: free ones)
          --help                      say this
        """;

    public int Port { get; init; } = 7071;

    public string Data { get; init; } = Path.Combine(Repository(), ".data");

    public bool LoadSample { get; init; } = true;

    public DateTimeOffset? Clock { get; init; }

    /// <summary>Free by default, so that nothing clashes with another Azurite; the service prints where it listens.</summary>
    public AzuritePorts Azurite { get; init; } = AzuritePorts.Free;

    public bool Help { get; init; }

    /// <returns>The options, or what is wrong with them in one line.</returns>
    public static (CommandLine? Options, string? Error) Parse(IReadOnlyList<string> arguments)
    {
        var options = new CommandLine();

        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, joined) = arguments[index].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[index], null);

            if (name is "--help" or "-h" or "-?")
            {
                options = options with { Help = true };
            }
            else if (name == "--no-sample" && joined is null)
            {
                options = options with { LoadSample = false };
            }
            else if (name is "--port" or "--data" or "--clock" or "--azurite-ports")
            {
                var value = joined ?? (index + 1 < arguments.Count ? arguments[++index] : null);

                if (value is null) return (null, $"{name} needs a value.");
                if (options.With(name, value) is not { } changed) return (null, $"{name} cannot be {value}.");

                options = changed;
            }
            else
            {
                return (null, $"There is no option {arguments[index]}.");
            }
        }

        return (options, null);
    }

    /// <returns>Null when the value does not fit.</returns>
    private CommandLine? With(string name, string value) => name switch
    {
        "--port" => ReadPort(value) is { } port ? this with { Port = port } : null,
        "--data" => value.Length > 0 ? this with { Data = value } : null,
        "--clock" => Instant.Read(value) is { } instant ? this with { Clock = instant } : null,
        _ => value.Split(',').Select(ReadPort).ToList() is [{ } blob, { } queue, { } table]
            ? this with { Azurite = new AzuritePorts(blob, queue, table) }
            : null,
    };

    private static int? ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535 ? port : null;

    /// <summary>The directory with the solution, found upwards from the program; the current one for a program that was moved.</summary>
    private static string Repository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "EngagementPipeline.sln"))) return directory.FullName;
        }

        return Environment.CurrentDirectory;
    }
}

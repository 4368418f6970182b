using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>infra/ as the Bicep compiler sees it: types, names and properties of every resource.</summary>
public sealed class InfraCompilesTests
{
    private static readonly string? Compiler = typeof(InfraCompilesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "BicepCompiler")?.Value;

    [Fact]
    public async Task Compiles_without_a_warning_and_its_parameters_fit()
    {
        Assert.SkipUnless(File.Exists(Compiler), "The Bicep compiler is had as a package for Linux on x64 only.");

        var (template, complaints) = await RunAsync("build", "main.bicep");
        var (_, misfits) = await RunAsync("build-params", "main.bicepparam");

        Assert.Equal("", complaints);
        Assert.Equal("", misfits);
        using var document = JsonDocument.Parse(template);
        Assert.Equal(9, document.RootElement.GetProperty("resources").EnumerateObject().Count());
    }

    private static async Task<(string Output, string Complaints)> RunAsync(string command, string file)
    {
        if (!OperatingSystem.IsWindows()) // a package does not carry the right to run
            File.SetUnixFileMode(Compiler!, File.GetUnixFileMode(Compiler!) | UnixFileMode.UserExecute);

        using var bicep = Process.Start(new ProcessStartInfo(Compiler!, [command, Path.Combine(Template.Root, "infra", file), "--stdout"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = bicep.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = await bicep.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bicep.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output, complaints.Trim());
    }
}

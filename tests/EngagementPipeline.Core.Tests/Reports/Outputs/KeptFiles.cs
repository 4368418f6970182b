namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>REPORT_FILES=folder keeps the files that tests make, to be looked at in another program (tools/look-at-reports.sh).</summary>
internal static class KeptFiles
{
    public static async Task KeepAsync(string name, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("REPORT_FILES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name.Replace(' ', '-')), bytes, TestContext.Current.CancellationToken);
    }
}

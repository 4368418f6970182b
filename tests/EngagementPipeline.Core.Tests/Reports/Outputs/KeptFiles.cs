namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Leaves what a test made in the folder that REPORT_FILES names, for tools/office/look to show; does nothing where it names none.</summary>
internal static class KeptFiles
{
    public static byte[] Keep(string name, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("REPORT_FILES") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(folder).FullName, name), bytes);
        return bytes;
    }
}

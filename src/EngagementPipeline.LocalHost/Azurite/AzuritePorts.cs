namespace EngagementPipeline.LocalHost.Azurite;

/// <summary>Where Azurite listens on 127.0.0.1; 0 means any free port.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    public static AzuritePorts Free { get; } = new(0, 0, 0);
}

using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace EngagementPipeline.Testing;

/// <summary>Ports of this machine for whoever has to know them beforehand, or to come back to them.</summary>
public static class OwnPorts
{
    /// <summary>
    /// Free ones, below those that the system gives to whoever asks for any: so nobody is given one of these before it is taken, nor while it is let go.
    /// </summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port);
        var ports = Enumerable.Range(20_000, 10_000).Except(taken).ToArray();
        RandomNumberGenerator.Shuffle<int>(ports);
        return [.. ports.Take(count)];
    }
}

using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a worker app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the defaults of a worker. Here it can be configured and inspected; LocalHost makes one that can be built.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var inner = Host.CreateApplicationBuilder(args);
        return new FunctionsApplicationBuilder(
          inner,
          inner.Configuration,
          () => throw new InvalidOperationException("This is the stand-in for the worker packages: start the app through LocalHost."));
    }
}

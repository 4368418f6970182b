using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects a worker app's services, configuration and middleware.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly IHostApplicationBuilder inner;
    private readonly Func<IHost> build;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    internal FunctionsApplicationBuilder(IHostApplicationBuilder inner, ConfigurationManager configuration, Func<IHost> build)
    {
        this.inner = inner;
        this.build = build;
        Configuration = configuration;
    }

    public IDictionary<object, object> Properties => inner.Properties;

    public ConfigurationManager Configuration { get; }

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHostEnvironment Environment => inner.Environment;

    public ILoggingBuilder Logging => inner.Logging;

    public IMetricsBuilder Metrics => inner.Metrics;

    public IServiceCollection Services => inner.Services;

    public IHost Build() => build();

    public void ConfigureContainer<TContainerBuilder>(
      IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
      where TContainerBuilder : notnull => inner.ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>All middleware in the order it was added, around <paramref name="function"/>.</summary>
    internal FunctionExecutionDelegate Around(FunctionExecutionDelegate function) =>
      Enumerable.Reverse(middleware).Aggregate(function, (next, step) => step(next));
}

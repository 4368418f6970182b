using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Functions.Announcements;
using EngagementPipeline.Functions.Desk;
using EngagementPipeline.Functions.MyVoice;
using EngagementPipeline.Functions.Reports;
using EngagementPipeline.Functions.Responses;
using EngagementPipeline.Functions.SampleProject;
using EngagementPipeline.Functions.SetAside;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Functions.Stories;
using EngagementPipeline.Functions.Views;
using EngagementPipeline.Functions.Voices;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EngagementPipeline.Functions;

/// <summary>The Functions app. In Azure it starts here; on one machine LocalHost calls <see cref="Configure"/> on a builder of its own.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        Configure(builder);
        builder.Services.AddWorkerServer();
        using var app = builder.Build();
        await app.Services.PrepareOwnStorageAsync();
        await app.RunAsync();
    }

    /// <summary>Everything the app is made of, feature by feature. Middleware runs in the order of the lines.</summary>
    public static void Configure(FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseOurMiddleware();
        builder.Services.AddFeatures().AddTelemetry(builder.Configuration);
    }

    /// <summary>The same without a host: for programs that do the app's acts by themselves (backups).</summary>
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddShared()
        .AddAnnouncements()
        .AddVoices()
        .AddStories()
        .AddViews()
        .AddResponses()
        .AddReports()
        .AddMyVoice()
        .AddSetAside()
        .AddDesk()
        .AddSampleProject();
}

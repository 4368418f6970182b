using Azure.Core;
using Azure.Identity;
using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Backups;
using EngagementPipeline.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Backup;

/// <summary>The app's own features without its host, and what copies them. Nothing of it is in the deployed app.</summary>
public static class BackupServices
{
    /// <param name="configuration">The app's settings; where it holds addresses of storage and no connection string, whoever is signed in to the Azure CLI asks.</param>
    /// <param name="more">What is to stand beside it, such as what watches every call to storage.</param>
    public static WebApplication Of(IConfiguration configuration, Action<IServiceCollection>? more = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        // Never run: it is here because pages are rendered by what a web app brings with it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddFeatures()
            .AddSingleton<TableCopy, LedgerCopy>()
            .AddSingleton<ListTakenBackHandler>()
            .AddSingleton<RepeatTakenBackHandler>()
            .AddSingleton<FindInStore>()
            .AddSingleton<TakeBackup>()
            .AddSingleton<RestoreBackup>();
        if (configuration["AzureWebJobsStorage"] is not { Length: > 0 })
            builder.Services.AddSingleton<TokenCredential>(new AzureCliCredential());
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Reads the settings before anybody asks for anything: one that is wrong keeps the app from starting, and says what it should be. Otherwise whoever first needs it would find out, and that
/// may be a young person with a code.
/// </summary>
public sealed class SettingsAtStart(IEnumerable<SettingAtStart> settings, IServiceProvider services) : IHostedService
{
    /// <exception cref="WrongSettingsException">Of all that are wrong, so that nobody starts it once for each.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var wrong = settings.Select(TroubleWith).OfType<string>().ToList();
        return wrong is [] ? Task.CompletedTask : throw new WrongSettingsException(string.Join('\n', wrong.Prepend("The app does not start with these settings:")));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? TroubleWith(SettingAtStart setting)
    {
        try
        {
            setting.Read(services);
            return null;
        }
        catch (InvalidOperationException wrong)
        {
            return wrong.Message;
        }
    }
}

/// <summary><paramref name="Read"/> throws <see cref="InvalidOperationException"/> in words for whoever set it: which setting, and what it must be. Never what it is.</summary>
public sealed record SettingAtStart(Action<IServiceProvider> Read);

/// <summary>The message is for whoever deploys the app.</summary>
public sealed class WrongSettingsException(string message) : Exception(message);

public static class SettingsRegistration
{
    public static IServiceCollection ReadAtStart<T>(this IServiceCollection services)
        where T : class =>
        services.ReadAtStart(provider => provider.GetRequiredService<T>());

    public static IServiceCollection ReadAtStart(this IServiceCollection services, Action<IServiceProvider> read) => services.AddSingleton(new SettingAtStart(read));
}

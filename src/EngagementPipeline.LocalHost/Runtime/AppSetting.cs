using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>App settings that a trigger's attribute refers to.</summary>
internal static class AppSetting
{
    /// <summary>The text itself, or for <c>%Name%</c> the app setting of that name.</summary>
    /// <exception cref="FunctionDefinitionException">There is no such setting.</exception>
    public static string Resolve(string function, string text, IConfiguration settings)
    {
        if (text is not ['%', .. var name, '%']) return text;

        return settings[name] ?? settings[name.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new FunctionDefinitionException($"Function {function}: there is no app setting {name}.");
    }

    /// <summary>A trigger's <c>Connection</c>: the setting of that name with <c>AzureWebJobs</c> before it, or of that name alone.</summary>
    /// <exception cref="FunctionDefinitionException">There is no such setting.</exception>
    public static string Connection(string function, string? connection, IConfiguration settings)
    {
        var name = string.IsNullOrEmpty(connection) ? "AzureWebJobsStorage" : connection;

        return settings["AzureWebJobs" + name] ?? settings[name]
            ?? throw new FunctionDefinitionException($"Function {function}: there is no app setting {name} with a connection string.");
    }
}

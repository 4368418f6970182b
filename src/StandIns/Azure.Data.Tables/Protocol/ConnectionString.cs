namespace Azure.Data.Tables.Protocol;

/// <summary>Where an account's tables are, and who it is.</summary>
internal sealed record ConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string EmulatorAccount = "devstoreaccount1";

    // Published with the emulator, and the same on every machine.
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">A part is malformed or missing; the message names no value.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = Settings(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            var proxy = new Uri(settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1"));
            var at = new UriBuilder(proxy.Scheme, proxy.Host, 10002, EmulatorAccount).Uri;
            return new(at, new TableSharedKeyCredential(EmulatorAccount, EmulatorKey));
        }

        var account = Required(settings, "AccountName");
        var credential = new TableSharedKeyCredential(account, Required(settings, "AccountKey"));
        return new(Where(settings, account), credential);
    }

    private static Uri Where(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out var given))
        {
            return Uri.TryCreate(given, UriKind.Absolute, out var uri)
                ? uri
                : throw new FormatException("The connection string's TableEndpoint is not an absolute address.");
        }

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> Settings(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in "=": only the first one separates.
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !settings.TryAdd(part[..at].Trim(), part[(at + 1)..].Trim()))
                throw new FormatException("The connection string is not a list of distinct Name=Value settings.");
        }

        return settings;
    }

    private static string Required(Dictionary<string, string> settings, string name)
        => settings.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The connection string has no {name}.");
}

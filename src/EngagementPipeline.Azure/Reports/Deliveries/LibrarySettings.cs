using EngagementPipeline.Core.Reports.Deliveries;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Reports.Deliveries;

/// <summary>Where in the site reports are delivered, and how.</summary>
/// <param name="Drive">The library's drive id; null for the site's own document library. Wrong: nothing is delivered, and each file says so.</param>
/// <param name="Folder">The folder that holds one for each year. Wrong: a new folder is made of that name.</param>
/// <param name="Sending">How large a file may be to go in one request, and how large its pieces are.</param>
public sealed record LibrarySettings(string? Drive, string Folder, DeliverySettings Sending)
{
    public static LibrarySettings From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var usual = new DeliverySettings();
        var sending = new DeliverySettings(
            configuration["Graph:SmallFileBytes"] is { Length: > 0 } small ? NumberOf(small, "Graph__SmallFileBytes") : usual.SmallUpTo,
            configuration["Graph:PieceBytes"] is { Length: > 0 } piece ? NumberOf(piece, "Graph__PieceBytes") : usual.Piece);
        if (sending.Piece % DeliverySettings.PieceUnit != 0)
            throw new InvalidOperationException($"Graph__PieceBytes is no multiple of {DeliverySettings.PieceUnit}: the library would refuse every piece.");
        return new(
            configuration["Graph:Library"]?.Trim() is { Length: > 0 } drive ? drive : null,
            configuration["Graph:Folder"]?.Trim(' ', '/') is { Length: > 0 } folder ? folder : "Reports",
            sending);
    }

    private static int NumberOf(string text, string setting) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"{setting} is no number of bytes above 0.");
}

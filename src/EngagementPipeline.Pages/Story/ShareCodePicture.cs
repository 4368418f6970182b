using QRCoder;

namespace EngagementPipeline.Pages.Story;

/// <summary>An address as a QR code, for posters and slides.</summary>
public static class ShareCodePicture
{
    // A module in SVG units; the picture scales to any size.
    private const int ModuleSize = 8;

    /// <summary>An SVG with dark modules on white, a quiet zone of four modules around it, readable with a quarter of it damaged (level Q).</summary>
    public static string Svg(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var code = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.Q);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(ModuleSize, "#1F2933", "#FFFFFF", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}

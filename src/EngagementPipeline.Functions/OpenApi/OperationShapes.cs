using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Functions.Voices;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>The shapes of bodies that are read by hand, for the document alone: each has a test that sends what it says.</summary>
internal static class OperationShapes
{
    /// <summary><c>POST /api/sync</c>.</summary>
    public sealed record Batch([property: Required, MaxLength(SyncRequest.MostItems)] IReadOnlyList<BatchItem> Items, string? By);

    /// <summary><paramref name="Body"/> is what would be sent alone.</summary>
    public sealed record BatchItem(
        [property: Required, RegularExpression("^PUT$")] string Method, [property: Required] string Path, JsonElement? Body);

    /// <summary>One record of <c>POST /api/views</c>, which takes an array of up to 50 too.</summary>
    public sealed record PageRecordShape(
        [property: Required, StringLength(22, MinimumLength = 16), RegularExpression("^[A-Za-z0-9_-]+$")] string Id,
        [property: Required] Guid Story,
        [property: Required, Range(1, PageRecord.MaxVersion)] int Version,
        [property: Required, Range(0, PageRecord.MaxSeq)] int Seq,
        [property: StringLength(32, MinimumLength = 3), RegularExpression("^[a-z0-9-]+$")] string? Via,
        [property: Range(0, PageRecord.MaxActiveMs)] int? ActiveMs,
        IReadOnlyList<int>? Cards,
        bool? Done,
        [property: Range(0, PageRecord.MaxInteractions)] int? Interactions);
}

using System.Text.Json;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Responses;

/// <summary>An answer as a page sends it. The page sends it as text and not as JSON by its name, so that browsers need not ask first; anything that reads as JSON will do.</summary>
public sealed record CollectResponseRequest(string? Id, string? Card, JsonElement? Answer)
{
    public const long MaxBytes = 16_384;

    private const int LongestCard = 64;

    public Result<CollectResponse> Parse(string story)
    {
        var fields = new Fields();
        var of = fields.Id<StoryId>(story, "story");
        if (!ResponseId.TryParse(Id, out var id))
            fields.Error("id", Id is null ? "Is required." : "Must be 16 to 22 characters of base64url.");
        var card = fields.Text(Card, "card", LongestCard);
        if (Answer is not { ValueKind: JsonValueKind.Object })
            fields.Error("answer", Answer is null ? "Is required." : "Must be an object.");
        return fields.Build(() => new CollectResponse(of, id, card, Answer!.Value));
    }
}

public sealed record ReviewTextRequest(string? Question, string? Decision)
{
    public Result<ReviewText> Parse(string story, string response)
    {
        var fields = new Fields();
        var of = fields.Id<StoryId>(story, "story");
        if (!ResponseId.TryParse(response, out var id))
            fields.Error("response", "Must be 16 to 22 characters of base64url.");
        var decision = fields.Name<TextDecision>(Decision, "decision");
        var question = fields.OptionalText(Question, "question", 64);
        return fields.Build(() => new ReviewText(of, id, question, decision));
    }
}

/// <summary><c>?status=&amp;continue=</c>; those that wait where no status is given.</summary>
internal sealed record TextsRequest(StoryId Story, TextStatus Status, string? After)
{
    public static Result<TextsRequest> Parse(string story, IQueryCollection query)
    {
        var fields = new Fields();
        var of = fields.Id<StoryId>(story, "story");
        var status = query["status"].ToString() is { Length: > 0 } name ? fields.Name<TextStatus>(name, "status") : TextStatus.Pending;
        var after = query["continue"].ToString() is { Length: > 0 } place ? place : null;
        return fields.Build(() => new TextsRequest(of, status, after));
    }
}

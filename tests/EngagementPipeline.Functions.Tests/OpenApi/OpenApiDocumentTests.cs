using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing.Golden;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using ApiDocument = Microsoft.OpenApi.OpenApiDocument;

namespace EngagementPipeline.Functions.Tests.OpenApi;

/// <summary>Holds what <c>/api/openapi.json</c> says to the functions, to OpenAPI itself and to the contract that other people's scripts are written against.</summary>
public sealed partial class OpenApiDocumentTests
{
    private static readonly JsonElement Document = JsonSerializer.SerializeToElement(ApiDescription.Document);

    public static TheoryData<string> Contract => [.. File.ReadAllLines(GoldenFile.PathOf("contract.txt"))];

    [Fact]
    public void Is_OpenAPI_3_1_without_a_fault()
    {
        var read = ApiDocument.Parse(Document.GetRawText(), "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(ApiDescription.Operations.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public void Every_reference_leads_somewhere() =>
        Assert.All(Reference().Matches(Document.GetRawText()).Select(match => match.Groups["to"].Value).Distinct(StringComparer.Ordinal), reference =>
        {
            var at = Document;
            foreach (var part in reference.Split('/'))
                Assert.True(at.TryGetProperty(part, out at), reference);
        });

    [Fact]
    public void Has_every_function_exactly_once()
    {
        var functions = FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Where(f => f.Method.ReturnType != typeof(Task)).Select(f => f.Name);

        Assert.Equal(functions.Order(StringComparer.Ordinal), Operations().Select(of => of.GetProperty("operationId").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_has_its_sentence_and_no_sentence_is_left_over() =>
        Assert.Equal(ApiDescription.Operations.Select(of => of.Name).Order(StringComparer.Ordinal), OperationSummaries.Functions.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operation_says_what_it_answers_when_all_goes_well() =>
        Assert.Empty(ApiDescription.Operations.Where(of => of.Answers.All(answer => answer.Status >= 400)).Select(of => of.Name));

    [Fact]
    public void Every_body_says_its_type_and_how_large_it_may_be() =>
        Assert.Empty(ApiDescription.Operations.Where(of => of.Body is { } body && (body.MediaTypes is [] || body.MostBytes is null)).Select(of => of.Name));

    [Fact]
    public void No_two_paths_match_the_same_requests()
    {
        var shapes = Document.GetProperty("paths").EnumerateObject().Select(path => Braces().Replace(path.Name, "{}")).ToList();

        Assert.Equal(shapes.Distinct(StringComparer.Ordinal).Count(), shapes.Count);
    }

    /// <summary>Each line: method, path, who may call, then statuses and parameters (<c>?name</c>) that it must have.</summary>
    [Theory, MemberData(nameof(Contract))]
    public void Has_every_call_of_the_contract(string call)
    {
        var said = call.Split(' ');

        Assert.True(Document.GetProperty("paths").TryGetProperty(said[1], out var path), $"{said[1]} is not there.");
        Assert.True(path.TryGetProperty(said[0].ToLowerInvariant(), out var operation), $"{said[1]} does not answer {said[0]}.");
        var roles = operation.GetProperty("x-roles").EnumerateArray().Select(role => role.GetString()!).ToList();
        Assert.All(said[2].Split(','), role => Assert.Contains(role, roles));
        Assert.Equal(said[2] == "public", roles.Contains("public"));
        Assert.All(said[3..].Where(item => item[0] != '?'), status => Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), status));
        var parameters = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Select(one => one.GetProperty("name").GetString()!).ToList() : [];
        Assert.All(said[3..].Where(item => item[0] == '?'), item => Assert.Contains(item[1..], parameters));
    }

    /// <summary>Read from the code by <see cref="FunctionCode"/>: were it blind somewhere, these would be what is missing.</summary>
    [Theory]
    [InlineData("PutVoice", "consent-not-given voice-erased already-different malformed-json body-too-large does-not-fit storage-busy")]
    [InlineData("ReviewVoice", "second-person-needed stale voice-held voice-closed")]
    [InlineData("PutStory", "slug-taken slug-fixed project-fixed stale")]
    [InlineData("PublishStory", "not-publishable")]
    [InlineData("PutMedia", "media-type-unknown media-is-other media-broken media-erased media-too-many-pixels")]
    [InlineData("ImportStory", "import-unknown import-locked import-has-macros import-broken import-unsafe import-too-large")]
    [InlineData("CollectViews", "malformed-json bad-fields unsupported-media-type not-found storage-busy")]
    [InlineData("CollectResponse", "too-many-requests")]
    public void Finds_the_codes_wherever_they_are_made(string function, string codes) =>
        Assert.Empty(codes.Split(' ').Except(ApiDescription.Operations.Single(of => of.Name == function).Refusals.Select(refusal => refusal.Code)));

    [Fact]
    public void A_bodys_fields_carry_their_limits()
    {
        var voice = Schema("CaptureVoiceRequest");

        Assert.Equal(2_000, voice.GetProperty("properties").GetProperty("words").GetProperty("maxLength").GetInt32());
        Assert.Equal("uuid", voice.GetProperty("properties").GetProperty("session").GetProperty("format").GetString());
        Assert.Equal(Kebab.AllOf<Core.Voices.Prompt>(), voice.GetProperty("properties").GetProperty("prompt").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(["session", "participant", "consent", "prompt", "words", "capturedAt"], voice.GetProperty("required").EnumerateArray().Select(name => name.GetString()!));
        Assert.False(voice.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal("string", Schema("ConsentAnswer").GetProperty("properties").GetProperty("uses").GetProperty("items").GetProperty("type").GetString());
    }

    [Fact]
    public void A_storys_cards_are_described_type_by_type_with_the_limits_that_hold()
    {
        var cards = Schema("PutStoryRequest").GetProperty("properties").GetProperty("cards");
        Assert.Equal(StoryLimits.Cards, cards.GetProperty("maxItems").GetInt32());
        Assert.Equal("#/components/schemas/Card", cards.GetProperty("items").GetProperty("$ref").GetString());

        foreach (var (type, described) in CardCatalogue.Types.Zip(Schema("Card").GetProperty("oneOf").EnumerateArray()))
        {
            var properties = described.GetProperty("properties");
            Assert.Equal(type.Name, properties.GetProperty("type").GetProperty("const").GetString());
            Assert.Equal(["id", "type", .. type.Fields.Where(field => field.Required).Select(field => field.Name)], described.GetProperty("required").EnumerateArray().Select(name => name.GetString()!));
            Assert.All(type.Fields.OfType<TextField>(), field =>
            {
                var most = properties.GetProperty(field.Name).GetProperty("maxLength").GetInt32();
                Assert.True(field.TryRead(Text(most), out _));
                Assert.False(field.TryRead(Text(most + 1), out _));
            });
        }
    }

    /// <summary>Texts are put together by reading code, so a piece may be missing; it shows at an end, before a stop, or as two spaces.</summary>
    [Fact]
    public void Every_text_is_whole()
    {
        var texts = Texts(Document, "#").ToList();

        Assert.InRange(texts.Count, 1_000, int.MaxValue);
        Assert.Empty(texts.Where(one => !WholeText().IsMatch(one.Text) || BrokenText().IsMatch(one.Text)).Select(one => $"{one.Place}: '{one.Text}'"));
    }

    private static IEnumerable<(string Place, string Text)> Texts(JsonElement at, string place) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(member => member is { Name: "description" or "summary" or "title", Value.ValueKind: JsonValueKind.String }
            ? [($"{place}/{member.Name}", member.Value.GetString()!)]
            : Texts(member.Value, $"{place}/{member.Name}")),
        JsonValueKind.Array => at.EnumerateArray().SelectMany((one, i) => Texts(one, $"{place}/{i}")),
        _ => [],
    };

    [GeneratedRegex(@"^[\p{L}\p{N}`].*[\p{L}\p{N}.?)`}]$", RegexOptions.NonBacktracking)]
    private static partial Regex WholeText();

    [GeneratedRegex(@"\s[;:.,?]|\s\s|''|\b(a|an|and|the|such|of|or)(;|\.?$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BrokenText();

    /// <summary>What one call of a batch is refused with stands inside the answer for the batch.</summary>
    [Fact]
    public void A_batch_is_not_said_to_answer_what_its_calls_do()
    {
        var codes = ApiDescription.Operations.Single(of => of.Name == "Sync").Refusals.Select(refusal => refusal.Code).ToList();

        Assert.Contains("malformed-json", codes);
        Assert.Empty(codes.Intersect([Refusals.PathNotSynced.Code, Refusals.MethodNotSynced.Code]));
    }

    private static JsonElement Text(int length) => JsonSerializer.SerializeToElement(new string('a', length));

    private static JsonElement Schema(string name) => Document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static IEnumerable<JsonElement> Operations() => Document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(of => of.Value);

    [GeneratedRegex("\"\\$ref\":\"#/(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}

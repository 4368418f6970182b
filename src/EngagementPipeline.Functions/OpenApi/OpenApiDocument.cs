using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>Writes what the functions say of themselves as OpenAPI 3.1.</summary>
internal static class OpenApiDocument
{
    private const string Scheme = "staff";

    public static JsonObject Of(IReadOnlyList<Operation> operations)
    {
        var schemas = new WireSchemas();
        var paths = new JsonObject();
        foreach (var path in operations.GroupBy(operation => operation.Path, StringComparer.Ordinal).OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var operation in path.OrderBy(operation => operation.Method, StringComparer.Ordinal))
                item[MethodOf(operation)] = OperationOf(operation, schemas);
            paths[path.Key] = item;
        }

        var components = schemas.Components();
        components[CardSchemas.Name] = CardSchemas.Card();
        components["Problem"] = Problem();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "EngagementPipeline",
                ["version"] = "1",
                ["description"] = "Carries a young person's words, with their consent, to where they change something, and counts honestly what came of it. "
                    + "Made from the functions of this very installation. Refusals are application/problem+json with a stable code; those listed are what a call may give.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. operations.Select(operation => operation.Feature).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(feature => (JsonNode)new JsonObject { ["name"] = feature })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = components,
                ["securitySchemes"] = new JsonObject
                {
                    [Scheme] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "cookie",
                        ["name"] = "AppServiceAuthSession",
                        ["description"] = "App Service authentication (Entra ID) signs staff in. The roles beside it are app roles; one of them is enough.",
                    },
                },
            },
        };
    }

    private static string MethodOf(Operation operation) => operation.Method switch
    {
        "GET" => "get",
        "PUT" => "put",
        "POST" => "post",
        "DELETE" => "delete",
        _ => throw new InvalidOperationException($"{operation.Name} answers {operation.Method}, which the document does not know yet."),
    };

    private static JsonObject OperationOf(Operation operation, WireSchemas schemas)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["summary"] = OperationSummaries.Of(operation.Name),
            ["tags"] = new JsonArray(operation.Feature),
        };
        if (operation.Parameters is not [])
            described["parameters"] = new JsonArray([.. operation.Parameters.Select(ParameterOf)]);
        if (operation.Body is { } body)
            described["requestBody"] = BodyOf(body, operation, schemas);
        described["responses"] = ResponsesOf(operation, schemas);
        AddAccess(described, operation);
        return described;
    }

    private static void AddAccess(JsonObject described, Operation operation)
    {
        var names = operation.Roles?.Select(Kebab.Of).ToList();
        described["security"] = names is null ? [] : new JsonArray(new JsonObject { [Scheme] = Texts(names) });
        described["x-roles"] = names is null ? new JsonArray("public") : names is [] ? new JsonArray("anybody-signed-in") : Texts(names);
        if (operation.Access is AllowedToEveryoneAttribute { CrossOrigin: true })
            described["x-cross-origin"] = true;
    }

    private static JsonNode ParameterOf(OperationParameter parameter) => new JsonObject
    {
        ["name"] = parameter.Name,
        ["in"] = Kebab.Of(parameter.In),
        ["required"] = parameter.In == ParameterPlace.Path,
        ["schema"] = WireSchemas.Of(parameter.Note),
    };

    private static JsonObject BodyOf(OperationBody body, Operation operation, WireSchemas schemas)
    {
        var content = new JsonObject();
        foreach (var type in body.MediaTypes)
            content[type] = body.Shape is null ? new JsonObject() : new JsonObject { ["schema"] = SchemaOf(body.Shape, operation, schemas) };
        var described = new JsonObject { ["required"] = body.Required, ["content"] = content };
        if (body.MostBytes is { } most)
        {
            described["description"] = string.Create(CultureInfo.InvariantCulture, $"At most {most:N0} bytes; more is refused with body-too-large.");
            described["x-max-bytes"] = most;
        }

        return described;
    }

    private static JsonNode SchemaOf(Type shape, Operation operation, WireSchemas schemas)
    {
        var one = schemas.Read(shape, operation.Fields);
        return shape == typeof(OperationShapes.PageRecordShape)
            ? new JsonObject { ["oneOf"] = new JsonArray(one, new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = PageRecord.MaxRecords, ["items"] = one.DeepClone() }) }
            : one;
    }

    private static JsonObject ResponsesOf(Operation operation, WireSchemas schemas)
    {
        var responses = new JsonObject();
        var statuses = operation.Answers.Select(answer => answer.Status).Concat(operation.Refusals.Select(refusal => refusal.Status)).Distinct().Order();
        foreach (var status in statuses)
        {
            var content = new JsonObject();
            foreach (var answer in operation.Answers.Where(answer => answer.Status == status && answer.MediaType is not null))
                content[answer.MediaType!] = answer.Shape is null ? new JsonObject() : new JsonObject { ["schema"] = Either(content[answer.MediaType!]?["schema"], schemas.Write(answer.Shape)) };
            var refusals = operation.Refusals.Where(refusal => refusal.Status == status).ToList();
            if (refusals is not [])
            {
                content["application/problem+json"] = new JsonObject { ["schema"] = ProblemOf(refusals) };
                if (operation is { Method: "GET" } && !operation.Path.StartsWith("/api", StringComparison.Ordinal))
                    content["text/html"] = new JsonObject(); // a page for whoever opened one in a browser
            }

            var response = new JsonObject { ["description"] = refusals is [] ? PhraseOf(status) : string.Join("; ", refusals.Select(refusal => $"{refusal.Code}: {refusal.Title}")) };
            if (content.Count > 0)
                response["content"] = content;
            if (refusals is not [])
                response["x-codes"] = Texts(refusals.Select(refusal => refusal.Code));
            responses[status.ToString(CultureInfo.InvariantCulture)] = response;
        }

        return responses;
    }

    private static JsonNode Either(JsonNode? before, JsonNode schema) => before switch
    {
        null => schema,
        JsonObject { Count: 1 } known when known["anyOf"] is JsonArray several => new JsonObject { ["anyOf"] = new JsonArray([.. several.Select(one => one!.DeepClone()), schema]) },
        _ => new JsonObject { ["anyOf"] = new JsonArray(before.DeepClone(), schema) },
    };

    private static JsonObject ProblemOf(IReadOnlyList<OperationRefusal> refusals) => new()
    {
        ["allOf"] = new JsonArray(
            new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
            new JsonObject { ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = Texts(refusals.Select(refusal => refusal.Code)) } } }),
    };

    private static string PhraseOf(int status) => status switch
    {
        200 => "Done, and here it is.",
        201 => "Recorded; it is new.",
        202 => "Accepted.",
        204 => "Done; there is nothing to say.",
        304 => "What you have still stands.",
        206 => "The part that was asked for.",
        301 => "It is at another address, for good.",
        302 => "It is at another address.",
        404 => "There is no such thing.",
        410 => "It was here, and is gone.",
        416 => "There is no such part of it.",
        _ => throw new InvalidOperationException($"Nobody has said yet what {status} means."),
    };

    private static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "code"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["format"] = "uri" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["code"] = new JsonObject { ["type"] = "string", ["description"] = "Stable, in kebab-case: write scripts against it." },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "By field, what is wrong with it.",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
            ["problems"] = new JsonObject { ["type"] = "array", ["description"] = "Problems of a document, such as a story that can't be published yet.", ["items"] = new JsonObject { ["type"] = "object" } },
            ["traceId"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{32}$", ["description"] = "The request's correlation id, as in the header Correlation-Id. Name it when you ask for help: the logs know the request by it." },
        },
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}

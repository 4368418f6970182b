using System.Text;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests.Functions;

public sealed class HttpFunctions(Probe probe)
{
    [Function("Root")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("root");

    [Function("GetThing")]
    public static IResult GetThing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request, string name) =>
        Results.Text($"got {name}");

    [Function("PutThing")]
    public static ValueTask<IResult> PutThing([HttpTrigger(AuthorizationLevel.Anonymous, "PUT", Route = "things/{name}")] HttpRequest request, string name) =>
        ValueTask.FromResult(Results.Text($"put {name}"));

    [Function("File")]
    public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/{file}")] HttpRequest request, string file) =>
        Results.Text($"file {file}");

    [Function("FileWithEnding")]
    public static IResult FileWithEnding(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "delete", Route = "reports/{name}.{ending}")] HttpRequest request, string name, string ending) =>
        Results.Text($"{name} dot {ending}");

    [Function("Latest")]
    public static IResult Latest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/latest")] HttpRequest request) => Results.Text("latest");

    [Function("Typed")]
    public static IResult Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "typed/{number}/{id}/{day?}")] HttpRequest request, int number, Guid id, DateOnly? day, int missing = 7) =>
        Results.Text($"{number + 1} {id:N} {day:yyyy} {missing}");

    [Function("UnnamedRoute")]
    public static IResult UnnamedRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("by name");

    [Function("PlainObject")]
    public static object PlainObject([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain")] HttpRequest request) => new { Secret = "is not sent" };

    [Function("Nothing")]
    public static Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) => Task.CompletedTask;

    [Function("ActionResult")]
    public static IActionResult ActionResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teapot")] HttpRequest request) => new StatusCodeResult(418);

    [Function("Fails")]
    public static async Task<IResult> Fails([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "fails")] HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        throw new InvalidOperationException("could not understand " + await reader.ReadToEndAsync());
    }

    [Function("FailsLate")]
    public static async Task FailsLate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails-late")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half a senten");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException();
    }

    [Function("Body")]
    public static async Task<IResult> Body(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body/{limit:long}")] HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = limit;
        var read = new MemoryStream();
        await request.Body.CopyToAsync(read, cancellationToken);
        return Results.Text($"{read.Length}");
    }

    [Function("Slow")]
    public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, FunctionContext context)
    {
        probe.See("arrived");

        try
        {
            await probe.PassGateAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            probe.See("cancelled");
            throw;
        }

        return Results.Text("slow");
    }

    [Function("WhoAmI")]
    public static IResult WhoAmI([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "who")] HttpRequest request)
    {
        var principal = request.Headers["X-MS-CLIENT-PRINCIPAL"].ToString();

        return Results.Json(new
        {
            id = request.Headers["X-MS-CLIENT-PRINCIPAL-ID"].ToString(),
            name = request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"].ToString(),
            idp = request.Headers["X-MS-CLIENT-PRINCIPAL-IDP"].ToString(),
            token = request.Headers["X-MS-TOKEN-AAD-ID-TOKEN"].ToString(),
            principal = Encoding.UTF8.GetString(Convert.FromBase64String(principal)),
        });
    }

    [Function("Describe")]
    public static IResult Describe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "describe/{thing}")] HttpRequest request, HttpContext http, FunctionContext context) =>
        Results.Json(new
        {
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            Assembly = Path.GetFileName(context.FunctionDefinition.PathToAssembly),
            Trigger = context.FunctionDefinition.InputBindings["request"].Type,
            Parameters = context.FunctionDefinition.Parameters.Select(parameter => parameter.Name),
            Thing = context.BindingContext.BindingData["THING"],
            Same = ReferenceEquals(http, context.GetHttpContext()) && ReferenceEquals(http.RequestServices, context.InstanceServices),
            Id = context.InvocationId.Length,
        });
}

using System.Reflection;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>What the real host and the SDK's generators ask of every function (docs/decisions/0014); where one breaks it, the host goes on without it.</summary>
public sealed class DeployableTests
{
    private static readonly IReadOnlyList<(string Name, MethodInfo Method, ParameterInfo Trigger)> Functions =
        [.. FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Select(f => (f.Name, f.Method, f.Method.GetParameters().Single(IsTrigger)))];

    [Fact]
    public void Every_name_is_one_that_the_host_takes_and_stands_once()
    {
        Assert.NotEmpty(Functions);
        Assert.All(Functions, f => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,127}$", f.Name));
        Assert.All(Functions, f => Assert.Matches("^[A-Za-z][A-Za-z0-9]{0,127}$", f.Trigger.Name));
        Assert.Equal(Functions.Count, Functions.Select(f => f.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_entry_point_is_a_public_method_without_a_namesake() =>
        Assert.All(Functions, f =>
        {
            Assert.True(f.Method.DeclaringType is { IsPublic: true, IsGenericType: false }, $"{f.Name}: its class must be public.");
            Assert.False(f.Method.IsGenericMethod, f.Name);
            Assert.Single(f.Method.DeclaringType!.GetMethods(), method => method.Name == f.Method.Name);
        });

    [Fact]
    public void Every_request_is_answered_through_a_result() =>
        Assert.All(Requests(), f => Assert.True(
            f.Method.ReturnType == typeof(IResult) || f.Method.ReturnType == typeof(Task<IResult>),
            $"{f.Name} returns {f.Method.ReturnType.Name}: the real host would answer an empty 200."));

    [Fact]
    public void No_function_asks_for_a_host_key() =>
        Assert.All(Requests(), f => Assert.Equal(AuthorizationLevel.Anonymous, f.Trigger.GetCustomAttribute<HttpTriggerAttribute>()!.AuthLevel));

    [Fact]
    public void Timers_and_queues_return_nothing_and_schedules_have_six_fields()
    {
        Assert.All(Functions.Except(Requests()), f => Assert.True(f.Method.ReturnType == typeof(Task) || f.Method.ReturnType == typeof(void), f.Name));
        Assert.All(
            Functions.Select(f => f.Trigger.GetCustomAttribute<TimerTriggerAttribute>()).OfType<TimerTriggerAttribute>(),
            timer => Assert.Equal(6, timer.Schedule.Split(' ').Length));
    }

    private static IEnumerable<(string Name, MethodInfo Method, ParameterInfo Trigger)> Requests() =>
        Functions.Where(f => f.Trigger.GetCustomAttribute<HttpTriggerAttribute>() is not null);

    private static bool IsTrigger(ParameterInfo parameter) => parameter.GetCustomAttributes().Any(attribute => attribute is TriggerBindingAttribute);
}

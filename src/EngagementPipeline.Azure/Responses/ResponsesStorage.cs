using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Responses;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Azure.Responses;

public static class ResponsesStorage
{
    /// <summary>Where answers, what is due of them, and their sums are kept.</summary>
    public static IServiceCollection AddResponsesStorage(this IServiceCollection services) => services
        .AddTable(ResponseRow.Table)
        .AddTable(ResponsesDueRow.Table)
        .AddTable(ResponsesByDayRow.Table)
        .AddTable(ResponseTotalRow.Table)
        .AddSingleton<IResponseStore, ResponseTable>()
        .AddSingleton<IResponsesDue, ResponsesDueTable>()
        .AddSingleton<IResponseSumStore, ResponseSumTable>();
}

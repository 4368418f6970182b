using EngagementPipeline.Core.Reports.Deliveries;

namespace EngagementPipeline.Pages.Desk.Reports;

/// <summary>Deliveries in plain words.</summary>
internal static class SayDeliveries
{
    public static string Name(ReportForm form) => form switch
    {
        ReportForm.Word => "Word document",
        ReportForm.Workbook => "Workbook",
        ReportForm.Csv => "CSV",
        _ => "Frozen file",
    };

    public static string State(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "Waiting",
        DeliveryState.Sending => "On its way",
        DeliveryState.Delivered => "Delivered",
        DeliveryState.NothingNew => "Nothing new",
        DeliveryState.ChangedThere => "Not touched",
        DeliveryState.Failed => "Not delivered",
        _ => "Not sent",
    };

    public static string? Mark(DeliveryState state) => state switch
    {
        DeliveryState.Delivered or DeliveryState.NothingNew => "yes",
        DeliveryState.ChangedThere or DeliveryState.Failed => "no",
        _ => "wait",
    };
}

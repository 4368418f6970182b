using EngagementPipeline.Pages.Desk.Api;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> ApiPages()
    {
        yield return ("api", Of<ApiPage, ApiView>(null, "/api-docs", new(
            [
                new("Voices and consent",
                [
                    new("PutConsent", "PUT", "/api/projects/{project}/consents/{consent}", "Records what a young person agreed to.", "engagement-worker, admin", null,
                        [new("project", "path: an id (UUID)", true), new("consent", "path: an id (UUID)", true)],
                        new("application/json", "65,536 bytes",
                            [new("participant", "an id (UUID)", true), new("youngPerson.how", "one of paper, online, spoken", true), new("competenceNote", "text, at most 500 characters", false)]),
                        ["200 application/json", "201 application/json"],
                        [new(409, "already-different", "This consent exists already, with other content"), new(413, "body-too-large", "The body is too large")]),
                    new("WithdrawByCode", "POST", "/api/my-voice/{code}/withdraw", "Takes words back with the code on a card.", "the public", "1,000 at once, then 2 a second",
                        [new("code", "path: text", true)], null, ["202 application/json"], [new(429, "too-many-requests", "That was very often, from where you are")]),
                ]),
                new("Reports",
                [
                    new("GetReport", "GET", "/api/reports/{file}", "The figures of a reporting year.", "report-author, admin", null, [], null,
                        ["200 application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, text/csv"], []),
                ]),
            ],
            [new(409, "already-different", "This consent exists already, with other content"), new(413, "body-too-large", "The body is too large")])));
    }
}

using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>From young people who speak to the counts of them in the report, through the whole app.</summary>
public sealed class PeopleInTheReportTests(AppFixture app)
{
    private static readonly string Year = ReportingYear.Of(TimeProvider.System.Today()).ToString();

    [Fact]
    public async Task Young_people_who_were_heard_are_counted_once_each_until_they_take_it_back()
    {
        var project = Fieldwork.AProject();
        project["title"] = $"Heard {Guid.NewGuid()}";
        var title = (string)project["title"]!;
        var session = Fieldwork.ASession();
        session["heldOn"] = TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var work = await Fieldwork.StartAsync(app, project: project, session: session);
        var codes = new List<string>();
        for (var i = 0; i < 7; i++)
            codes.Add(await SpeakAsync(work));

        // Projects with few young people stand together with the smallest of the others: this one, and not the one that is looked at.
        var other = await Fieldwork.StartAsync(app);
        for (var i = 0; i < 5; i++)
            await SpeakAsync(other);

        Assert.Equal(7, await CountedAsync("voices.young-people", title));
        Assert.Equal(1, await CountedAsync("sessions.held", title));

        await app.JsonAsync("POST", $"api/my-voice/{codes[0]}/withdraw", status: 202);

        Assert.Equal(6, await CountedAsync("voices.young-people", title));
    }

    /// <summary>Says two things, and gives the code of the consent.</summary>
    private async Task<string> SpeakAsync(Fieldwork work)
    {
        var participant = Guid.NewGuid().ToString();
        await app.JsonAsync("PUT", work.Path("participants", participant), Fieldwork.Worker, new { ageBand = "16-17" }, 201);
        var (consent, code) = await work.ConsentAsync(body => body["participant"] = participant);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        for (var i = 0; i < 2; i++)
        {
            await work.VoiceAsync(consent, approvedBy: null, change: body =>
            {
                body["participant"] = participant;
                body["capturedAt"] = now;
            });
        }

        return code;
    }

    private async Task<int> CountedAsync(string key, string title)
    {
        var trace = await app.JsonAsync("GET", $"api/reports/{Year}/figures/{key}/trace", "report-author");
        return trace.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("title").GetString() == title).GetProperty("value").GetInt32();
    }
}

using System.Globalization;
using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.MyVoice;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The pages where staff do for a young person what they ask: a file of everything, or everything gone. They work without scripts.</summary>
public sealed class RequestPageFunctions(DeskRequests desk)
{
    [Function("RequestsPage"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    public Task<IResult> Requests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests")] HttpRequest request, CancellationToken cancellationToken) =>
        desk.LookAsync(request, cancellationToken);

    /// <summary>A form with <c>code</c>: the card's.</summary>
    [Function("FindByCode"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    [Answers(404, "text/html")]
    public async Task<IResult> ByCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests")] HttpRequest request, CancellationToken cancellationToken) =>
        await desk.ByCodeAsync(await FormBody.ReadAsync(request), request, cancellationToken);

    [Function("PersonPage"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    public Task<IResult> Person(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{project}/{participant}")] HttpRequest request,
        string project,
        string participant,
        CancellationToken cancellationToken) =>
        desk.PersonAsync(project, participant, request, cancellationToken);

    /// <summary>A form with <c>act</c>: <c>hand-over</c> answers with the file, <c>erase</c> asks, <c>erase-now</c> erases.</summary>
    [Function("DoForPerson"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    [Answers(200, "application/zip")]
    public async Task<IResult> Do(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{project}/{participant}")] HttpRequest request,
        string project,
        string participant,
        CancellationToken cancellationToken) =>
        await desk.DoAsync(project, participant, await FormBody.ReadAsync(request), request, cancellationToken);
}

/// <summary>Gathers what those pages show, and does what their forms ask for.</summary>
public sealed class DeskRequests(FindPeopleHandler find, GatherEverything gather, HandOverHandler handOver, EraseEverythingHandler erase, EverythingFile file, ListProjectsHandler projects, ReadProjectHandler readProject)
{
    public async Task<IResult> LookAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var all = (await projects.HandleAsync(cancellationToken)).Items;
        if (request.Asks("project") is not { } asked)
            return request.Page<RequestsPage, RequestsView>(new(all));

        var reference = request.Asks("reference")?.Trim();
        DateOnly? on = DateOnly.TryParseExact(request.Asks("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return await DeskQuery.Find<ProjectId>(asked, "project").Then(id => LookAsync(id)).ToPageAsync<RequestsPage, RequestsView>(request);

        async Task<Result<RequestsView>> LookAsync(ProjectId project)
        {
            var view = new RequestsView(all, project, reference, on);
            if (on is null && string.IsNullOrEmpty(reference))
                return view with { Trouble = "Give a day, or a reference." };
            if (!string.IsNullOrEmpty(reference) && reference.Length < FindPeople.ShortestReference)
                return view with { Trouble = "A reference has six letters and digits." };
            return (await find.HandleAsync(new(project, string.IsNullOrEmpty(reference) ? null : reference, on), cancellationToken)).Map(found => view with { Found = found });
        }
    }

    public async Task<IResult> ByCodeAsync(Result<FormBody> sent, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!sent.Succeeded)
            return Answers.Refused(sent.Refusal);
        var found = await find.ByCodeAsync(sent.Value.One("code"), cancellationToken);
        return found.Succeeded
            ? PageOf(found.Value, request)
            : request.Page<RequestsPage, RequestsView>(new((await projects.HandleAsync(cancellationToken)).Items, UnknownCode: true), status: StatusCodes.Status404NotFound);
    }

    public async Task<IResult> PersonAsync(string project, string participant, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(project, participant, cancellationToken);
        return read.Succeeded ? PageOf(read.Value, request) : Answers.Refused(read.Refusal, request);
    }

    public async Task<IResult> DoAsync(string project, string participant, Result<FormBody> sent, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!sent.Succeeded)
            return Answers.Refused(sent.Refusal);
        var (form, why) = (sent.Value, sent.Value.One("why"));
        return form.One("act") switch
        {
            "hand-over" => await new HandOverRequest(form.One("lookedAt") == "yes", why).Parse(project, participant)
                .Then(command => handOver.HandleAsync(command, request.Actor(), cancellationToken))
                .Then(async held => await file.OfAsync(held, request))
                .AnswerAsync(answer => answer.Succeeded ? answer.Value : Refused(answer.Refusal)),
            "erase-now" => await EraseAsync(),
            "erase" => Of<ErasePersonPage, ErasePersonView>(await ReadAsync(project, participant, cancellationToken), read => new(read, why)),
            _ => await PersonAsync(project, participant, request, cancellationToken),
        };

        async Task<IResult> EraseAsync()
        {
            var asked = new EraseEverythingRequest(why).Parse(project, participant);
            if (!asked.Succeeded)
                return Refused(asked.Refusal);

            // Afterwards nobody could tell which pages showed their pictures.
            var held = await gather.GatherAsync(asked.Value.Project, asked.Value.Participant, Reach.AtOnce, cancellationToken);
            var erased = await erase.HandleAsync(asked.Value, request.Actor(), cancellationToken);
            var about = await readProject.HandleAsync(asked.Value.Project, cancellationToken);
            return !erased.Succeeded ? Refused(erased.Refusal)
                : about.Succeeded ? request.Page<PersonErasedPage, PersonErasedView>(new(about.Value, erased.Value, held?.Pages ?? []))
                : Refused(about.Refusal);
        }

        IResult Of<TPage, TView>(Result<PersonRead> read, Func<PersonRead, TView> view)
            where TPage : Pages.Desk.DeskPage<TView>
            where TView : notnull =>
            read.Succeeded ? request.Page<TPage, TView>(view(read.Value)) : Refused(read.Refusal);

        IResult Refused(Refusal refusal) => PageAnswers.RefusedPage(refusal, request);
    }

    private Task<Result<PersonRead>> ReadAsync(string project, string participant, CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => DeskQuery.Find<ParticipantId>(participant, "participant").Then(of => find.ReadAsync(id, of, cancellationToken)));

    private static IResult PageOf(PersonRead read, HttpRequest request) =>
        request.Page<PersonPage, PersonView>(new(read), read.Project.Id == Sample.Project);
}

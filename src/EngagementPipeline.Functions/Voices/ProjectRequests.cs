using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Functions.Voices;

/// <summary>
/// What <c>PUT /api/projects/{project}</c> takes. Beyond title and purpose all is optional: whether review needs a second person
/// (false), below which age a parent or carer answers too (16; 13 or 18), and whether a competence note may stand in for them
/// from 13 (false); and how long words and details are kept (<see cref="RetentionRequest"/>).
/// </summary>
public sealed record ProjectRequest(
    string? Title,
    string? Purpose,
    bool? ReviewBySecondPerson,
    int? ParentOrCarerBelow,
    bool? CompetenceNoteStandsIn,
    string? RetainUntil,
    int? WordsForMonths,
    int? DetailsForMonths)
{
    public Result<Project> Parse(string project)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var title = fields.Text(Title, "title", Project.LongestTitle);
        var purpose = fields.Text(Purpose, "purpose", Project.LongestPurpose);
        var below = ParentOrCarerBelow ?? ConsentRule.Default.ParentOrCarerBelow;
        if (!ConsentRule.Ages.Contains(below))
            fields.Error("parentOrCarerBelow", $"Must be one of: {string.Join(", ", ConsentRule.Ages)}.");

        var retention = RetentionRequest.Parse(fields, RetainUntil, WordsForMonths, DetailsForMonths);
        return fields.Build(() => new Project
        {
            Id = id,
            Title = title,
            Purpose = purpose,
            Rule = new(below, CompetenceNoteStandsIn ?? ConsentRule.Default.CompetenceNoteStandsIn),
            Retention = retention,
            ReviewBySecondPerson = ReviewBySecondPerson ?? false,
        });
    }
}

/// <summary>What <c>PUT …/sessions/{session}</c> takes.</summary>
public sealed record SessionRequest(string? HeldOn, string? Place, string? Setting, string? Phase, int? GroupSize)
{
    public Result<Session> Parse(string project, string session)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<SessionId>(session, "session");
        var heldOn = fields.Day(HeldOn, "heldOn");
        var place = fields.Text(Place, "place", Session.LongestPlace);
        var setting = fields.Name<Setting>(Setting, "setting");
        var phase = fields.Name<Phase>(Phase, "phase");
        var groupSize = fields.Number(GroupSize, "groupSize", 1, Session.LargestGroup);
        return fields.Build(() => new Session
        {
            Id = id,
            Project = projectId,
            HeldOn = heldOn,
            Place = place,
            Setting = setting,
            Phase = phase,
            GroupSize = groupSize,
        });
    }
}

/// <summary>What <c>PUT …/participants/{participant}</c> takes.</summary>
public sealed record ParticipantRequest(string? AgeBand, string? District, string? EthnicGroup, string? Sex)
{
    public Result<Participant> Parse(string project, string participant)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<ParticipantId>(participant, "participant");
        var age = fields.Name<AgeBand>(AgeBand, "ageBand");
        var district = fields.OptionalText(District, "district", Participant.LongestDetail);
        var ethnicGroup = fields.OptionalText(EthnicGroup, "ethnicGroup", Participant.LongestDetail);
        var sex = fields.OptionalText(Sex, "sex", Participant.LongestDetail);
        return fields.Build(() => new Participant
        {
            Id = id,
            Project = projectId,
            AgeBand = age,
            District = district,
            EthnicGroup = ethnicGroup,
            Sex = sex,
        });
    }
}

public sealed record ProjectAnswer(
    ProjectId Project,
    string Title,
    string Purpose,
    bool ReviewBySecondPerson,
    int ParentOrCarerBelow,
    bool CompetenceNoteStandsIn,
    bool Sample)
{
    public static ProjectAnswer Of(Project project) => new(
        project.Id,
        project.Title,
        project.Purpose,
        project.ReviewBySecondPerson,
        project.Rule.ParentOrCarerBelow,
        project.Rule.CompetenceNoteStandsIn,
        project.Id == Core.Shared.Sample.Project);
}

public sealed record SessionAnswer(SessionId Session, DateOnly HeldOn, string Place, Setting Setting, Phase Phase, int GroupSize)
{
    public static SessionAnswer Of(Session session) =>
        new(session.Id, session.HeldOn, session.Place, session.Setting, session.Phase, session.GroupSize);
}

/// <summary>Not what was optional: that is only ever read as sums.</summary>
public sealed record ParticipantAnswer(ParticipantId Participant, AgeBand AgeBand)
{
    public static ParticipantAnswer Of(Participant participant) => new(participant.Id, participant.AgeBand);
}

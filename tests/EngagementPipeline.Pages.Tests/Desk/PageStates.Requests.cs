using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk.Requests;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static Participant AnAsker => new()
    {
        Id = new(Numbered(401)),
        Project = AProject.Id,
        AgeBand = AgeBand.From13To15,
        District = "Northfield",
        AddedAt = At(1),
    };

    private static IEnumerable<(string Name, PageState State)> RequestPages()
    {
        var person = $"/requests/{AProject.Id}/{AnAsker.Id}";
        var found = new RequestsView(Projects(3), AProject.Id, null, Today, new(AProject, People(4), More: false));
        yield return ("requests", Of<RequestsPage, RequestsView>(Lead, "/requests", new(Projects(3))));
        yield return ("requests-empty", Of<RequestsPage, RequestsView>(Administrator, "/requests", new([])));
        yield return ("requests-found", Of<RequestsPage, RequestsView>(Administrator, "/requests", found));
        yield return ("requests-many", Of<RequestsPage, RequestsView>(Lead, "/requests", found with { Found = new(AProject, People(50), More: true) }));
        yield return ("requests-nobody", Of<RequestsPage, RequestsView>(Lead, "/requests", found with { Found = new(AProject, [], More: false) }));
        yield return ("requests-trouble", Of<RequestsPage, RequestsView>(Lead, "/requests", found with { Found = null, Trouble = "Give a day, or a reference." }));
        yield return ("requests-unknown-code", Of<RequestsPage, RequestsView>(Lead, "/requests", new(Projects(3), UnknownCode: true)));
        yield return ("person", Of<PersonPage, PersonView>(Lead, person, new(Asking(2))));
        yield return ("person-administrator", Of<PersonPage, PersonView>(Administrator with { Roles = new HashSet<Role> { Role.Admin } }, person, new(Asking(8)), sample: true));
        yield return ("person-empty", Of<PersonPage, PersonView>(Lead, person, new(Asking(0) with { Person = AnAsker with { District = null } })));
        yield return ("person-erased", Of<PersonPage, PersonView>(
            Lead, person, new(new(AProject, AnAsker with { District = null, DetailsErasedAt = At(9), ErasedAt = At(9) }, [new(AConsent(2) with { WithdrawnAt = At(9) }, ConsentState.Withdrawn)], 0))));
        yield return ("person-erase", Of<ErasePersonPage, ErasePersonView>(Administrator, person, new(Asking(2), "by letter")));
        yield return ("person-is-erased", Of<PersonErasedPage, PersonErasedView>(
            Administrator, person, new(AProject, new(AProject.Id, AnAsker.Id, At(9), [new(AConsent(1).Id, Today, NoteErased: true), new(AConsent(2).Id, Today.AddDays(30), NoteErased: false)], OnTheWay: 1), [APageOf("Challenge your bias"), APageOf("Before you know me")])));
        yield return ("person-is-erased-lead", Of<PersonErasedPage, PersonErasedView>(Lead, person, new(AProject, new(AProject.Id, AnAsker.Id, At(9), [], OnTheWay: 0), [APageOf("Before you know me")])));
    }

    private static HeldPage APageOf(string title) => new(new(Numbered(600)), default, title, Audience.Local, Now: false, Opened: 0, [Today], []);

    private static PersonRead Asking(int consents) => new(AProject, AnAsker, [.. Consents(consents).Select(consent => new PersonsConsent(consent, consent.StateOn(Today)))], Media: consents);

    private static List<FoundPerson> People(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new FoundPerson(new(Numbered(400 + i)), (AgeBand)(i % 4), i % 3 == 0 ? [Today, Today.AddDays(28)] : [Today]))];
}

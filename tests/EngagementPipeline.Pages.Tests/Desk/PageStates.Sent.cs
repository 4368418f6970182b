using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Pages.Desk.Announcements;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static readonly LetterOrigins Here = new(new("https://voices.example.org"), new("https://voices.example.org"));
    private static readonly CalendarMonth March = CalendarMonth.Of(new(2026, 3, 4));

    private static IEnumerable<(string Name, PageState State)> SentPages()
    {
        var everything = Enum.GetValues<OutboxKind>();
        yield return ("outbox-empty", Of<OutboxPage, OutboxView>(Lead, "/outbox", new(null, new([OutboxKind.Alert], new([], null), null, [DispatchKind.Alert], false, false))));
        yield return ("outbox-not-set-up", Of<OutboxPage, OutboxView>(
            Lead, "/outbox", new(null, new([OutboxKind.Alert], new([AnAlert(1, OutboxState.KeptHere), AnAlert(2, OutboxState.KeptHere)], "more"), null, [DispatchKind.Alert], false, false))));
        yield return ("outbox-no-address", Of<OutboxPage, OutboxView>(
            Lead, "/outbox", new(null, new([OutboxKind.Alert], new([AnAlert(1, OutboxState.KeptHere)], null), null, [DispatchKind.Alert], true, false))));
        yield return ("outbox", Of<OutboxPage, OutboxView>(Administrator, "/outbox", new(null, new(
            everything,
            new([AnAlert(1, OutboxState.NeedsSomebody), AnAlert(2, OutboxState.Sent), .. Enum.GetValues<OutboxState>().Select(ADigest), AStorySent(), AReportSent()], "more"),
            new(At(1), "Microsoft 365 did not send the mail: the app may not. Ask an administrator to let the app use this one mailbox (docs/graph.md)."),
            [DispatchKind.Alert, DispatchKind.Digest], true, true))));
        yield return ("outbox-stories", Of<OutboxPage, OutboxView>(Comms, "/outbox?kind=story", new(OutboxKind.Story, new([OutboxKind.Story], new([AStorySent()], null), null, [], true, true))));
        yield return ("digest", Of<DigestPage, DigestPageView>(Worker, "/digest", new(AMyDigest(ADigestOf(March), DispatchState.Sent), March.Next)));
        yield return ("digest-so-far", Of<DigestPage, DigestPageView>(Worker, "/digest?month=2026-03", new(AMyDigest(ADigestOf(March), null) with { Address = null }, March)));
        yield return ("digest-empty-off", Of<DigestPage, DigestPageView>(Worker, "/digest", new(
            AMyDigest(new(March, 0, 0, 0, null, [], []), DispatchState.NotWanted) with { Wanted = false, Address = null, IsMailSetUp = false }, March.Next)));
        yield return ("digest-failed", Of<DigestPage, DigestPageView>(Worker, "/digest", new(AMyDigest(ADigestOf(March), DispatchState.Failed) with { Known = null, Address = null }, March.Next)));
        foreach (var (name, view) in new[]
        {
            ("none", new DigestMailView(null, null)),
            ("forgotten", new(new(AKey, null), null)),
            ("on", new(new(AKey, new(Worker.Id, "sam.invented@county.example", Off: false, new(2026, 3, 9))), null)),
            ("off", new(new(AKey, new(Worker.Id, null, Off: true, new(2026, 3, 9))), false)),
            ("on-again", new(new(AKey, new(Worker.Id, null, Off: false, new(2026, 3, 9))), true)),
        })
            yield return ($"digest-mail-{name}", Of<DigestMailPage, DigestMailView>(null, "/digest/mail", view));
    }

    private static readonly string AKey = new('a', 64);

    private static OutboxItem AnAlert(int i, OutboxState state)
    {
        var kind = (AnnouncementKind)(i % 2);
        var text = AlertText.Of(kind, AProject.Title, At(i), Here);
        return new()
        {
            Kind = OutboxKind.Alert,
            At = At(i),
            Key = $"{i}",
            What = text.Subject,
            Told = kind,
            Project = i == 2 ? null : AProject.Title,
            To = "The safeguarding lead, lead@county.example",
            By = i == 2 ? "The young person" : Worker.Name,
            State = state,
            SentAt = state == OutboxState.Sent ? At(i) : null,
            Next = state == OutboxState.NeedsSomebody ? "Microsoft 365 did not send the mail: the app may not. Ask an administrator to let the app use this one mailbox (docs/graph.md)." : null,
            Link = "/safeguarding",
            Letter = text,
        };
    }

    private static OutboxItem ADigest(OutboxState state) => new()
    {
        Kind = OutboxKind.Digest,
        At = At(4),
        Key = Kebab.Of(state),
        What = "Digest of February 2026",
        To = "An engagement worker",
        State = state,
        SentAt = state == OutboxState.Sent ? At(5) : null,
        Next = state switch
        {
            OutboxState.Over => "Nothing happened in that month, so nothing is sent.",
            OutboxState.NeedsSomebody => "Microsoft 365 did not send the mail: the address is not known there.",
            _ => null,
        },
    };

    private static OutboxItem AStorySent() => new()
    {
        Kind = OutboxKind.Story,
        At = At(6),
        Key = "story",
        What = "Look again",
        To = "heads@county.example",
        By = Comms.Name,
        State = OutboxState.Sent,
        SentAt = At(6),
        Link = "/stories/1/announce",
    };

    private static OutboxItem AReportSent() => new()
    {
        Kind = OutboxKind.Report,
        At = At(7),
        Key = "report",
        What = "Annual report 2025-26.docx",
        To = "The report’s library",
        By = "An invented author",
        State = OutboxState.UnderWay,
        Link = "/reports/2025-26#library",
    };

    private static Digest ADigestOf(CalendarMonth month) => new(
        month, 12, 9, 3, null,
        [new("Look again", SlugOf("look-again"), new(2026, 3, 9), IsNew: true, 1_312), new("What teachers do not see", SlugOf("teachers"), new(2025, 11, 2), IsNew: false, 0)],
        [new("Guards at the centre have a day of training on bias, and wear their names.", new(2026, 3, 20), "the partnership’s board"), new("The bus company was written to.", new(2026, 3, 2), null)]);

    private static MyDigest AMyDigest(Digest digest, DispatchState? state) => new(
        digest, DigestText.Of(digest, Here, AKey), IsMailSetUp: true, Wanted: true, "sam.invented@county.example", "sam.invented@county.example",
        state is { } now
            ? Dispatch.Of(Worker.Id, digest.Month, At(1)) with { State = now, SentAt = now == DispatchState.Sent ? At(9) : null, Trouble = now == DispatchState.Failed ? "Microsoft 365 did not send the mail: it is not there." : null }
            : null);
}

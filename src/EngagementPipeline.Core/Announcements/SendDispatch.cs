using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Announcements;

/// <summary>
/// Sends one mail to one of our own. It notes that it begins before anything goes out, and the mailbox looks whether it went before it goes: so a message that comes twice, or a crash
/// anywhere, sends nothing twice (docs/decisions/0018).
/// </summary>
public sealed class SendDispatchHandler(
    IDispatches dispatches, IDigestReaders readers, ComposeDigest compose, DigestLinks links, IProjectStore projects, IMail mail, LetterOrigins origins, TimeProvider clock)
{
    /// <summary>After so many that came to nothing somebody has to look at a digest. An alert is never given up.</summary>
    public const int MostTries = 8;

    /// <summary>Who began and has not told what came of it by then has crashed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>An alert that waits for longer is said to the lead and to administrators, and in the log.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>An alert that somebody has to put right is tried again by itself, should they have.</summary>
    private static readonly TimeSpan AllTheSame = TimeSpan.FromHours(1);

    /// <summary>How it stands after; null where there was nothing to be done.</summary>
    public async Task<Dispatch?> HandleAsync(DispatchKind kind, string key, CancellationToken cancellationToken)
    {
        if (await dispatches.FindAsync(kind, key, cancellationToken) is not { } found || !found.Value.IsOpen || !(found.Value.DueAt <= clock.GetUtcNow()))
            return null;
        var old = found.Value;
        if (kind == DispatchKind.Digest && old.Tries >= MostTries)
            return await EndAsync(Failed(old, old.Trouble ?? "Something went wrong on our side each time it was tried. Try again; if that goes on, tell whoever looks after this service."), found.Mark, cancellationToken);

        var begun = old with { State = DispatchState.Sending, Tries = old.Tries + 1, DueAt = clock.GetUtcNow() + Patience };
        // Of two that run at once one goes on.
        if (!await dispatches.ReplaceAsync(begun, found.Mark, cancellationToken) || await dispatches.FindAsync(kind, key, cancellationToken) is not { } held)
            return null;

        Dispatch next;
        try
        {
            next = kind == DispatchKind.Alert ? await AlertAsync(begun, cancellationToken) : await DigestAsync(begun, cancellationToken);
        }
        catch (OutsideException fault)
        {
            next = fault.IsPassing || fault.Kind == OutsideFaultKind.Standing ? Again(begun, fault) : Failed(begun, fault.Message);
        }

        return await EndAsync(next, held.Mark, cancellationToken);
    }

    private async Task<Dispatch> EndAsync(Dispatch dispatch, string mark, CancellationToken cancellationToken)
    {
        await dispatches.ReplaceAsync(dispatch, mark, cancellationToken);
        return dispatch;
    }

    private async Task<Dispatch> AlertAsync(Dispatch one, CancellationToken cancellationToken)
    {
        if (!mail.IsThere || mail.Leads is [])
            return Done(one, DispatchState.InOutbox);
        var project = await projects.FindAsync(one.Project!.Value, cancellationToken);
        var text = AlertText.Of(one.About!.Value, project?.Title, one.At, origins);
        await mail.SendOnceAsync(one.MailKey, new(mail.Leads, text.Subject, text.Html), cancellationToken);
        return Done(one, DispatchState.Sent);
    }

    private async Task<Dispatch> DigestAsync(Dispatch one, CancellationToken cancellationToken)
    {
        if (await readers.FindAsync(one.Worker!, cancellationToken) is not { Value: { Off: false, Address: { } address } })
            return Done(one, DispatchState.NotWanted);
        var digest = await compose.HandleAsync(one.Worker!, one.Month!.Value, cancellationToken);
        if (digest.IsEmpty)
            return Done(one, DispatchState.NothingToSay);
        if (!mail.IsThere)
            return Done(one, DispatchState.InOutbox);
        var text = DigestText.Of(digest, origins, await links.KeyOfAsync(one.Worker!, cancellationToken));
        await mail.SendOnceAsync(one.MailKey, new([address], text.Subject, text.Html), cancellationToken);
        return Done(one, DispatchState.Sent);
    }

    private Dispatch Done(Dispatch one, DispatchState state) => one with
    {
        State = state,
        DueAt = null,
        Tries = 0,
        Trouble = null,
        SentAt = state == DispatchState.Sent ? clock.GetUtcNow() : null,
    };

    private Dispatch Again(Dispatch one, OutsideException fault)
    {
        var wait = fault.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 30 * Math.Pow(2, one.Tries - 1)));
        return one with { State = DispatchState.Waiting, DueAt = clock.GetUtcNow() + wait, Trouble = fault.Message };
    }

    private Dispatch Failed(Dispatch one, string trouble) => one with
    {
        State = DispatchState.Failed,
        DueAt = one.Kind == DispatchKind.Alert ? clock.GetUtcNow() + AllTheSame : null,
        Trouble = trouble,
    };
}

/// <summary>Every minute: asks for what is due.</summary>
public sealed class RunDispatchesHandler(IDispatches dispatches, IDispatchRequests requests, TimeProvider clock)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<DispatchKind>())
        {
            foreach (var due in (await dispatches.OpenAsync(kind, cancellationToken)).Where(one => one.DueAt <= clock.GetUtcNow()))
                await requests.SendAsync(kind, due.Key, cancellationToken);
        }
    }
}

/// <summary>Tries those of one kind again that failed, once somebody has done what they said.</summary>
public sealed class RetryDispatchesHandler(IDispatches dispatches, IDispatchRequests requests, IAudit audit, TimeProvider clock)
{
    /// <summary>How many.</summary>
    public async Task<Result<int>> HandleAsync(DispatchKind kind, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!MayRetry(kind, by))
            return Refusals.WrongRole;
        var failed = (await dispatches.OpenAsync(kind, cancellationToken)).Where(one => one.State == DispatchState.Failed).ToList();
        if (failed is [])
            return 0;
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "mails-retried", Kebab.Of(kind)), cancellationToken);
        var again = 0;
        foreach (var one in failed)
        {
            if (await dispatches.FindAsync(kind, one.Key, cancellationToken) is not { Value.State: DispatchState.Failed } found
                || !await dispatches.ReplaceAsync(found.Value with { State = DispatchState.Waiting, Tries = 0, DueAt = clock.GetUtcNow() }, found.Mark, cancellationToken))
                continue;
            again++;
            await requests.SendAsync(kind, one.Key, cancellationToken);
        }

        return again;
    }

    /// <summary>Administrators look after mail, and the lead after what is for them.</summary>
    public static bool MayRetry(DispatchKind kind, Actor by) =>
        by?.Roles.Contains(Role.Admin) == true || (kind == DispatchKind.Alert && by?.Roles.Contains(Role.SafeguardingLead) == true);
}

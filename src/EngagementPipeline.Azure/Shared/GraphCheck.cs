using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Shared;

/// <summary>Signs in, reads the site and looks into the mailbox. Permissions given in Exchange stand in no token, so the mailbox itself is asked.</summary>
public sealed class GraphCheck(GraphConnection graph) : ICheckOutside
{
    private static readonly GraphJob ReadSite = new("read the site", "Sites.Selected with write on the site", "Ask an administrator to let the app write to this one site (docs/graph.md).");

    private static readonly GraphJob ReadMailbox = new("look into the mailbox", "Mail.ReadWrite and Mail.Send on the mailbox", "Ask an administrator to let the app use this one mailbox (docs/graph.md).");

    /// <summary>Any of them is more than the app needs: it holds for every site, or for every mailbox. Reading all sites or files is needed for views counted elsewhere (docs/elsewhere.md).</summary>
    private static readonly string[] TooMuch = ["Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All", "Files.ReadWrite.All", "Mail.Send", "Mail.ReadWrite", "Mail.Read"];

    public async Task<IReadOnlyList<OutsideFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        var settings = graph.Settings;
        var findings = new List<OutsideFinding>();
        if (settings.HasSite || settings.HasMailbox)
            findings.Add(await FindAsync("Signing in", SignInAsync, cancellationToken));
        findings.Add(settings.HasSite
            ? await FindAsync("The SharePoint site", SiteAsync, cancellationToken)
            : new("The SharePoint site", OutsideStanding.NotSetUp, "No site is set (Graph__Site). News pages stay in the outbox of their story."));
        findings.Add(settings.HasMailbox
            ? await FindAsync("The mailbox", MailboxAsync, cancellationToken)
            : new("The mailbox", OutsideStanding.NotSetUp, "No mailbox is set (Graph__Sender). Mails stay in the outbox."));
        if (settings is { HasMailbox: true, Lists: [] })
            findings.Add(new("The distribution lists", OutsideStanding.NeedsSomebody, "No list is set (Graph__Lists), so no story can be announced by mail."));
        if (settings is { HasMailbox: true, Leads: [] })
            findings.Add(new("The safeguarding lead’s address", OutsideStanding.NeedsSomebody, "No address is set (Graph__SafeguardingLead), so alerts stay in the outbox and nobody is told by mail."));
        return findings;
    }

    private static async Task<OutsideFinding> FindAsync(string what, Func<CancellationToken, Task<(OutsideStanding Standing, string Says)>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var (standing, says) = await ask(cancellationToken);
            return new(what, standing, says);
        }
        catch (OutsideException fault)
        {
            return OutsideFinding.Of(what, fault);
        }
    }

    private async Task<(OutsideStanding Standing, string Says)> SignInAsync(CancellationToken cancellationToken)
    {
        var held = await graph.PermissionsAsync(cancellationToken);
        var excess = held.Intersect(TooMuch, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (excess is not [])
            return (OutsideStanding.NeedsSomebody, $"The app signs in, and holds more than it needs: {string.Join(", ", excess)}. Take that away where the tenant allows it, and limit it otherwise (docs/graph.md).");
        return graph.Settings is { HasSite: true, IsStandIn: false } && !held.Contains("Sites.Selected", StringComparer.Ordinal)
            ? (OutsideStanding.NeedsSomebody, "The app signs in, but lacks Sites.Selected. Ask an administrator to grant it (docs/graph.md).")
            : (OutsideStanding.Works, "The app signs in by its managed identity, and holds no more than it needs.");
    }

    private async Task<(OutsideStanding Standing, string Says)> SiteAsync(CancellationToken cancellationToken)
    {
        var site = await graph.AskAsync(ReadSite, (client, token) => client.Sites[graph.Settings.Site].GetAsync(cancellationToken: token), cancellationToken);
        return (OutsideStanding.Works, $"The app finds the site “{site?.DisplayName}”. Whether it may write there shows with the first page.");
    }

    private async Task<(OutsideStanding Standing, string Says)> MailboxAsync(CancellationToken cancellationToken)
    {
        await graph.AskAsync(
            ReadMailbox,
            (client, token) => client.Users[graph.Settings.Sender].Messages.GetAsync(
                request =>
                {
                    request.QueryParameters.Select = ["id"];
                    request.QueryParameters.Top = 1;
                },
                token),
            cancellationToken);
        return (OutsideStanding.Works, "The app may use the mailbox. Whether it may send shows with the first mail.");
    }
}

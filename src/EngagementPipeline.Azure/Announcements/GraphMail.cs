using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using Microsoft.Graph.Models;

namespace EngagementPipeline.Azure.Announcements;

/// <summary>
/// Mail from the one mailbox. A draft that carries the key is made, then sent; a draft can be sent once, and keeps its id when it moves to the sent ones. So whoever looks for the key sees
/// which step was the last (docs/decisions/0018).
/// </summary>
public sealed class GraphMail(GraphConnection graph) : IMail
{
    /// <summary>A property of the message that nobody sees; the id is ours alone.</summary>
    private const string Property = "String {6f2b8f0e-54c1-4d3a-9a57-0b6c2f3d8e11} Name EngagementPipelineKey";

    private const string Immutable = "IdType=\"ImmutableId\"";
    private const string Hint = "Ask an administrator to let the app use this one mailbox (docs/graph.md).";

    public static readonly GraphJob Job = new("send the mail", "Mail.ReadWrite and Mail.Send on the mailbox", Hint);

    private string Mailbox => graph.Settings.Sender ?? throw new InvalidOperationException("No mailbox is set.");

    public bool IsThere => graph.Settings.HasMailbox;

    public IReadOnlyList<string> Lists => graph.Settings.Lists;

    public IReadOnlyList<string> Leads => graph.Settings.Leads;

    public async Task SendOnceAsync(string key, Letter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var known = await FindAsync(key, cancellationToken);
        if (known.Exists(message => message.IsDraft == false))
            return;
        var draft = known.Find(message => message.IsDraft == true) ?? await DraftAsync(key, letter, cancellationToken);
        await graph.AskAsync(
            Job,
            (client, token) => client.Users[Mailbox].Messages[draft!.Id].Send.PostAsync(request => request.Headers.Add("Prefer", Immutable), token),
            cancellationToken);
    }

    private async Task<List<Message>> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await graph.AskAsync(
            Job,
            (client, token) => client.Users[Mailbox].Messages.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{Property}' and ep/value eq '{key}')";
                    request.QueryParameters.Select = ["id", "isDraft"];
                    request.Headers.Add("Prefer", Immutable);
                },
                token),
            cancellationToken);
        return found?.Value ?? [];
    }

    private Task<Message?> DraftAsync(string key, Letter letter, CancellationToken cancellationToken) => graph.AskAsync(
        Job,
        (client, token) => client.Users[Mailbox].Messages.PostAsync(
            new()
            {
                Subject = letter.Subject,
                Body = new() { ContentType = BodyType.Html, Content = letter.Html },
                ToRecipients = letter.To.Select(address => new Recipient { EmailAddress = new() { Address = address } }).ToList(),
                SingleValueExtendedProperties = [new() { Id = Property, Value = key }],
            },
            request => request.Headers.Add("Prefer", Immutable),
            token),
        cancellationToken);
}

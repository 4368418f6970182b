using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

using Response = EngagementPipeline.Core.Responses.Response;

namespace EngagementPipeline.Azure.Responses;

/// <summary>
/// One partition a story. An answer is one transaction: the claim on its id, what it counts for, and its words. So it is there whole or not at all, and once.
/// </summary>
public sealed class ResponseTable(Storage storage) : IResponseStore
{
    private readonly TableClient _responses = storage.Table(ResponseRow.Table);

    public async Task<DateOnly> AddAsync(Response response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        try
        {
            await _responses.SubmitTransactionAsync(RowsOf(response).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return response.Day;
        }
        catch (RequestFailedException standing) when (standing.Status == 409)
        {
            // Erased meanwhile: then there is nothing to add up on either day.
            var claim = await _responses.FindAsync<ResponseIdRow>(response.Story.ToString(), ResponseIdRow.KeyOf(response.Id), cancellationToken);
            return claim is null ? response.Day : Days.Parse(claim.Day);
        }
    }

    public async IAsyncEnumerable<(string Card, IReadOnlyList<string> Cells)> OfDayAsync(
        StoryId story, DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = ResponseRow.StartOf(Days.Of(day));
        await foreach (var row in _responses.ReadAllAsync<ResponseRow>(
            $"PartitionKey eq {story.ToString()} and RowKey ge {start} and RowKey lt {Days.After(start)}", cancellationToken))
            yield return (row.Card, row.Cells.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public async Task<Core.Shared.Page<ReaderText>> TextsAsync(StoryId story, TextStatus status, string? after, int size, CancellationToken cancellationToken)
    {
        var start = ResponseTextRow.StartOf(status);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {story.ToString()} and RowKey gt {start + after} and RowKey lt {Days.After(start)}");
        var rows = await _responses.QueryAsync<ResponseTextRow>(filter, maxPerPage: size + 1, cancellationToken: cancellationToken).Take(size + 1).ToListAsync(cancellationToken);
        return new([.. rows.Take(size).Select(row => row.ToText(status))], rows.Count > size ? rows[size - 1].RowKey[start.Length..] : null);
    }

    public async Task<IReadOnlyList<ReaderText>> TextsOfAsync(StoryId story, ResponseId response, CancellationToken cancellationToken)
    {
        if (await _responses.FindAsync<ResponseIdRow>(story.ToString(), ResponseIdRow.KeyOf(response), cancellationToken) is not { } claim)
            return [];

        var texts = new List<ReaderText>();
        foreach (var status in Enum.GetValues<TextStatus>())
        {
            var start = ResponseTextRow.StartOf(status, claim.Day, response);
            await foreach (var row in _responses.ReadAllAsync<ResponseTextRow>(
                $"PartitionKey eq {story.ToString()} and RowKey ge {start} and RowKey lt {Days.After(start)}", cancellationToken))
                texts.Add(row.ToText(status));
        }

        return texts;
    }

    public async Task<bool> ApproveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken)
    {
        if (await FindAsync(story, text, cancellationToken) is not { } pending)
            return false;

        if (await _responses.CopyAsync(pending, cancellationToken) is not { } approved)
            return false;
        approved.RowKey = pending.KeyAs(TextStatus.Approved);
        try
        {
            await _responses.SubmitTransactionAsync(
                [new(TableTransactionActionType.Delete, pending, pending.ETag), new(TableTransactionActionType.Add, approved)], cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    public async Task<bool> RemoveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken)
    {
        if (await FindAsync(story, text, cancellationToken) is not { } row)
            return false;
        try
        {
            // Of what is gone already the client says so, and throws nothing.
            return (await _responses.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken)).Status != 404;
        }
        catch (RequestFailedException moved) when (moved.Status == 412)
        {
            return false;
        }
    }

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => _responses.DeletePartitionAsync(story.ToString(), cancellationToken);

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) =>
        _responses.DeleteAllAsync(TableClient.CreateQueryFilter($"Project eq {project.ToString()}"), cancellationToken);

    private Task<ResponseTextRow?> FindAsync(StoryId story, ReaderText text, CancellationToken cancellationToken) =>
        _responses.FindAsync<ResponseTextRow>(
            story.ToString(), ResponseTextRow.StartOf(text.Status, Days.Of(text.Day), text.Response) + text.Question, cancellationToken);

    private static IEnumerable<ITableEntity> RowsOf(Response response)
    {
        var (story, project, day) = (response.Story.ToString(), response.Project.ToString(), Days.Of(response.Day));
        yield return new ResponseIdRow { PartitionKey = story, RowKey = ResponseIdRow.KeyOf(response.Id), Project = project, Day = day };
        yield return new ResponseRow
        {
            PartitionKey = story,
            RowKey = ResponseRow.StartOf(day) + response.Id.Value,
            Project = project,
            Card = response.Card,
            Cells = string.Join(' ', response.Answer.Cells),
        };
        foreach (var text in response.Answer.Texts)
        {
            var row = new ResponseTextRow
            {
                PartitionKey = story,
                Project = project,
                Response = response.Id.Value,
                Card = response.Card,
                Question = text.Question,
                Words = text.Words,
                Day = day,
            };
            row.RowKey = row.KeyAs(TextStatus.Pending);
            yield return row;
        }
    }
}

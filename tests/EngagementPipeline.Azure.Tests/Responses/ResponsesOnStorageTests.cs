using System.Text.Json;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Responses;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Responses;

/// <summary>Answers from being received to being shown and removed, on real storage, for stories that are published because the test says so.</summary>
public sealed class ResponsesOnStorageTests(AzuriteFixture azurite) : IAsyncLifetime, IPublishedStories, IAudit
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly Disclosure Five = new(5);

    private readonly Storage _storage = TestStorage.Of(azurite);
    private readonly StoryId _story = new(Guid.NewGuid());
    private readonly ProjectId _project = new(Guid.NewGuid());
    private bool _erased;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ResponseTable Responses => new(_storage);

    private ResponseSumTable Sums => new(_storage);

    private ResponsesDueTable Due => new(_storage);

    private AskedCardTable Asked => new(_storage);

    private KnownQuestions Questions => new(this, Asked, TimeProvider.System);

    private RollUpResponsesHandler RollUp => new(Due, Responses, Sums, Questions, Five);

    private ReadResponsesHandler Read => new(Questions, Sums, Responses, Five);

    public async ValueTask InitializeAsync()
    {
        foreach (var table in new[] { "Responses", "ResponsesDue", "ResponsesByDay", "ResponseTotals", "AskedCards" })
            await _storage.Table(table).CreateIfNotExistsAsync(Token);
        await Asked.RecordAsync(
            _story, 1,
            [
                new HeadingCard("h", "Nothing asked", 2),
                new PollCard("poll", "Which?", [new("a", "A"), new("b", "B")]),
                new FeedbackCard("feedback", [new("how", FeedbackKind.Scale, "How?"), new("why", FeedbackKind.Text, "Why?")]),
            ],
            Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_id_counts_once_whoever_sends_it_at_once_and_on_whichever_day()
    {
        var id = NewId();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Responses.AddAsync(AResponse("poll", n % 2 == 0 ? "a" : "b", id), Token)));
        var again = await Responses.AddAsync(AResponse("poll", "a", id, Monday.AddDays(1)), Token);

        Assert.Equal(Monday, again);
        Assert.Single(await Responses.OfDayAsync(_story, Monday, Token).ToListAsync(Token));
        Assert.Empty(await Responses.OfDayAsync(_story, Monday.AddDays(1), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Adding_up_again_or_twice_at_once_changes_nothing()
    {
        foreach (var day in new[] { Monday, Monday.AddDays(1) })
            for (var n = 0; n < 6; n++)
                await KeepAsync(AResponse("poll", n < 2 ? "b" : "a", day: day));

        await RollUp.HandleAsync(Token);
        var first = await RowsAsync();
        await Due.MarkAsync(_story, Monday, Token);
        await Due.MarkAsync(_story, Monday.AddDays(1), Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RollUp.HandleAsync(Token)));

        Assert.Equal(first, await RowsAsync());
        var total = Assert.Single(await Sums.TotalsAsync(_story, Token));
        Assert.Equal((12, 8, 4), (total.Answers, total.Counted(Five).Count("a"), total.Counted(Five).Count("b")));
        Assert.Equal(6, Assert.Single(await Sums.ReadAsync(_story, Monday, Monday, Token).ToListAsync(Token)).Sums.Answers);
    }

    [Fact]
    public async Task A_slower_one_does_not_put_back_what_it_found()
    {
        await Sums.ReplaceAsync(new(_story, _project, Monday, "poll", Counts(("a", 7))), Token);
        await Sums.ReplaceAsync(new(_story, _project, Monday, "poll", Counts(("a", 6))), Token);
        await Sums.ReplaceTotalAsync(Total(Counts(("a", 7))), Five, Token);
        await Sums.ReplaceTotalAsync(Total(Counts(("a", 6))), Five, Token);

        Assert.Equal(7, Assert.Single(await Sums.ReadAsync(_story, Monday, Monday, Token).ToListAsync(Token)).Sums.Answers);
        Assert.Equal(7, Assert.Single(await Sums.TotalsAsync(_story, Token)).Answers);
    }

    [Fact]
    public async Task What_comes_while_a_day_is_added_up_is_due_again()
    {
        await KeepAsync(AResponse("poll", "a"));
        var listed = (await Due.ListAsync(Token)).Single(day => day.Story == _story);
        await KeepAsync(AResponse("poll", "b"));

        await Due.SettledAsync(listed, Token);
        Assert.Contains(await Due.ListAsync(Token), day => day.Story == _story);
        await RollUp.HandleAsync(Token);

        Assert.Equal(2, Assert.Single(await Sums.TotalsAsync(_story, Token)).Answers);
        Assert.DoesNotContain(await Due.ListAsync(Token), day => day.Story == _story);
    }

    /// <summary>Before 27 November 2026 a total did not tell years apart.</summary>
    [Fact]
    public async Task A_total_without_years_is_read_from_its_days_and_gets_them()
    {
        await Sums.ReplaceAsync(new(_story, _project, Monday, "poll", Counts(("a", 7))), Token);
        var total = new TableEntity(_story.ToString(), "poll") { ["Project"] = _project.ToString(), ["Answers"] = 7L, ["Cells"] = """{"a":7}""", ["ToldAnswers"] = 5L, ["ToldCells"] = """{"a":5}""" };
        await _storage.Table("ResponseTotals").AddEntityAsync(total, Token);

        await ReadsAsync();
        await Sums.ReplaceTotalAsync(Total(Counts(("a", 7))), Five, Token);
        await ReadsAsync();
        TableEntity now = await _storage.Table("ResponseTotals").GetEntityAsync<TableEntity>(_story.ToString(), "poll", cancellationToken: Token);
        Assert.Equal((false, """{"2026-27":{"Answers":7,"Cells":{"a":7}}}"""), (now.ContainsKey("Cells"), now.GetString("Years")));

        async Task ReadsAsync()
        {
            var read = Assert.Single(await Sums.TotalsAsync(_story, Token));
            Assert.Equal((7, 7, 5), (read.Answers, read.Counted(Five).Count("a"), read.Told?.Answers));
        }
    }

    [Fact]
    public async Task The_public_is_told_in_steps()
    {
        foreach (var (answers, told) in new[] { (4, 0), (5, 5), (9, 5), (10, 10), (30, 30), (33, 30) })
        {
            await Sums.ReplaceTotalAsync(Total(Counts(("a", answers))), Five, Token);
            Assert.Equal(told, Assert.Single(await Sums.TotalsAsync(_story, Token)).Told?.Answers ?? 0);
        }
    }

    /// <summary>Beside the year's report they would be what is left over (docs/figures.md, "Answers").</summary>
    [Fact]
    public async Task A_year_in_which_few_answered_counts_for_nobody()
    {
        for (var n = 0; n < 12; n++)
            await KeepAsync(AResponse("poll", n < 6 ? "b" : "a"));
        for (var n = 0; n < 4; n++)
            await KeepAsync(AResponse("poll", "a", day: Monday.AddYears(1)));
        await RollUp.HandleAsync(Token);

        var read = await Read.HandleAsync(_story, Token);
        var toAll = await Read.PublicAsync(_story, Token);

        Assert.Equal(12, read.Value.Cards.Single(card => card.Card == "poll").Answers);
        Assert.Equal(12, Assert.Single(await Sums.TotalsAsync(_story, Token)).Told?.Answers);
        Assert.Equal(5, toAll.Value["poll"].Options["a"]);

        await KeepAsync(AResponse("poll", "a", day: Monday.AddYears(1)));
        await RollUp.HandleAsync(Token);
        Assert.Equal(17, (await Read.HandleAsync(_story, Token)).Value.Cards.Single(card => card.Card == "poll").Answers);
    }

    [Fact]
    public async Task An_answer_that_is_not_added_up_keeps_its_year_open()
    {
        var sums = new ReadResponseSums(Sums, Due, Asked);
        await KeepAsync(AResponse("poll", "a", day: new(2031, 3, 31)));
        Assert.True(await sums.IsOpenAsync(new(2030, 4, 1), new(2031, 3, 31), Token));
        Assert.False(await sums.IsOpenAsync(new(2031, 4, 1), new(2032, 3, 31), Token));

        await RollUp.HandleAsync(Token);
        Assert.False(await sums.IsOpenAsync(new(2030, 4, 1), new(2031, 3, 31), Token));
    }

    [Fact]
    public async Task Words_wait_for_review_and_go_for_good_when_they_are_removed()
    {
        var (kept, gone) = (NewId(), NewId());
        await KeepAsync(WithWords(kept, "Invented words to keep."));
        await KeepAsync(WithWords(gone, "Invented words that name somebody."));
        await RollUp.HandleAsync(Token);
        Assert.Empty((await Shown()).SelectMany(text => text));

        await ReviewAsync(kept, TextDecision.Approve);
        await ReviewAsync(kept, TextDecision.Approve); // said again: changes nothing
        await ReviewAsync(gone, TextDecision.Approve);
        Assert.Equal(2, (await Shown()).Sum(texts => texts.Count));
        await ReviewAsync(gone, TextDecision.Reject);

        Assert.Equal(["Invented words to keep."], (await Shown()).SelectMany(texts => texts));
        Assert.Equal(404, (await Review.HandleAsync(new(_story, gone, null, TextDecision.Approve), StoryComms, Token)).Refusal!.Status);
        Assert.DoesNotContain("name somebody", string.Join('\n', await RowsAsync()), StringComparison.Ordinal);
        Assert.Equal(2, (await Sums.TotalsAsync(_story, Token)).Single(total => total.Card == "feedback").Years.Single().Value.Count("why")); // that somebody wrote stays counted
    }

    [Fact]
    public async Task Reviewers_who_decide_at_once_leave_one_decision()
    {
        for (var run = 0; run < 8; run++)
        {
            var id = NewId();
            await KeepAsync(WithWords(id, "Invented words."));
            await Task.WhenAll(
                Review.HandleAsync(new(_story, id, "why", TextDecision.Approve), StoryComms, Token),
                Review.HandleAsync(new(_story, id, "why", TextDecision.Reject), StoryComms, Token));

            Assert.Empty(await Responses.TextsOfAsync(_story, id, Token));
        }
    }

    [Fact]
    public async Task Texts_come_a_page_at_a_time()
    {
        for (var n = 0; n < 7; n++)
            await KeepAsync(WithWords(NewId(), $"Invented words {n}."));

        var words = new List<string>();
        string? after = null;
        do
        {
            var page = await Responses.TextsAsync(_story, TextStatus.Pending, after, 3, Token);
            words.AddRange(page.Items.Select(text => text.Words));
            after = page.Continue;
        }
        while (after is not null);

        Assert.Equal(7, words.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Erasing_a_project_leaves_nothing_of_its_readers_answers_even_of_one_on_its_way()
    {
        await KeepAsync(WithWords(NewId(), "Invented words."));
        await RollUp.HandleAsync(Token);
        var other = new StoryId(Guid.NewGuid());
        await Responses.AddAsync(AResponse("poll", "a") with { Story = other, Project = new(Guid.NewGuid()) }, Token);

        await new EraseResponses(Responses, Sums).EraseAsync(_project, Token);
        await new EraseResponses(Responses, Sums).EraseAsync(_project, Token);
        Assert.Empty(await RowsAsync());
        Assert.Single(await Responses.OfDayAsync(other, Monday, Token).ToListAsync(Token));

        // Its story was looked up before it was erased, and it is kept after.
        _erased = true;
        await KeepAsync(WithWords(NewId(), "Invented words that come too late."));
        await RollUp.HandleAsync(Token);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Questions_of_every_published_version_are_known_the_newest_first()
    {
        var story = new StoryId(Guid.NewGuid());
        var (old, same) = (new PollCard("p", "Old?", [new("a", "A")]), new PledgeCard("w", "I will.", []));
        await Asked.RecordAsync(story, 1, [old, same], Token);
        await Asked.RecordAsync(story, 4, [new TextCard("t", Prose.TryParse("x", out var prose) ? prose : throw new FormatException()), new PollCard("p", "New?", [new("b", "B")]), same], Token);
        await Asked.RecordAsync(story, 4, [new TextCard("t", prose), new PollCard("p", "New?", [new("b", "B")]), same], Token);

        var asked = await Asked.ReadAsync(story, Token);
        Assert.Equal(["4/1 New?", "4/2 I will.", "1/0 Old?"], asked.Select(card => $"{card.Version}/{card.Place} {((IAsks)card.Card).Asks}"));
        await Asked.EraseAsync(story, Token);
        Assert.Empty(await Asked.ReadAsync(story, Token));
    }

    [Fact]
    public async Task Reports_read_any_days_card_by_card()
    {
        for (var n = 0; n < 3; n++)
            await KeepAsync(AResponse("poll", "a", day: Monday.AddDays(n)));
        await RollUp.HandleAsync(Token);

        var read = await new ReadResponseSums(Sums, Due, Asked).ReadAsync(_story, Monday, Monday.AddDays(1), Token);

        var (card, sums) = Assert.Single(read);
        Assert.Equal(("poll", 2, 2), (card.Id, sums.Answers, sums.Count("a")));
    }

    public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) => Task.FromResult(
        story == _story && !_erased && Slug.TryParse("see-me", out var slug)
            ? new PublishedStory(_story, _project, slug, "See me", 1, 3, DateTimeOffset.UnixEpoch, true, new Dictionary<string, Audience>())
            : null);

    public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IAudit.RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    private static readonly Actor StoryComms = new("comms-1", "An invented writer", new HashSet<Role> { Role.Comms });

    private ReviewTextHandler Review => new(Responses, this, TimeProvider.System);

    private async Task ReviewAsync(ResponseId id, TextDecision decision) =>
        Assert.True((await Review.HandleAsync(new(_story, id, null, decision), StoryComms, Token)).Succeeded);

    private async Task<IReadOnlyList<IReadOnlyList<string>>> Shown() =>
        [.. (await Read.HandleAsync(_story, Token)).Value.Cards.SelectMany(card => card.Questions ?? []).Select(question => (IReadOnlyList<string>)[.. (question.Texts ?? []).Select(text => text.Words)])];

    private async Task KeepAsync(Response response)
    {
        await Due.MarkAsync(response.Story, await Responses.AddAsync(response, Token), Token);
    }

    private Response WithWords(ResponseId id, string words) => new(id, _story, _project, "feedback", Monday, new(["how=4", "why"], [new("why", words)]));

    private Response AResponse(string card, string cell, ResponseId? id = null, DateOnly? day = null) =>
        new(id ?? NewId(), _story, _project, card, day ?? Monday, new([cell], []));

    private static ResponseId NewId() => ResponseId.TryParse(Guid.NewGuid().ToString("N")[..20], out var id) ? id : throw new FormatException();

    private CardTotal Total(AnswerSums sums) => new(_story, _project, "poll", new Dictionary<ReportingYear, AnswerSums> { [ReportingYear.Of(Monday)] = sums }, null);

    private static AnswerSums Counts(params (string Cell, long Count)[] cells) =>
        new(cells.Sum(cell => cell.Count), cells.ToDictionary(cell => cell.Cell, cell => cell.Count));

    /// <summary>Everything that is kept for the story, but for when and under which mark.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "Responses", "ResponsesByDay", "ResponseTotals" })
            await foreach (var row in _storage.Table(table).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {_story.ToString()}"), cancellationToken: Token))
                rows.Add(table + JsonSerializer.Serialize(row.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
        return rows;
    }
}

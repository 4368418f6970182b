using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class PutStoryTests
{
    private readonly StoryWorld _world = new();

    [Fact]
    public async Task A_new_story_is_a_draft()
    {
        var kept = await PutAsync(StoryWorld.ADocument(1), null);

        Assert.True(kept.Value.IsNew);
        Assert.Equal(("1.0", StoryStatus.Draft), (kept.Value.State.Mark, kept.Value.State.Status));
        Assert.Null(_world.PageOf(1));
    }

    [Fact]
    public async Task The_same_again_changes_nothing_whatever_mark_it_carries()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        foreach (var mark in new[] { null, "1.0", "9.9", "nonsense", "*" })
        {
            var again = await PutAsync(StoryWorld.ADocument(1), mark);

            Assert.Equal((false, "1.0"), (again.Value.IsNew, again.Value.State.Mark));
        }
    }

    [Fact]
    public async Task Every_revision_is_in_the_audit_once_without_a_word_of_it()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        var first = _world.Clock.Now;
        _world.Clock.Now += TimeSpan.FromHours(1);
        await PutAsync(StoryWorld.ADocument(1), "1.0");
        await PutAsync(StoryWorld.ADocument(1) with { Title = "Another" }, "1.0");
        await PutAsync(StoryWorld.ADocument(1) with { Title = "A third" }, "1.0"); // stale

        Assert.Equal([Changed(first), Changed(_world.Clock.Now)], _world.Audited);
    }

    [Fact]
    public async Task A_revision_whose_entry_was_cut_off_gets_it_with_the_next_try_of_who_made_it()
    {
        var made = _world.Clock.Now;
        _world.Steps.Before = step => step == "audit" ? throw new InvalidOperationException("The audit is away.") : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(StoryWorld.ADocument(1), null));
        _world.Steps.Before = _ => Task.CompletedTask;
        _world.Clock.Now += TimeSpan.FromHours(1);

        await _world.Put.HandleAsync(
            new(StoryWorld.Story(1), StoryWorld.ADocument(1), null), new("other", "Another Example", new HashSet<Role> { Role.Comms }), default);
        Assert.Empty(_world.Audited);
        await PutAsync(StoryWorld.ADocument(1), null);

        Assert.Equal([Changed(made)], _world.Audited);
    }

    private static AuditEntry Changed(DateTimeOffset at) => new(at, StoryWorld.Comms, "story-changed", $"story/{StoryWorld.Story(1)}", StoryWorld.Project);

    [Theory]
    [InlineData(null)]
    [InlineData("2.0")]
    [InlineData("0.0")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("one.0")]
    public async Task An_edit_of_anything_but_what_stands_is_refused(string? mark)
    {
        await PutAsync(StoryWorld.ADocument(1), null);

        Assert.Equal(("stale", 412), Refused(await PutAsync(StoryWorld.ADocument(1) with { Title = "Another" }, mark)));
    }

    [Fact]
    public async Task An_edit_under_its_mark_makes_the_next_revision()
    {
        await PutAsync(StoryWorld.ADocument(1), null);

        var edited = await PutAsync(StoryWorld.ADocument(1) with { Title = "Another" }, "1.0");

        Assert.Equal("2.0", edited.Value.State.Mark);
        Assert.Equal("Another", (await _world.Read.OneAsync(StoryWorld.Story(1), default)).Value.Document.Title);
        Assert.Equal(("stale", 412), Refused(await PutAsync(StoryWorld.ADocument(1) with { Title = "A third" }, "1.0")));
    }

    [Fact]
    public async Task Publishing_does_not_turn_away_who_is_writing()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        await _world.PublishAsync(1);

        var edited = await PutAsync(StoryWorld.ADocument(1) with { Title = "Another" }, "1.0");

        Assert.Equal("2.1", edited.Value.State.Mark);
        Assert.Equal((StoryStatus.Published, 1), (edited.Value.State.Status, edited.Value.State.Live!.Version));
    }

    [Fact]
    public async Task A_mark_for_a_story_that_is_not_there_is_stale() =>
        Assert.Equal(("stale", 412), Refused(await PutAsync(StoryWorld.ADocument(1), "1.0")));

    [Fact]
    public async Task Of_two_writers_at_once_one_is_told()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        Result<StoryKept>? other = null;
        _world.Steps.Before = async step =>
        {
            if (step != "drafts.keep")
                return;
            _world.Steps.Before = _ => Task.CompletedTask;
            other = await PutAsync(StoryWorld.ADocument(1) with { Title = "Theirs" }, "1.0");
        };

        var mine = await PutAsync(StoryWorld.ADocument(1) with { Title = "Mine" }, "1.0");

        Assert.True(other!.Succeeded);
        Assert.Equal(("stale", 412), Refused(mine));
        Assert.Equal("Theirs", (await _world.Read.OneAsync(StoryWorld.Story(1), default)).Value.Document.Title);
    }

    [Fact]
    public async Task A_project_that_is_not_there_does_not_fit()
    {
        var refused = await PutAsync(StoryWorld.ADocument(1) with { Project = new(Guid.NewGuid()) }, null);

        Assert.Equal(("does-not-fit", 422), Refused(refused));
        Assert.Equal(["project"], refused.Refusal!.Errors!.Keys);
    }

    [Fact]
    public async Task A_story_stays_with_its_project()
    {
        await PutAsync(StoryWorld.ADocument(1), null);

        Assert.Equal(("project-fixed", 409), Refused(await PutAsync(StoryWorld.ADocument(1) with { Project = new(Guid.NewGuid()) }, "1.0")));
    }

    [Fact]
    public async Task An_address_belongs_to_one_story()
    {
        await PutAsync(StoryWorld.ADocument(1), null);

        Assert.Equal(("slug-taken", 409), Refused(await PutAsync(2, StoryWorld.ADocument(1), null)));
        await PutAsync(2, StoryWorld.ADocument(2), null);
        Assert.Equal(("slug-taken", 409), Refused(await PutAsync(2, StoryWorld.ADocument(1), "1.0")));
    }

    [Fact]
    public async Task An_address_that_was_given_up_may_be_taken()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        await PutAsync(StoryWorld.ADocument(1) with { Slug = StoryWorld.SlugOf(8) }, "1.0");

        Assert.True((await PutAsync(2, StoryWorld.ADocument(1), null)).Succeeded);
    }

    [Fact]
    public async Task An_address_stays_once_published_even_when_the_story_is_taken_down()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        await _world.PublishAsync(1);
        Assert.Equal(("slug-fixed", 409), Refused(await PutAsync(StoryWorld.ADocument(1) with { Slug = StoryWorld.SlugOf(8) }, "1.1")));

        await _world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default);
        Assert.Equal(("slug-fixed", 409), Refused(await PutAsync(StoryWorld.ADocument(1) with { Slug = StoryWorld.SlugOf(8) }, "1.2")));
        Assert.Equal(("slug-taken", 409), Refused(await PutAsync(2, StoryWorld.ADocument(1), null)));
    }

    [Fact]
    public async Task An_address_stays_once_somebody_was_given_it()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        await _world.Share.HandleAsync(AShare(), StoryWorld.Comms, default);

        Assert.Equal(("slug-fixed", 409), Refused(await PutAsync(StoryWorld.ADocument(1) with { Slug = StoryWorld.SlugOf(8) }, "1.0")));
    }

    [Fact]
    public async Task A_claim_that_a_crash_left_behind_is_taken_over_after_a_while()
    {
        await _world.Claims.PutAsync(new(StoryWorld.SlugOf(1), StoryWorld.Story(9), false, _world.Clock.Now), null, default);
        Assert.Equal(("slug-taken", 409), Refused(await PutAsync(StoryWorld.ADocument(1), null)));

        _world.Clock.Now += TimeSpan.FromMinutes(11);

        Assert.True((await PutAsync(StoryWorld.ADocument(1), null)).Succeeded);
    }

    [Fact]
    public async Task Publishing_while_the_address_changes_gives_no_address_to_two_stories()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        var steps = 0;
        for (var step = 1; steps >= step - 1; step++)
        {
            var world = new StoryWorld();
            await world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1), null), StoryWorld.Comms, default);
            steps = 0;
            var at = step;
            world.Steps.Before = async _ =>
            {
                if (++steps != at)
                    return;
                world.Steps.Before = _ => Task.CompletedTask;
                await world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1) with { Slug = StoryWorld.SlugOf(8) }, "1.0"), StoryWorld.Comms, default);
                await world.Put.HandleAsync(new(StoryWorld.Story(2), StoryWorld.ADocument(1), null), StoryWorld.Comms, default);
                await world.PublishAsync(2);
            };

            await world.PublishAsync(1);

            Assert.Equal(world.Live.Rows.Now.Count(), world.Live.Rows.Now.DistinctBy(wish => wish.Slug).Count());
            Assert.InRange(world.Live.Rows.Now.Count(), 1, 2);
        }

        Assert.InRange(steps, 10, 40);
    }

    [Fact]
    public async Task What_is_to_be_shared_some_day_is_not_noted_as_shared()
    {
        await PutAsync(StoryWorld.ADocument(1), null);
        var tomorrow = London.DayOf(_world.Clock.GetUtcNow()).AddDays(1);

        var refused = await _world.Share.HandleAsync(AShare() with { SharedOn = tomorrow.AddDays(1) }, StoryWorld.Comms, default);

        Assert.Equal(["sharedOn"], refused.Refusal!.Errors!.Keys);
        Assert.True((await _world.Share.HandleAsync(AShare() with { SharedOn = tomorrow }, StoryWorld.Comms, default)).Succeeded);
    }

    internal static Share AShare() =>
        ShareCode.TryParse("heads-24", out var code)
            ? new Share(StoryWorld.Story(1), code, Audience.Regional, "Head teachers", SharedVia.Email, new(2026, 3, 2))
            : throw new InvalidOperationException();

    private static (string Code, int Status) Refused<T>(Result<T> result) => (result.Refusal?.Code ?? "", result.Refusal?.Status ?? 0);

    private Task<Result<StoryKept>> PutAsync(StoryDocument document, string? mark) => PutAsync(1, document, mark);

    private Task<Result<StoryKept>> PutAsync(int story, StoryDocument document, string? mark) =>
        _world.Put.HandleAsync(new(StoryWorld.Story(story), document, mark), StoryWorld.Comms, default);
}

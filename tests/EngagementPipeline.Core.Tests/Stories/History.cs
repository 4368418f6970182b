using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>
/// Plays a history: each number starts something, lets somebody who is under way take some steps, or ends somebody. Everything runs on the one
/// thread that plays, so the same numbers always give the same history.
/// </summary>
internal sealed class History
{
    private const int Stories = 2;
    private const int Voices = 4;

    private readonly StoryWorld _world = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<Task> _underWay = [];

    private History(Action<StoryWorld> mistake)
    {
        for (var voice = 1; voice <= Voices; voice++)
            _world.Release(voice);
        mistake(_world);
        for (var story = 1; story <= Stories; story++)
        {
            _ = _world.PutAsync(story, story, story + 1);
            _ = _world.PublishAsync(story);
        }

        _world.Steps.Before = StandInLineAsync;
    }

    /// <summary>What went wrong, or null.</summary>
    public static string? Run(IEnumerable<int> numbers, Action<StoryWorld>? mistake = null)
    {
        // Without a context of the test framework's, a step that is let go continues here and now.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var history = new History(mistake ?? (_ => { }));
            foreach (var number in numbers)
                history.Play(number);
            return history.End();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Play(int number)
    {
        var (what, which) = (number % 16, number / 16);
        var (story, voice) = (1 + which % Stories, 1 + which % Voices);
        switch (what)
        {
            case 0 or 1:
                Start(() => EditAsync(story, which / Stories));
                break;
            case 2:
                Start(() => _world.PublishAsync(story, OnWithdrawal.RemoveQuote));
                break;
            case 3:
                Start(() => _world.PublishAsync(story, OnWithdrawal.Unpublish));
                break;
            case 4:
                Start(() => _world.Unpublish.HandleAsync(StoryWorld.Story(story), StoryWorld.Comms, default));
                break;
            case 5 or 6:
                _world.Withdraw(voice);
                break;
            case 7:
                _world.Release(voice);
                break;
            case 8:
                _world.Announce(voice); // a message that comes twice
                break;
            case 9 or 10:
                Start(_world.DeliverAsync);
                break;
            case 11:
                Start(() => _world.Resume.HandleAsync(default));
                break;
            case 12:
                LetGo(which, step => step.SetException(new Crash()));
                break;
            default:
                for (var i = 0; i < 1 + which % 5; i++)
                    LetGo(which / 5 + i, step => step.SetResult());
                break;
        }
    }

    private string? End()
    {
        while (_waiting.Count > 0)
            LetGo(_waiting.Count - 1, step => step.SetResult());
        _world.Steps.Before = _ => Task.CompletedTask;
        var drained = _world.DrainAsync();
        if (!drained.IsCompletedSuccessfully)
            return $"Draining failed: {drained.Exception?.GetBaseException().Message ?? "it waits for something"}";
        if (_underWay.FirstOrDefault(task => Fault(task) is not null) is { } failed)
            return $"Somebody failed: {Fault(failed)}";
        if (_world.ShownThoughNotUsable(Voices) is { Count: > 0 } shown)
            return $"Shown though not usable: {string.Join(", ", shown)}.";
        return _world.Live.Rows.Now.Select(WhatIsWrongWith).FirstOrDefault(wrong => wrong is not null);
    }

    private string? WhatIsWrongWith(LiveStory wish)
    {
        var page = _world.Site.Pages.Peek(wish.Slug)?.Value;
        var shouldBe = wish.Live
            ? $"{wish.Slug} v{wish.Version}: " + string.Concat(Enumerable.Range(1, Voices).Where(v => wish.Voices.Contains(StoryWorld.Voice(v)) && _world.IsUsable(v)).Select(v => $"[{v}]"))
            : "gone";
        return !wish.Confirmed ? $"{wish.Slug} is not confirmed."
            : page?.Html != shouldBe ? $"The page is '{page?.Html}' and should be '{shouldBe}'."
            : wish.Live && wish.Voices.FirstOrDefault(voice => !_world.Uses.Rows.ContainsKey((voice, wish.Story))) is { Value: var lost } && lost != Guid.Empty
                ? $"{wish.Slug} shows a voice that is not noted."
                : null;
    }

    private async Task EditAsync(int story, int which)
    {
        int[] voices = [.. Enumerable.Range(1, Voices).Where(voice => (which >> voice & 1) == 1)];
        await _world.Put.HandleAsync(new(StoryWorld.Story(story), StoryWorld.ADocument(story, voices), "*"), StoryWorld.Comms, default);
    }

    private void Start(Func<Task> act) => _underWay.Add(act());

    private Task StandInLineAsync(string step)
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    private void LetGo(int which, Action<TaskCompletionSource> how)
    {
        if (_waiting.Count == 0)
            return;
        var turn = _waiting[which % _waiting.Count];
        _waiting.Remove(turn);
        how(turn);
    }

    // A crash is part of the history; anything else that is thrown is not.
    private static string? Fault(Task task) =>
        task.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not Crash) is { } fault ? $"{fault.GetType().Name}: {fault.Message}"
        : !task.IsCompleted ? "it still waits" : null;
}

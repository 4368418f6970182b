using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Tests.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>
/// Plays a history: each number starts something, lets somebody who is under way take some steps, or ends somebody. Everything runs on the one
/// thread that plays, so the same numbers always give the same history.
/// </summary>
internal sealed class History
{
    private const int Stories = 2;
    private const int Voices = 5;

    // Who is in each picture: nobody, one, several.
    private static readonly int[][] InPicture = [[], [1], [2, 3], [4], [1, 5]];
    private static readonly byte[] File = AFile.Png();

    private readonly StoryWorld _world = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<Task> _underWay = [];

    private History(Action<StoryWorld> mistake)
    {
        for (var voice = 1; voice < Voices; voice++)
            _world.Release(voice); // the last is not captured yet
        _ = UploadAsync(0);
        _ = UploadAsync(1);
        mistake(_world);
        for (var story = 1; story <= Stories; story++)
        {
            _ = EditAsync(story, story == 1 ? 0b00_00111_00011 : 0b01_00011_00110);
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
        var (what, which) = (number % 24, number / 24);
        var (story, voice, picture) = (1 + which % Stories, 1 + which % Voices, which % InPicture.Length);
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
                Start(() => _world.PublishAsync(story));
                break;
            case 5:
                Start(() => _world.Unpublish.HandleAsync(StoryWorld.Story(story), StoryWorld.Comms, default));
                break;
            case 6:
                Start(() => _world.People.WithdrawAsync(voice));
                break;
            case 7:
                Start(() => _world.People.NarrowAsync(voice, which % 3 > 0, which % 2 == 0 ? [Audience.Local] : [Audience.Local, Audience.Regional]));
                break;
            case 8:
                Start(() => _world.People.ExpireAsync(voice));
                break;
            case 9:
                Start(() => _world.People.HoldAsync(voice));
                break;
            case 10:
                _world.People.EndHold(voice);
                _world.People.Review(voice);
                break;
            case 11:
                _world.People.Capture(voice);
                break;
            case 12:
                Start(() => UploadAsync(picture));
                break;
            case 13:
                Start(() => _world.TieMedia.HandleAsync(new(StoryWorld.Picture(1 + picture), StoryWorld.Project, MemoryPeople.ConsentOf(voice)), StoryWorld.Comms, default));
                break;
            case 14:
                _world.Announce(voice); // a message that comes twice
                break;
            case 15 or 16 or 17:
                Start(_world.DeliverAsync);
                break;
            case 18:
                Start(() => _world.Resume.HandleAsync(default));
                break;
            case 19:
                LetGo(which, step => step.SetException(new CrashException()));
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
        return _world.Live.Rows.Now.Select(WhatIsWrongWith).FirstOrDefault(wrong => wrong is not null) ?? WhatIsLeft();
    }

    /// <summary>Of what each page should be, nothing is asked of the code that makes pages: only of the rule, and of the document that was wished for.</summary>
    private string? WhatIsWrongWith(LiveStory wish)
    {
        var page = _world.Site.Pages.Peek(wish.Slug)?.Value;
        return !wish.Confirmed ? $"{wish.Slug} is not confirmed."
            : page?.Html != ShouldBe(wish) ? $"The page is '{page?.Html}' and should be '{ShouldBe(wish)}'."
            : !wish.Live ? null
            : wish.Voices.Any(voice => !_world.Uses.Rows.ContainsKey((voice, wish.Story))) ? $"{wish.Slug} shows a voice that is not noted."
            : wish.Media.Any(media => !_world.MediaUses.Rows.ContainsKey((media, wish.Story))) ? $"{wish.Slug} shows a picture that is not noted."
            : null;
    }

    private string ShouldBe(LiveStory wish)
    {
        if (!wish.Live)
            return "gone";
        var document = _world.Drafts.Peek(wish.Story, wish.Document);
        var voices = Enumerable.Range(1, Voices).Where(n => document.Voices.Contains(StoryWorld.Voice(n)) && _world.People.IsUsable(n, document.Audience));
        var pictures = Enumerable.Range(1, InPicture.Length).Where(n => document.Media.Contains(StoryWorld.Picture(n)) && MayBeShown(n, document.Audience));
        return $"{wish.Slug} v{wish.Version}: {string.Concat(voices.Select(n => $"[{n}]"))}{string.Concat(pictures.Select(n => $"<{n}>"))}";
    }

    private bool MayBeShown(int picture, Audience audience) =>
        _world.Media.Rows.TryGetValue(StoryWorld.Picture(picture), out var kept)
        && Enumerable.Range(1, Voices).Where(n => kept.Consents.Contains(MemoryPeople.ConsentOf(n))).All(n => _world.People.CoversPictures(n, audience))
        && InPicture[picture - 1].All(n => _world.People.CoversPictures(n, audience));

    /// <summary>Bytes of a picture in which somebody is whose consent has ended.</summary>
    private string? WhatIsLeft() =>
        Enumerable.Range(1, InPicture.Length).FirstOrDefault(n => _world.Media.HasBytes(StoryWorld.Picture(n)) && InPicture[n - 1].Any(_world.People.HasEnded)) is > 0 and var left
            ? $"The bytes of picture {left} are still there."
            : null;

    private async Task EditAsync(int story, int which)
    {
        int[] voices = [.. Enumerable.Range(1, Voices).Where(voice => (which >> (voice - 1) & 1) == 1)];
        int[] pictures = [.. Enumerable.Range(1, InPicture.Length).Where(picture => (which >> (Voices + picture - 1) & 1) == 1)];
        var document = StoryWorld.ADocument(story, voices);
        await _world.Put.HandleAsync(
            new(
                StoryWorld.Story(story),
                document with
                {
                    Audience = (Audience)((which >> 10) % 3),
                    Cards = [.. document.Cards, .. pictures.Select(picture => new ImageCard($"p{picture}", StoryWorld.Picture(picture), "Described", "", Decorative: false))],
                },
                "*"),
            StoryWorld.Comms, default);
    }

    private Task<Result<MediaKept>> UploadAsync(int picture) => _world.PutMedia.HandleAsync(
        new(StoryWorld.Picture(1 + picture), StoryWorld.Project, Small: false, "image/png", File) { Consents = [.. InPicture[picture].Select(MemoryPeople.ConsentOf)] },
        StoryWorld.Comms, default);

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
        task.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not CrashException) is { } fault ? $"{fault.GetType().Name}: {fault.Message}"
        : !task.IsCompleted ? "it still waits" : null;
}

using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class CodeHolderTests
{
    private readonly WithdrawalCode _code = WithdrawalCode.Random();
    private readonly WaitingClock _clock = new();

    [Fact]
    public async Task A_right_code_a_wrong_one_and_nonsense_are_answered_after_the_same_time_and_not_before()
    {
        foreach (var typed in new[] { _code.ToShow(), WithdrawalCode.Random().ToShow(), "it's me", "", null })
        {
            // Each by itself: a wrong code slows the next one.
            var pace = new GuessPace(_clock);
            var answering = new CodeHolder(new OneCode(_code), pace, _clock).DoAsync<Done>(typed, (_, _) => Task.FromResult<Result<Done>>(Done.Instance), default);

            Assert.False(answering.IsCompleted);
            Assert.Equal(GuessPace.Floor, _clock.RingAll());
            Assert.Equal(typed == _code.ToShow(), (await answering).Succeeded);
        }
    }

    [Fact]
    public async Task Wrong_codes_slow_right_ones_as_much_as_wrong_ones()
    {
        var pace = new GuessPace(_clock);
        for (var i = 0; i < 4; i++)
            pace.WrongCode();
        var holder = new CodeHolder(new OneCode(_code), pace, _clock);

        var right = holder.DoAsync<Done>(_code.ToShow(), (_, _) => Task.FromResult<Result<Done>>(Done.Instance), default);
        var slowed = _clock.RingAll();
        Assert.True((await right).Succeeded);
        var wrong = holder.DoAsync<Done>("nonsense", (_, _) => Task.FromResult<Result<Done>>(Done.Instance), default);

        Assert.Equal(GuessPace.Floor + TimeSpan.FromMilliseconds(200), slowed);
        Assert.Equal(slowed, _clock.RingAll());
        Assert.Equal(404, (await wrong).Refusal?.Status);
    }

    private sealed class OneCode(WithdrawalCode code) : IWithdrawalCodes
    {
        private static readonly byte[] Key = new byte[32];

        public Task AddAsync(WithdrawalCode other, CodeOwner owner, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<CodeOwner?> FindAsync(WithdrawalCode typed, CancellationToken cancellationToken) =>
            Task.FromResult(typed.HashWith(Key) == code.HashWith(Key) ? new CodeOwner(new(Guid.NewGuid()), new(Guid.NewGuid())) : null);
    }

    /// <summary>Time stands still; its timers ring when they are told to.</summary>
    private sealed class WaitingClock : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State, TimeSpan Due)> _timers = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state, dueTime));
            return new Nothing();
        }

        /// <summary>Gives how long the one that waits was to wait.</summary>
        public TimeSpan RingAll()
        {
            var (callback, state, due) = Assert.Single(_timers);
            _timers.Clear();
            callback(state);
            return due;
        }

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

using System.Text;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class GroupCommitTests
{
    private readonly HeldLog _log = new();

    [Fact]
    public async Task Answers_only_after_the_log_has()
    {
        var commit = new GroupCommit(_log);

        var added = commit.AddAsync("one\n"u8);
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(added.IsCompleted);
        _log.Answer(true);

        Assert.True(await added);
        Assert.Equal(["\none\n"], _log.Appended);
    }

    [Fact]
    public async Task What_comes_in_while_one_append_is_under_way_goes_out_with_the_next()
    {
        var commit = new GroupCommit(_log);
        var first = commit.AddAsync("one\n"u8);
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);

        var others = Enumerable.Range(2, 500).Select(n => commit.AddAsync(Encoding.ASCII.GetBytes($"{n}\n"))).ToList();
        _log.Answer(true);
        await first;
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(others, o => o.IsCompleted);
        _log.Answer(true);

        Assert.All(await Task.WhenAll(others), Assert.True);
        Assert.Equal(2, _log.Appended.Count);
        Assert.Equal("\n" + string.Concat(Enumerable.Range(2, 500).Select(n => $"{n}\n")), _log.Appended[1]);
    }

    [Fact]
    public async Task Those_who_were_just_answered_and_come_again_go_out_in_one_append()
    {
        var commit = new GroupCommit(_log, mostWait: TimeSpan.FromMinutes(10));
        await AnswerSomeAsync(commit, 64);

        // As they come back one by one, nothing is written until seven of eight are there.
        var back = Enumerable.Range(0, 55).Select(n => commit.AddAsync(Encoding.ASCII.GetBytes($"again {n}\n"))).ToList();
        Assert.Equal(2, _log.Appended.Count);
        back.Add(commit.AddAsync("the 56th\n"u8));
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        _log.Answer(true);

        Assert.All(await Task.WhenAll(back), Assert.True);
        Assert.Equal(56, _log.Appended[2].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Nobody_waits_long_for_those_who_do_not_come_again()
    {
        var commit = new GroupCommit(_log, mostWait: TimeSpan.FromMilliseconds(1));
        await AnswerSomeAsync(commit, 64);

        var alone = commit.AddAsync("alone\n"u8);
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        _log.Answer(true);

        Assert.True(await alone);
    }

    [Fact]
    public async Task Who_comes_alone_is_written_at_once()
    {
        var commit = new GroupCommit(_log, mostWait: TimeSpan.FromMinutes(10));
        for (var n = 0; n < 20; n++)
        {
            var alone = commit.AddAsync("alone\n"u8);
            await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
            _log.Answer(true);
            Assert.True(await alone);
        }
    }

    [Fact]
    public async Task A_batch_that_could_not_be_made_durable_is_answered_no_and_the_next_is_tried()
    {
        var commit = new GroupCommit(_log);

        var refused = commit.AddAsync("one\n"u8);
        _log.Answer(false);
        Assert.False(await refused);
        var taken = commit.AddAsync("two\n"u8);
        _log.Answer(true);

        Assert.True(await taken);
    }

    [Fact]
    public async Task A_fault_of_the_log_reaches_those_who_wait_for_it_and_no_others()
    {
        var commit = new GroupCommit(_log);

        var failed = commit.AddAsync("one\n"u8);
        _log.Answer(new IOException());
        await Assert.ThrowsAsync<IOException>(() => failed);
        var taken = commit.AddAsync("two\n"u8);
        _log.Answer(true);

        Assert.True(await taken);
    }

    [Fact]
    public async Task Memory_is_bounded_however_slow_the_log()
    {
        var commit = new GroupCommit(_log, mostBytes: 1000);
        var line = new byte[100];
        var first = commit.AddAsync(line);
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);

        var others = Enumerable.Range(0, 5000).Select(_ => commit.AddAsync(line)).ToList();

        Assert.Equal(9, others.Count(o => !o.IsCompleted));
        Assert.All(others.Where(o => o.IsCompleted), o => Assert.False(o.Result));
        _log.Answer(true);
        _log.Answer(true);
        Assert.True(await first);
        Assert.Equal(9, (await Task.WhenAll(others)).Count(durable => durable));
        Assert.All(_log.Appended, lines => Assert.InRange(lines.Length, 1, 1000));
    }

    [Fact]
    public async Task Under_load_every_line_is_appended_exactly_once()
    {
        var log = new QuickLog();
        var commit = new GroupCommit(log);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var durable = true;
            for (var n = 0; n < 2000; n++)
                durable &= await commit.AddAsync(Encoding.ASCII.GetBytes($"{writer}-{n}\n"));
            return durable;
        })));

        Assert.All(answers, Assert.True);
        var lines = log.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(16_000, lines.Length);
        Assert.Equal(16_000, lines.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>One line that is answered, then so many in the next append, answered too.</summary>
    private async Task AnswerSomeAsync(GroupCommit commit, int lines)
    {
        var first = commit.AddAsync("first\n"u8);
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, lines).Select(n => commit.AddAsync(Encoding.ASCII.GetBytes($"{n}\n"))).ToList();
        _log.Answer(true);
        await first;
        await _log.Asked.WaitAsync(TestContext.Current.CancellationToken);
        _log.Answer(true);
        await Task.WhenAll(others);
    }

    /// <summary>A log whose answers the test gives.</summary>
    private sealed class HeldLog : IViewLog
    {
        private readonly System.Threading.Channels.Channel<object> _answers = System.Threading.Channels.Channel.CreateUnbounded<object>();

        public SemaphoreSlim Asked { get; } = new(0);

        public List<string> Appended { get; } = [];

        public void Answer(object answer) => _answers.Writer.TryWrite(answer);

        public async Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
        {
            Appended.Add(Encoding.ASCII.GetString(lines.Span));
            Asked.Release();
            var answer = await _answers.Reader.ReadAsync(cancellationToken);
            return answer is Exception fault ? throw fault : (bool)answer;
        }
    }

    private sealed class QuickLog : IViewLog
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public async Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
        {
            await Task.Yield();
            _text.Append(Encoding.ASCII.GetString(lines.Span));
            return true;
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using EngagementPipeline.Functions.Tests.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>
/// Storage stands still in the middle of a withdrawal: before its first call, before its second, and so on to its last. Whoever asked hears 503, and from then on the withdrawal
/// either goes on by itself or was never begun; to ask for it again always does it, once.
/// </summary>
public sealed class WithdrawWhenStorageStandsStillTests(StandingStorage storage) : IClassFixture<StandingStorage>
{
    private AppFixture App => storage.App;

    [Fact]
    public async Task A_withdrawal_that_was_not_answered_for_is_never_left_half_done_and_can_be_asked_for_again()
    {
        // How many calls it makes where nothing is in the way.
        var usual = await OneAsync(before: int.MaxValue);
        Assert.Equal(202, await WithdrawAsync(usual));
        var all = await Task.WhenAll(Enumerable.Range(1, usual.Calls.Calls).Select(OneAsync));
        Assert.InRange(all.Length, 12, 60);

        var answers = all.Select(WithdrawAsync).ToList();
        await Task.WhenAll(all.Zip(answers, (one, answer) => Task.WhenAny(one.Calls.Arrived, answer)));
        App.StopStorage();
        try
        {
            foreach (var one in all)
                one.Calls.Release();
            await Task.WhenAll(answers);
        }
        finally
        {
            App.LetStorageGoOn();
        }

        Assert.All(answers, answer => Assert.Contains(answer.Result, new[] { 202, 503 }));
        Assert.InRange(answers.Count(answer => answer.Result == 503), 10, all.Length);
        await Task.WhenAll(all.Select(one => AppFixture.UntilAsync(async () => await IsWholeAsync(one), $"a withdrawal that stopped before call {one.Before} is whole", seconds: 60)));

        foreach (var one in all)
        {
            Assert.Equal(202, await WithdrawAsync(one));
            var consent = await App.JsonAsync("GET", one.Work.Path("consents", one.Consent), Fieldwork.Worker);
            Assert.Equal("withdrawn", consent.GetProperty("state").GetString());
            Assert.Equal(["consent-recorded", "consent-withdrawn"], consent.GetProperty("ledger").EnumerateArray().Select(e => e.GetProperty("fact").GetString()));
            Assert.True(IsErased(await one.Work.FindAsync(one.Voice)), $"The words outlive a withdrawal that stopped before call {one.Before}.");
            Assert.True((await App.JsonAsync("GET", $"api/ledger/{one.Work.Project}/verify", Fieldwork.Worker)).GetProperty("valid").GetBoolean());
        }
    }

    /// <summary>Taken back with the words gone, or standing with the words there; the timer does what was begun.</summary>
    private async Task<bool> IsWholeAsync(Withdrawal one)
    {
        await App.JsonAsync("POST", "admin/functions/FinishWithdrawals?wait=true", body: new { });
        var state = (await App.JsonAsync("GET", one.Work.Path("consents", one.Consent), Fieldwork.Worker)).GetProperty("state").GetString();
        return IsErased(await one.Work.FindAsync(one.Voice)) == (state == "withdrawn");
    }

    private static bool IsErased(JsonElement voice) => voice.GetProperty("status").GetString() == "erased" && !voice.TryGetProperty("words", out _);

    private async Task<Withdrawal> OneAsync(int before)
    {
        // A project each: in one of all, they would wait for each other's places in the ledger.
        var work = await Fieldwork.StartAsync(App);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);
        var trace = ActivityTraceId.CreateRandom();
        return new(work, consent, code, voice, trace, before, storage.Gate.Follow(trace, before));
    }

    private async Task<int> WithdrawAsync(Withdrawal one)
    {
        using var answer = await App.SendAsync(
            "POST", $"api/my-voice/{one.Code}/withdraw", change: request => request.Headers.Add("traceparent", $"00-{one.Trace}-{ActivitySpanId.CreateRandom()}-01"));
        Assert.True((int)answer.StatusCode == 202 || answer.Headers.RetryAfter is not null);
        return (int)answer.StatusCode;
    }

    private sealed record Withdrawal(Fieldwork Work, string Consent, string Code, string Voice, ActivityTraceId Trace, int Before, CallGate.Held Calls);
}

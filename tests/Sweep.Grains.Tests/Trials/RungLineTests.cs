using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;
using Sweep.Grains.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Trials;

public sealed class RungLineTests
{
    private static readonly RungPlan Plan = new(new PrunerSpec(PrunerKind.Asha, 1), steps: 9, replicates: 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_ByManyWhileTheOwnerIsTold_AllHear()
    {
        const int Askers = 4;
        const int Each = 5_000;
        var left = Askers;

        // Nothing is decided before all wait, so that many are told of while others come.
        var line = new RungLine(
            Plan, report => Task.FromResult<RungReply?>(Volatile.Read(ref left) == 0 ? Reply(report, RungDecision.Kept) : Undecided(report)),
            _ => Never(), TimeProvider.System);
        var asked = Enumerable.Range(0, Askers).Select(asker => Task.Run(
            async () =>
            {
                var waiting = new List<Task<RungDecision>>();
                for (var k = 0; k < Each; k++)
                {
                    waiting.Add(line.AskAsync(asker * Each + k, 0, RungValue.None, Cancellation));
                    if (k % 100 == 0)
                        await Task.Delay(1, Cancellation);
                }

                Interlocked.Decrement(ref left);
                return await Task.WhenAll(waiting);
            },
            Cancellation));
        var heard = await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.All(heard.SelectMany(all => all), decision => Assert.Equal(RungDecision.Kept, decision));
    }

    [Fact]
    public async Task Ask_OwnerAwayAtFirst_IsToldAgain()
    {
        var time = new FakeTimeProvider();
        var calls = 0;
        var line = new RungLine(
            Plan, report => Task.FromResult(Interlocked.Increment(ref calls) < 3 ? null : Reply(report, RungDecision.Pruned)), _ => Never(), time);
        var decided = line.AskAsync(5, 0, RungValue.None, Cancellation);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return decided.IsCompleted;
            },
            "it is decided");
        Assert.Equal((RungDecision.Pruned, 3), (await decided, calls));
    }

    [Fact]
    public async Task Ask_UndecidedUntilThereAreNews_HearsOfThem()
    {
        var news = new TaskCompletionSource<bool>();
        var line = new RungLine(
            Plan, report => Task.FromResult<RungReply?>(news.Task.IsCompleted ? Reply(report, RungDecision.Kept) : new RungReply([-1], 7)),
            known => known == 7 ? news.Task : Never(), TimeProvider.System);
        var decided = line.AskAsync(5, 1, RungValue.None, Cancellation);
        await Task.Yield();
        Assert.False(decided.IsCompleted);
        news.SetResult(true);
        Assert.Equal(RungDecision.Kept, await decided.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Ask_ToldToStop_EndsAndIsToldNoMore()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<int>();
        var line = new RungLine(
            Plan,
            report =>
            {
                lock (told)
                    told.Add(report.Numbers.Length);
                return Task.FromResult<RungReply?>(Undecided(report));
            },
            _ => Never(), TimeProvider.System);
        var first = line.AskAsync(1, 0, RungValue.None, stop.Token);
        await Eventually.TrueAsync(() => told.Count > 0, "the owner is told");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        using var other = new CancellationTokenSource();
        var second = line.AskAsync(2, 0, RungValue.None, other.Token);
        var before = told.Count;
        await Eventually.TrueAsync(() => told.Count > before, "the owner is told of the other");
        Assert.Equal(1, told[^1]);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    private static RungReply Undecided(RungReport report) => new([.. report.Numbers.Select(_ => -1)], 1);

    private static RungReply Reply(RungReport report, RungDecision decision) => new([.. report.Numbers.Select(_ => (int)decision)], 1);

    private static Task<bool> Never() => new TaskCompletionSource<bool>().Task;
}

using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
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
        var owner = new Owner { MayDecide = () => Volatile.Read(ref left) == 0 };
        var line = LineOf(owner, TimeProvider.System);
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

        // Once each, but for those that came while all were told of.
        Assert.InRange(owner.Told, Askers * Each, 2 * Askers * Each);
    }

    [Fact]
    public async Task Ask_OwnerAwayAtFirst_IsToldAgain()
    {
        var time = new FakeTimeProvider();
        var owner = new Owner { Decision = RungDecision.Pruned, Away = 2 };
        var line = LineOf(owner, time);
        var decided = line.AskAsync(5, 0, RungValue.None, Cancellation);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return decided.IsCompleted;
            },
            "it is decided");
        Assert.Equal((RungDecision.Pruned, 3), (await decided, owner.Calls));
    }

    [Fact]
    public async Task Ask_UndecidedUntilThereAreNews_HearsOfThem()
    {
        var (news, mayDecide) = (new TaskCompletionSource<bool>(), false);
        var owner = new Owner { MayDecide = () => mayDecide };
        var line = new RungLine(Plan, owner.TellAsync, (_, known) => known == 0 ? news.Task : Never(), () => true, TimeProvider.System);
        var decided = line.AskAsync(5, 1, RungValue.None, Cancellation);
        await Eventually.TrueAsync(() => owner.Told == 1, "the owner is told");
        Assert.False(decided.IsCompleted);
        mayDecide = true;
        news.SetResult(true);
        Assert.Equal(RungDecision.Kept, await decided.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.Equal(1, owner.Told);
    }

    [Fact]
    public async Task Ask_OwnerIsAnotherMeanwhile_IsToldOfAllThatWait()
    {
        var time = new FakeTimeProvider();
        var owner = new Owner { MayDecide = () => false };
        var line = new RungLine(Plan, report => owner.TellAsync(report), (_, _) => Never(), () => true, time);
        var decided = Enumerable.Range(0, 3).Select(number => line.AskAsync(number, 0, RungValue.None, Cancellation)).ToList();
        await Eventually.TrueAsync(() => owner.Told >= 3, "the owner is told of all");
        owner = new Owner();
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return decided.All(one => one.IsCompleted);
            },
            "the other owner decides");
        Assert.Equal(3, owner.Told);
    }

    [Fact]
    public async Task Ask_LogOfTheOwnerIsFullAgainAndAgain_AllHear()
    {
        var owner = new Owner(most: 7);
        var line = LineOf(owner, TimeProvider.System);
        var decided = Enumerable.Range(0, 500).Select(
            async number =>
            {
                for (var rung = 0; rung < 2; rung++)
                    Assert.Equal(RungDecision.Kept, await line.AskAsync(number, rung, RungValue.None, Cancellation));
            });
        await Task.WhenAll(decided).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    [Fact]
    public async Task Ask_OfARungBeforeTheLastDecided_IsKept()
    {
        var owner = new Owner { Decision = RungDecision.Pruned };
        var line = LineOf(owner, TimeProvider.System);
        Assert.Equal(RungDecision.Pruned, await line.AskAsync(4, 1, RungValue.None, Cancellation));
        Assert.Equal(RungDecision.Kept, await line.AskAsync(4, 0, RungValue.None, Cancellation));
        Assert.Equal(RungDecision.Pruned, await line.AskAsync(4, 1, RungValue.None, Cancellation));
    }

    [Fact]
    public async Task Ask_ToldToStop_EndsAndIsToldNoMore()
    {
        using var stop = new CancellationTokenSource();
        var owner = new Owner { MayDecide = () => false };
        var line = LineOf(owner, TimeProvider.System);
        var first = line.AskAsync(1, 0, RungValue.None, stop.Token);
        await Eventually.TrueAsync(() => owner.Told == 1, "the owner is told");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        owner.Away = 1;
        using var other = new CancellationTokenSource();
        var second = line.AskAsync(2, 0, RungValue.None, other.Token);
        await Eventually.TrueAsync(() => owner.Told > 1, "the owner is told of the other, and of all that wait");
        Assert.Equal(2, owner.Told);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    private static RungLine LineOf(Owner owner, TimeProvider time) => new(Plan, owner.TellAsync, (_, _) => Never(), () => false, time);

    private static Task<bool> Never() => new TaskCompletionSource<bool>().Task;

    /// <summary>Decides the same about all that it was told of, once it may.</summary>
    private sealed class Owner(int most = 100_000)
    {
        private readonly RungLog _log = new(most);
        private readonly Dictionary<long, int> _open = [];
        private readonly Dictionary<long, RungVerdict> _decided = [];

        public RungDecision Decision { get; init; } = RungDecision.Kept;

        public Func<bool> MayDecide { get; init; } = () => true;

        /// <summary>So many calls are not answered.</summary>
        public int Away { get; set; }

        public int Calls { get; private set; }

        /// <summary>How many trials it was told of, with those that it was told of again.</summary>
        public int Told { get; private set; }

        public Task<RungReply?> TellAsync(RungReport report)
        {
            Calls++;
            if (Away > 0)
            {
                Away--;
                return Task.FromResult<RungReply?>(null);
            }

            for (var k = 0; k < report.Numbers.Length; k++)
            {
                if (Find(report.Numbers[k], report.Rungs[k]) is null)
                    _open[report.Numbers[k]] = report.Rungs[k];
            }

            if (MayDecide())
            {
                RungVerdict[] verdicts = [.. _open.Select(open => new RungVerdict(open.Key, open.Value, 1, Decision))];
                _open.Clear();
                _log.Begin(verdicts);
                foreach (var verdict in verdicts)
                    _decided[verdict.Number] = verdict;
                _log.Add(verdicts);
            }

            var reply = _log.After(report, Find);
            Told += report.Numbers.Length;
            return Task.FromResult<RungReply?>(reply);
        }

        private RungVerdict? Find(long number, int rung) => !_decided.TryGetValue(number, out var last) || last.Rung < rung ? null
            : last.Rung == rung ? last
            : last with { Rung = rung, Decision = RungDecision.Kept };
    }
}

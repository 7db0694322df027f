using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class OwnedSweepTests
{
    private const int Planned = 12;

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    /// <summary>Results are stored first and told of later, in any order, again or never; between, the store's sums are taken over.</summary>
    [Fact]
    public void Progress_NoticesLateRepeatedOrLost_NeverCountsBeyondThePlan() =>
        Gen.Select(Gen.Int[0, Planned - 1], Gen.Int[0, 3]).Array[1, 60].Sample(steps =>
        {
            var owned = Take();
            var (stored, failed) = (new HashSet<long>(), new HashSet<long>());
            foreach (var (number, what) in steps)
            {
                if (what is 0 or 1 && stored.Add(number) && number % 4 == 0)
                    failed.Add(number);
                if (what is 1 or 2)
                    owned.Note(NoticeOf(stored.Contains(number) ? [number] : [], failed), TimeSpan.Zero);
                else if (what == 3)
                    owned.Correct(new TrialTotals(stored.Count - failed.Count, 0, failed.Count, stored.Count, stored.Count, Now));
                var progress = owned.Progress([], null, TimeSpan.Zero);
                Assert.InRange(progress.Completed, 0, Planned);
                Assert.InRange(progress.Failed, 0, Planned);
                Assert.Equal(owned.Stock.Finished, progress.Finished);
                Assert.InRange(progress.Finished, 0, stored.Count);
            }
        });

    private static CommitNotice NoticeOf(long[] numbers, HashSet<long> failed) => new(
        [.. numbers.Where(number => !failed.Contains(number))], [.. numbers.Where(failed.Contains)], [], numbers.Length, numbers.Length, null);

    private static OwnedSweep Take()
    {
        var space = new SearchSpace(TestSweeps.Grid("owned", [Pattern.Circle], [10], [10], Planned));
        var sweep = new SweepRecord(
            Guid.Empty, "owned", "", "", "", null, SweepState.Running, null, 1, Planned, 0, "silo", Now, 1, Now, null);
        return new OwnedSweep(sweep, space, new TrialStock(space, 0, []), TrialTotals.None, null, TimeSpan.Zero);
    }
}

using System.Globalization;
using CsCheck;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Random sequences of everything that can happen to leases; CsCheck_Iter in the environment makes it more of them.</summary>
public sealed class LeaseDeskModelTests(ITestOutputHelper output)
{
    private static readonly Gen<DeskStep> Steps = Gen.Frequency(
        (8, Gen.Const(DeskStep.Pull)), (8, Gen.Const(DeskStep.Train)), (4, Gen.Const(DeskStep.Check)), (16, Gen.Enum<DeskStep>()));

    /// <summary>One to four values in any order; with those that small silos hold none of, one but not two of, or all of.</summary>
    private static readonly Gen<int[]> Iterations = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 1000].Array[6]).Select(
        (count, keys) => new[] { 1, 3, 7, 10_000, 20_000, 200_000 }.Zip(keys).OrderBy(pair => pair.Second).Take(count).Select(pair => pair.First).ToArray());

    private static readonly Gen<int[]> Samples = Gen.OneOf(Gen.Const<int[]>([1]), Gen.Const<int[]>([1, 2]));

    private static readonly Gen<int[]> Histories = Gen.Int[0, 9].Array[0, 16];

    private static readonly Gen<(DeskStep, int, int)[]> Sequences = Gen.Select(Steps, Gen.Int[0, 59], Gen.Int[0, 239]).Array[50, 250];

    [Fact]
    public void Desk_AnySequence_LeasesNothingTwiceAndForgetsNothing() => Run(limits: Gen.Const(0));

    [Fact]
    public void Desk_AnySequenceOfALimitedSweep_NeverExceedsItsPlaces() => Run(limits: Gen.Int[1, 5]);

    private void Run(Gen<int> limits)
    {
        var (steps, losses, givenUp) = (0L, 0L, 0L);
        Gen.Select(Gen.Int[1, 8], Iterations, Samples, limits, Gen.Select(Gen.Int[0, 5], Histories), Sequences)
            .Sample((replicates, iterations, samples, limit, others, sequence) =>
            {
                var (small, histories) = others;
                var world = new DeskWorld(replicates, iterations, samples, limit == 0 ? null : limit, small > 3 ? 0 : small, histories);
                foreach (var (what, which, how) in sequence)
                    world.Step(what, which, how);
                world.Heal();
                Interlocked.Add(ref steps, sequence.Length);
                Interlocked.Add(ref losses, world.Losses);
                Interlocked.Add(ref givenUp, world.GivenUp);
            });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps:N0} steps, {losses:N0} losses of silos, {givenUp:N0} trials given up"));
    }
}

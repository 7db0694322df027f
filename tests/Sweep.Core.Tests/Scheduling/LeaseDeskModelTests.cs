using System.Globalization;
using CsCheck;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Random sequences of everything that can happen to leases; CsCheck_Iter in the environment makes it more of them.</summary>
public sealed class LeaseDeskModelTests(ITestOutputHelper output)
{
    private static readonly Gen<DeskStep> Steps = Gen.Frequency(
        (8, Gen.Const(DeskStep.Pull)), (8, Gen.Const(DeskStep.Train)), (4, Gen.Const(DeskStep.Check)), (16, Gen.Enum<DeskStep>()));

    private static readonly Gen<(DeskStep, int, int)[]> Sequences = Gen.Select(Steps, Gen.Int[0, 59], Gen.Int[0, 59]).Array[50, 250];

    [Fact]
    public void Desk_AnySequence_LeasesNothingTwiceAndForgetsNothing() => Run(limits: Gen.Const(0));

    [Fact]
    public void Desk_AnySequenceOfALimitedSweep_NeverExceedsItsPlaces() => Run(limits: Gen.Int[1, 5]);

    private void Run(Gen<int> limits)
    {
        var (steps, losses, givenUp) = (0L, 0L, 0L);
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 2], limits, Gen.Int[0, 5], Sequences).Sample((replicates, kinds, limit, small, sequence) =>
        {
            // The last kind does not fit on small silos.
            int[] iterations = kinds switch { 0 => [1], 1 => [1, 3], _ => [1, 200_000] };
            var world = new DeskWorld(replicates, iterations, limit == 0 ? null : limit, small > 3 ? 0 : small);
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

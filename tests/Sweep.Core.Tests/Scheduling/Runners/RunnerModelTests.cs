using CsCheck;

namespace Sweep.Core.Tests.Scheduling.Runners;

/// <summary>The rules that <see cref="SiloModel"/> checks, in any order of events. CsCheck_Iter=4000 makes a million steps.</summary>
public sealed class RunnerModelTests
{
    private static readonly int Samples = (int)Math.Max(200, Check.Iter);

    private static readonly Gen<(int Slots, int? Fitting, int?[] Limits, int[] Iterations)> Silos = Gen.Select(
        Gen.Int[1, 4], Gen.Int[0, 8].Select(some => some is > 0 and < 5 ? some : (int?)null),
        Gen.Int[0, 8].Select(some => some is > 0 and < 5 ? some : (int?)null).Array[1, 3],
        Gen.Int[0, 4].Select(kind => new int[][] { [30], [1, 30], [30, 1], [5, 1, 30], [3, 30, 1, 10] }[kind]));

    [Fact]
    public void Runners_AnyEvents_KeepSlotsFullAndForgetNothing() =>
        Gen.Select(Silos, Gen.Int[0, 1 << 20].Array[1, 400]).Sample((silo, choices) =>
        {
            var model = new SiloModel(silo.Slots, silo.Fitting, silo.Limits, silo.Iterations);
            Array.ForEach(choices, model.Step);
            model.Complete();
        }, iter: Samples);

    [Fact]
    public void Drain_AfterAnyEventsAndNoOwnerAnswers_EndsAndTheNextSiloDoesTheRest() =>
        Gen.Select(Silos, Gen.Int[0, 1 << 20].Array[1, 200]).Sample((silo, choices) =>
        {
            var model = new SiloModel(silo.Slots, silo.Fitting, silo.Limits, silo.Iterations);
            Array.ForEach(choices, model.Step);
            model.DrainInSilence();
            model.Complete();
        }, iter: Samples);
}

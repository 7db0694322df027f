using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>The runs of a sweep, found without arithmetic: trials that differ only in iterations. Each is its numbers, the longest trial last.</summary>
internal sealed class RunMap
{
    private readonly Dictionary<long, long[]> _runOf = [];

    public RunMap(SearchSpace space)
    {
        All = [.. Enumerable.Range(0, (int)space.PlannedTrials)
            .Select(number => space.TrialAt(number))
            .GroupBy(trial => (trial.Point.With(PerceptronParameters.Iterations, 0), trial.Replicate))
            .Select(run => run.OrderBy(trial => trial.Point[PerceptronParameters.Iterations].Whole).Select(trial => trial.Number).ToArray())];
        foreach (var run in All)
            foreach (var number in run)
                _runOf.Add(number, run);
    }

    public IReadOnlyList<long[]> All { get; }

    /// <summary>The run of a trial: of each run always the same object.</summary>
    public long[] this[long number] => _runOf[number];

    /// <summary>The runs that some numbers are of.</summary>
    public IReadOnlyCollection<long[]> Of(IEnumerable<long> numbers) => numbers.Select(number => _runOf[number]).ToHashSet();
}

using System.Collections.Immutable;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;

namespace Sweep.Service.Results;

/// <summary>
/// All finished trials of a sweep in order of number, column by column and without curves: what pictures of a whole sweep are made from.
/// Row k of every column is the same trial.
/// </summary>
public sealed record TrialTable
{
    /// <summary>The parameters, in the order of the sweep's tables.</summary>
    public required ImmutableArray<string> Parameters { get; init; }

    public required long[] Numbers { get; init; }

    public required TrialPoint[] Points { get; init; }

    public required TrialState[] States { get; init; }

    public required TrialOrigin[] Origins { get; init; }

    /// <summary>NaN where there is none.</summary>
    public required double[] FinalObjectives { get; init; }

    /// <summary>A column each of the spec's reported objectives after the first: last values, NaN where there is none.</summary>
    public IReadOnlyList<double[]> FurtherObjectives { get; init; } = [];

    /// <summary>NaN where there is none.</summary>
    public required double[] BestObjectives { get; init; }

    /// <summary>-1 where the target was not reached.</summary>
    public required int[] ReachedAt { get; init; }

    public required int[] TrainedIterations { get; init; }

    /// <summary>Thread CPU seconds.</summary>
    public required double[] TrainSeconds { get; init; }

    public required DateTimeOffset[] StartedAt { get; init; }

    public required DateTimeOffset[] FinishedAt { get; init; }

    public required string[] Silos { get; init; }

    public required int[] Slots { get; init; }

    /// <summary>How many finished trials are not here: of more than 500,000 an even share is, always the same; else 0.</summary>
    public long LeftOut { get; init; }

    public int Count => Numbers.Length;

    /// <summary>How many of these trials were pruned.</summary>
    public long Pruned => States.LongCount(state => state == TrialState.Pruned);

    /// <summary>What ranking needs of the trials that count.</summary>
    /// <param name="replicates">Of a point.</param>
    /// <param name="includePruned">Whether pruned trials count too, as <see cref="CountedStates"/> says.</param>
    public IEnumerable<TrialOutcome> Outcomes(long replicates, bool includePruned)
    {
        for (var row = 0; row < Count; row++)
        {
            if (!CountedStates.Has(States[row], includePruned))
                continue;
            int? reached = ReachedAt[row] < 0 ? null : ReachedAt[row];
            var replicate = Numbers[row] % replicates;
            yield return new(Points[row], (uint)replicate, TrainedIterations[row], reached, BestObjectives[row]) { FirstNumber = Numbers[row] - replicate };
        }
    }
}

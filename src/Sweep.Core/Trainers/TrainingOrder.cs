using System.Collections.Immutable;
using Sweep.Core.Data;
using Sweep.Core.Trials;

namespace Sweep.Core.Trainers;

/// <summary>What a trainer is asked to train: one attempt at a run.</summary>
public sealed record TrainingOrder
{
    public required Guid Sweep { get; init; }

    /// <summary>The run's longest trial: its parameters, number and seeds.</summary>
    public required TrialDefinition Trial { get; init; }

    /// <summary>Steps at which a trial of the run ends, ascending; the last is the run's end. Empty where the trainer has no resource.</summary>
    public ImmutableArray<int> Stops { get; init; } = [];

    /// <summary>
    /// Steps, ascending, all before the last of <see cref="Stops"/>, where the run is looked at and may end, or wait for long: who cannot wait while it takes
    /// nothing is to be ready to begin there again.
    /// </summary>
    public ImmutableArray<int> Pauses { get; init; } = [];

    /// <summary>The data set that the trial names, with its numbers; null where it names none.</summary>
    public DataSource? Data { get; init; }

    /// <summary>1-based.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What is to be reported at least, each of them; the first is what targets look at.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [Objective.Loss];

    /// <summary>The first, or only, objective.</summary>
    public Objective Objective
    {
        get => Objectives[0];
        init => Objectives = [value];
    }

    /// <summary>Value of the objective that counts as learnt; null where the spec has none.</summary>
    public double? Target { get; init; }

    /// <summary>Steps between recorded points, where the trainer records by itself.</summary>
    public int RecordEvery { get; init; } = 1;

    /// <summary>W3C traceparent of the attempt; null where there is none.</summary>
    public string? TraceParent { get; init; }
}

using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>What a spec may ask for at most. The validator and the editors' schema both read these.</summary>
public static class SpecLimits
{
    public const int Version = 1;

    /// <summary>Bytes of a spec's text.</summary>
    public const int TextBytes = 8 * 1024 * 1024;

    /// <summary>Mappings and lists within each other; a valid spec has three.</summary>
    public const int Depth = 16;

    /// <summary>Keys and values in one text; as values are distinct, no spec needs as many.</summary>
    public const int Nodes = 2_000_000;

    /// <summary>Errors reported one by one; the rest is counted.</summary>
    public const int Errors = 1000;

    /// <summary>Characters (code points) of a sweep's name.</summary>
    public const int NameLength = 200;

    /// <summary>Values of one parameter, written or expanded from a range.</summary>
    public const int ValuesPerParameter = 1_000_000;

    /// <summary>Parameters of one spec.</summary>
    public const int Parameters = 100;

    /// <summary>Steps of a run.</summary>
    public const int Steps = TrainingLimits.Iterations;

    public const int RecordedPoints = TrainingLimits.RecordedPoints;

    public const long PlannedTrials = 1_000_000_000_000;

    public const long Seed = uint.MaxValue;

    /// <summary>A time; no trial takes ten thousand days.</summary>
    public const double Seconds = 864_000_000;

    /// <summary>A size.</summary>
    public const double Bytes = 1e15;

    /// <summary>Replicates; each has a seed of its own within 0…2³²−1.</summary>
    public const long Replicates = 1L << 32;

    public const int RecordEvery = Steps;

    public const int MaxConcurrent = int.MaxValue;

    /// <summary>A claim of an external trainer lasts at least so long without a word: a network may be slow.</summary>
    public static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(1);

    /// <summary>And at most so long: nothing is waited for without end.</summary>
    public static readonly TimeSpan MostSilence = TimeSpan.FromDays(30);

    /// <summary>Slots that one run may take.</summary>
    public const int MostSlots = 1024;

    /// <summary>Objectives of one spec.</summary>
    public const int Objectives = 6;

    /// <summary>Constraints of one spec.</summary>
    public const int Constraints = 100;

    /// <summary>Points of one's own.</summary>
    public const int EnqueuedPoints = 1000;

    /// <summary>Sweeps whose results a search begins with.</summary>
    public const int HistorySweeps = 100;

    /// <summary>Trials of those sweeps together: the owner of the search keeps their results in memory.</summary>
    public const int HistoryTrials = 100_000;

    /// <summary>Receivers of a sweep's notifications.</summary>
    public const int Receivers = 10;
}

using System.Diagnostics;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Trials;

/// <summary>The checkpoints of one attempt at a run: when the next is due, and what the store has of them.</summary>
/// <param name="storedPoints">How many points of the curve the store has at its beginning.</param>
/// <param name="period">Between two of them.</param>
/// <param name="save">Is given this, each checkpoint and the CPU seconds that went into it, on the thread that saves; must not wait.</param>
internal sealed class AttemptCheckpoints(int storedPoints, TimeSpan period, Action<AttemptCheckpoints, RunCheckpoint, double> save)
{
    private int _storedPoints = storedPoints;
    private volatile bool _isSaved;
    private long _since;

    /// <summary>True once one of this attempt is in the store.</summary>
    public bool IsSaved => _isSaved;

    /// <summary>What takes less than this to train again is not worth one.</summary>
    public TimeSpan Least { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether so much training is worth one at all.</summary>
    public bool IsWorth(TimeSpan trained) => trained >= Least;

    /// <summary>The store has so many points of the curve, from a checkpoint of this attempt where <paramref name="ofThis"/>.</summary>
    public void NoteSaved(int points, bool ofThis)
    {
        Volatile.Write(ref _storedPoints, points);
        _isSaved |= ofThis;
    }

    /// <summary>The period until the next begins.</summary>
    public void Begin() => _since = Stopwatch.GetTimestamp();

    /// <summary>Whether one is due; of a run that is about to end without a result, as soon as it is worth one.</summary>
    public bool IsDue(bool isEnding)
    {
        var trained = Stopwatch.GetElapsedTime(_since);
        return trained >= period || (isEnding && IsWorth(trained));
    }

    /// <summary>As <see cref="Save"/>, of a run that ends: what its trainer does wrong is a result only of one that goes on.</summary>
    public void TrySave(ITrainingRun training, double trainSeconds)
    {
        try
        {
            Save(training, trainSeconds);
        }
        catch (TrainerException)
        {
        }
    }

    /// <summary>Nothing is saved where the run has no state between these two steps.</summary>
    public void Save(ITrainingRun training, double trainSeconds)
    {
        try
        {
            if (training.Checkpoint(Volatile.Read(ref _storedPoints)) is not { } checkpoint)
                return;
            save(this, checkpoint, trainSeconds);
        }
        catch (OutOfMemoryException)
        {
            // Without a checkpoint the run only has more to repeat if its silo dies; the next is tried when it is due.
        }

        Begin();
    }
}

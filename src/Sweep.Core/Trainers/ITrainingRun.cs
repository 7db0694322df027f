namespace Sweep.Core.Trainers;

/// <summary>
/// One attempt at a run, advanced by one thread, a slot's; other threads may read <see cref="Step"/> and <see cref="Value"/> meanwhile.
/// </summary>
public interface ITrainingRun : IDisposable
{
    /// <summary>Steps done.</summary>
    int Step { get; }

    /// <summary>Steps of the whole run; null where nobody knows them before its end.</summary>
    int? Steps { get; }

    /// <summary>The last value of the objective; NaN before the first.</summary>
    double Value { get; }

    /// <summary>True once nothing is left to train.</summary>
    bool IsFinished { get; }

    /// <summary>True where it keeps its own state: it may be cancelled at any moment, and goes on from there if it can be resumed.</summary>
    bool KeepsOwnState => false;

    /// <summary>CPU seconds that it took outside of the thread that advances it; 0 for one that trains on that thread.</summary>
    double OtherCpuSeconds { get; }

    /// <summary>Is told why it would be cancelled: before it is, from whatever thread, and perhaps more than once.</summary>
    void NoteStop(StopReason reason)
    {
    }

    /// <summary>Trains on until this step is done, or the run is; may stop before, so that its caller can look about. Waits on the calling thread.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    /// <exception cref="TrainerException">The trainer did not do what it was asked for.</exception>
    void AdvanceTo(int step, CancellationToken cancellation);

    /// <summary>What a trial gives that ends after so many steps, all of which are done.</summary>
    /// <exception cref="TrainerException">It gives nothing that counts: the objective was not reported.</exception>
    TrialResult ResultAt(int step);

    /// <summary>The state between two steps; null where the trainer keeps its own, or cannot be resumed.</summary>
    /// <param name="fromPoint">Recorded points that are stored already and left out.</param>
    RunCheckpoint? Checkpoint(int fromPoint);
}

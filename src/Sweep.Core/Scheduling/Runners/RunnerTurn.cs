namespace Sweep.Core.Scheduling.Runners;

/// <summary>What is to be done for a sweep on its silo now, in this order.</summary>
public sealed class RunnerTurn
{
    internal List<LeasedRun> ToStart { get; } = [];

    internal List<Guid> ToGiveBack { get; } = [];

    /// <summary>Runs that are to be started; they count as started.</summary>
    public IReadOnlyList<LeasedRun> Start => ToStart;

    /// <summary>Leases of which nothing more is to come.</summary>
    public IReadOnlyList<Guid> GiveBack => ToGiveBack;

    /// <summary>Which runs are to be stopped.</summary>
    public StopReach Stop { get; internal set; }

    /// <summary>With what the owner is to be asked; null where it is not.</summary>
    public PullFigures? Pull { get; internal set; }

    /// <summary>News of the owner that are to be waited for; null where none are.</summary>
    public long? Watch { get; internal set; }

    /// <summary>True where nothing of the sweep is left here: it is the last turn.</summary>
    public bool IsLast { get; internal set; }

    internal void Clear()
    {
        ToStart.Clear();
        ToGiveBack.Clear();
        (Stop, Pull, Watch, IsLast) = (StopReach.None, null, null, false);
    }
}

namespace Sweep.Grains.Silos;

/// <summary>Set once this silo is leaving: it takes no sweep up any more.</summary>
public sealed class DrainSignal
{
    private readonly TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsSet => _set.Task.IsCompleted;

    /// <summary>Completed once it is set.</summary>
    public Task Leaving => _set.Task;

    public void Set() => _set.TrySetResult();
}

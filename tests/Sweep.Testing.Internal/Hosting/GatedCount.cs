namespace Sweep.Testing.Hosting;

/// <summary>How many trials of a limited sweep were in training at once, on all silos that share it.</summary>
public sealed class GatedCount
{
    private readonly Lock _gate = new();
    private int _now;

    /// <summary>The most at once.</summary>
    public int Most { get; private set; }

    public void Enter()
    {
        lock (_gate)
            Most = Math.Max(Most, ++_now);
    }

    public void Leave()
    {
        lock (_gate)
            _now--;
    }
}

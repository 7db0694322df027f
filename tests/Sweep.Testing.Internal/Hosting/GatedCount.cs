namespace Sweep.Testing.Hosting;

/// <summary>How many slots were taken at once by those who share it.</summary>
public sealed class GatedCount
{
    private readonly Lock _gate = new();
    private int _now;

    /// <summary>The most at once.</summary>
    public int Most { get; private set; }

    public void Enter(int slots = 1)
    {
        lock (_gate)
            Most = Math.Max(Most, _now += slots);
    }

    public void Leave(int slots = 1)
    {
        lock (_gate)
            _now -= slots;
    }
}

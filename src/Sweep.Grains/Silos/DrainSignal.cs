namespace Sweep.Grains.Silos;

/// <summary>Set once this silo is leaving: it takes no sweep up any more.</summary>
public sealed class DrainSignal
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;
}

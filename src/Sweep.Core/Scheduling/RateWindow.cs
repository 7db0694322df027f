namespace Sweep.Core.Scheduling;

/// <summary>Amount a second over the last while, from amounts that arrive in lumps; times are those of a clock that nobody sets.</summary>
/// <param name="length">How far back it looks.</param>
public sealed class RateWindow(TimeSpan length)
{
    private readonly Queue<(TimeSpan At, double Amount)> _lumps = new();
    private TimeSpan? _since;
    private double _sum;

    /// <summary>Starts counting, or starts again after a pause.</summary>
    public void Start(TimeSpan now)
    {
        _lumps.Clear();
        _sum = 0;
        _since = now;
    }

    public void Add(TimeSpan now, double amount)
    {
        _since ??= now;
        _lumps.Enqueue((now, amount));
        _sum += amount;
        Forget(now);
    }

    /// <summary>The mean rate over the window, or since the start where that is shorter; 0 before anything arrived.</summary>
    public double PerSecond(TimeSpan now)
    {
        Forget(now);
        if (_since is not { } since || _lumps.Count == 0)
            return 0;
        var span = now - since < length ? now - since : length;
        return span > TimeSpan.Zero ? _sum / span.TotalSeconds : 0;
    }

    private void Forget(TimeSpan now)
    {
        while (_lumps.TryPeek(out var lump) && now - lump.At > length)
            _sum -= _lumps.Dequeue().Amount;
    }
}

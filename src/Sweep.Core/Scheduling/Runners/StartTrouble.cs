namespace Sweep.Core.Scheduling.Runners;

/// <summary>Whether trials can be started on this silo: after some that were lost at once it tries one now and then.</summary>
public sealed class StartTrouble(TimeProvider time)
{
    /// <summary>After so many in a row the silo is held to be unable.</summary>
    public const int Unable = 3;

    private readonly Lock _gate = new();
    private int _inARow;
    private long _lastAt;
    private string _reason = "";

    /// <summary>Why no trial can be started; null where none, or few in a row, were lost.</summary>
    public string? Reason
    {
        get
        {
            lock (_gate)
                return _inARow < Unable ? null : $"the last {_inARow} trials could not be run: {_reason}";
        }
    }

    /// <summary>A trial ran, or was stopped as it was asked to.</summary>
    public void Succeeded()
    {
        lock (_gate)
            _inARow = 0;
    }

    /// <summary>A trial was lost.</summary>
    public void Failed(string reason)
    {
        lock (_gate)
            (_inARow, _lastAt, _reason) = (_inARow + 1, time.GetTimestamp(), reason);
    }

    /// <summary>True where another trial should be tried now.</summary>
    /// <param name="inFlight">Trials of the sweep that are started and not ended.</param>
    public bool MayStart(int inFlight)
    {
        lock (_gate)
            return _inARow == 0 || (inFlight == 0 && time.GetElapsedTime(_lastAt) >= WorkPacing.PauseAfter(_inARow));
    }
}

namespace Sweep.Core.Sweeps;

/// <summary>A run of trial numbers, <paramref name="End"/> excluded.</summary>
public readonly record struct NumberRange(long Start, long End)
{
    public long Count => End - Start;

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<long> Numbers()
    {
        for (var number = Start; number < End; number++)
            yield return number;
    }
}

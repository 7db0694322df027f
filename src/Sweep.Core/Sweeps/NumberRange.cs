namespace Sweep.Core.Sweeps;

/// <summary>A run of trial numbers, <paramref name="End"/> excluded.</summary>
public readonly record struct NumberRange(long Start, long End)
{
    public long Count => End - Start;
}

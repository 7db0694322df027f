namespace Sweep.Storage.Archives;

/// <summary>Who restores a sweep. Of two at once only one goes on: whoever lost the sweep is told with the next piece.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Owner">Another one each time.</param>
public readonly record struct RestoreClaim(Guid SweepId, string Owner)
{
    public static RestoreClaim Of(Guid sweep) => new(sweep, $"restore {Guid.NewGuid():n}");
}

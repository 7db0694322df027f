namespace Sweep.Core.Pruners;

/// <summary>What a trial shows at a rung, of the sweep's objective; NaN where there is no finite number.</summary>
/// <param name="Last">Its value there.</param>
/// <param name="Best">The best of its values until there.</param>
/// <param name="Mean">The mean of its recorded values until there.</param>
public readonly record struct RungValue(double Last, double Best, double Mean)
{
    /// <summary>Of a trial that failed.</summary>
    public static RungValue None { get; } = new(double.NaN, double.NaN, double.NaN);
}

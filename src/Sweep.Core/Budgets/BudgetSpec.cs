namespace Sweep.Core.Budgets;

/// <summary>When a sweep is to end before its whole search space is trained; what is null or false sets no end.</summary>
/// <param name="Trials">The first so many numbers are planned: whole points, with all their replicates.</param>
/// <param name="Iterations">As many whole points are planned, in order of number, as have no more planned steps together.</param>
/// <param name="Patience">It ends once no point has improved on the best for so many trials, in order of number.</param>
/// <param name="Target">It ends with the first point, in order of number, that reaches the target.</param>
/// <param name="Time">It ends so long after it was submitted.</param>
/// <param name="TrainTime">It ends once its trials have trained for so long together.</param>
public sealed record BudgetSpec(
    long? Trials = null, long? Iterations = null, long? Patience = null, bool Target = false, TimeSpan? Time = null, TimeSpan? TrainTime = null)
{
    /// <summary>Iterations at most: no cluster trains as many.</summary>
    public const long MostIterations = 1_000_000_000_000_000;

    /// <summary>True where results are looked at in order of number.</summary>
    public bool IsJudged => Patience is not null || Target;

    /// <summary>True where what ends the sweep shows while it runs: numbers are leased in their order then.</summary>
    public bool IsWatched => IsJudged || Time is not null || TrainTime is not null;
}

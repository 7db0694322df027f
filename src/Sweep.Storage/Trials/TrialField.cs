namespace Sweep.Storage.Trials;

/// <summary>Something of trials by which they are selected and sorted: a column, or a parameter that has none of its own.</summary>
/// <param name="Name">Of the column or the parameter.</param>
/// <param name="IsParameter">It stands in the JSON of <c>parameters</c>.</param>
public sealed record TrialField(string Name, TrialFieldKind Kind, bool IsParameter = false)
{
    /// <summary>The trial's number: every trial has one of its own.</summary>
    public static TrialField Number { get; } = new("number", TrialFieldKind.Whole);
}

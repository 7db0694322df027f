namespace Sweep.Web.Charts;

/// <summary>A trial that was better than all of lower numbers.</summary>
/// <param name="Row">Its row of the table.</param>
/// <param name="Number">Its number.</param>
/// <param name="Value">Its best value of the objective.</param>
public readonly record struct HistoryPoint(int Row, long Number, double Value);

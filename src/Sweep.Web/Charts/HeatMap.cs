namespace Sweep.Web.Charts;

/// <summary>One of the heat maps of a sweep.</summary>
/// <param name="Facet">The pattern that it is of; empty where it is of all trials.</param>
/// <param name="Columns">Values of the parameter across.</param>
/// <param name="Rows">Values of the parameter down, and one cell a column; null where no trial is.</param>
public sealed record HeatMap(string Facet, IReadOnlyList<string> Columns, IReadOnlyList<(string Value, IReadOnlyList<HeatCell?> Cells)> Rows);

namespace Sweep.Core.Analysis;

/// <summary>How much of the objective's variance one parameter explains by itself.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Levels">How many of its values there are among the trials.</param>
/// <param name="Share">0 to 1; see <see cref="Importance"/>.</param>
public sealed record ParameterImportance(string Name, int Levels, double Share);

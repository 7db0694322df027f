namespace Sweep.Core.Analysis;

/// <summary>How much one parameter matters for being among the best.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Levels">How many of its values there are among the runs.</param>
/// <param name="Divergence">How far the values of the best runs are from those of all: what <see cref="Importance"/> says, 0 or more.</param>
/// <param name="Share">Of the divergences of all parameters, 0 to 1; the same for all where they are all 0.</param>
public sealed record ParameterImportance(string Name, int Levels, double Divergence, double Share);

namespace Sweep.Service.Views;

/// <summary>How much one parameter matters.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Levels">How many of its values there are among the runs.</param>
/// <param name="Share">Of the divergences of all parameters, 0 to 1.</param>
/// <param name="Divergence">How far its values among the best runs are from those among all (PED-ANOVA), 0 or more.</param>
public sealed record ImportanceRow(string Parameter, long Levels, double Share, double Divergence);

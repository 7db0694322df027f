namespace Sweep.Service.Views;

/// <summary>How much one parameter matters.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Levels">How many of its values there are among the trials.</param>
/// <param name="Share">Of the variance of the best objective, what lies between its values (η²), 0 to 1.</param>
public sealed record ImportanceRow(string Parameter, long Levels, double Share);

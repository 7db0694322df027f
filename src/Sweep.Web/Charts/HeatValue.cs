namespace Sweep.Web.Charts;

/// <summary>What a heat map shows of the runs of a cell.</summary>
public enum HeatValue
{
    /// <summary>Kaplan–Meier median of steps to the target.</summary>
    Median,

    /// <summary>Share of the runs that reached the target.</summary>
    Share,

    /// <summary>Best value of the objective.</summary>
    Best,
}

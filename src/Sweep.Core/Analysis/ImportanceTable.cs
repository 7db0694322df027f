namespace Sweep.Core.Analysis;

/// <summary>Which parameters matter.</summary>
/// <param name="Runs">Runs that this is of.</param>
/// <param name="Best">Of them, how many are the best tenth, all that are as good as its last among them.</param>
/// <param name="Parameters">Greatest first, equals in the order of tables.</param>
public sealed record ImportanceTable(int Runs, int Best, IReadOnlyList<ParameterImportance> Parameters)
{
    /// <summary>From so many best runs on, one more or less does not turn the order round; with fewer it may.</summary>
    public const int EnoughBest = 5;

    /// <summary>False where the order of parameters is little more than chance.</summary>
    public bool IsEnough => Best >= EnoughBest && Best < Runs;
}

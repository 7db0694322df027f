using Sweep.Core.Trainers;
using Sweep.Service.Results;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>One of the things by which trials are weighed against each other.</summary>
/// <param name="Name">The objective's metric, a parameter, or a column of <c>trials</c>.</param>
/// <param name="Goal">Which of its values are better.</param>
/// <param name="ValueOf">Its value of a trial; NaN where the trial has none.</param>
public sealed record FrontAxis(string Name, Goal Goal, Func<TrialRecord, double> ValueOf)
{
    /// <summary>The metric whose last reported value is its value, which no column of <c>trials</c> has; null where <see cref="ValueOf"/> tells it.</summary>
    public string? Metric { get; init; }

    /// <summary>The same of a row of a table; null where tables have it not.</summary>
    public Func<TrialTable, int, double>? InTable { get; init; }

    /// <summary>A number that is less where the value is better.</summary>
    internal double Rank(double value) => Goal == Goal.Minimize ? value : -value;
}

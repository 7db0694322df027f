using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Service.Answers;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Reads what trials are weighed by: <c>loss,iterations</c> or <c>loss:min,accuracy:max</c>, and a reference point to it: <c>1,5000</c>.</summary>
public static class FrontAxes
{
    private const int Most = 6;

    private static readonly Dictionary<string, Goal> Goals = new(StringComparer.Ordinal)
    {
        ["min"] = Goal.Minimize,
        ["minimize"] = Goal.Minimize,
        ["max"] = Goal.Maximize,
        ["maximize"] = Goal.Maximize,
    };

    /// <param name="place">Where they are written.</param>
    /// <param name="text">With commas between.</param>
    /// <param name="spec">Of the sweep.</param>
    public static Answer<IReadOnlyList<FrontAxis>> Read(string place, string text, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(spec);
        var known = KnownTo(spec);
        List<FrontAxis> axes = [];
        List<Problem> problems = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = part.LastIndexOf(':');
            var (name, goal) = at < 0 ? (part, null) : (part[..at], part[(at + 1)..]);
            if (known.Find(axis => axis.Name == name) is not { } axis)
            {
                string[] names = [.. known.Select(one => one.Name)];
                problems.Add(new(
                    place, name.Length == 0 ? "\"\"" : name, "is no number that trials of this sweep have",
                    $"{Suggestions.Question(name, names)}they have {string.Join(", ", names)}"));
            }
            else if (goal is not null && !Goals.ContainsKey(goal))
            {
                problems.Add(new(place, part, "must end with :min or :max", "leave that out for the usual"));
            }
            else if (axes.Exists(other => other.Name == name))
            {
                problems.Add(new(place, part, "is named twice"));
            }
            else
            {
                axes.Add(goal is null ? axis : axis with { Goal = Goals[goal] });
            }
        }

        if (problems.Count == 0 && axes.Count is < 2 or > Most)
            problems.Add(new(place, text, FormattableString.Invariant($"must be 2 to {Most} names with commas between")));
        return problems.Count == 0 ? axes : new Refusal(RefusalKind.Invalid, problems);
    }

    /// <summary>A point that is worse than those of interest, for the volume before it.</summary>
    /// <param name="place">Where it is written.</param>
    /// <param name="text">Numbers with commas between.</param>
    /// <param name="count">How many there must be.</param>
    public static Answer<double[]> ReadReference(string place, string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<double> values = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!SpecNumber.IsDecimal(part) || !double.IsFinite(SpecNumber.ToDouble(part)))
                return new Refusal(RefusalKind.Invalid, new Problem(place, part.Length == 0 ? "\"\"" : part, "must be a finite number"));
            values.Add(SpecNumber.ToDouble(part));
        }

        return values.Count == count
            ? values.ToArray()
            : new Refusal(RefusalKind.Invalid, new Problem(place, text, FormattableString.Invariant($"must be {count} numbers, one for each name of --pareto")));
    }

    private static List<FrontAxis> KnownTo(SweepSpec spec)
    {
        var objective = spec.Objective;
        List<FrontAxis> known = [new(objective.Metric, objective.Goal, trial => trial.BestObjective ?? double.NaN)];
        if (spec.Trainer.IsPerceptron)
        {
            known.Add(new(Objective.Loss.Metric, Goal.Minimize, trial => trial.BestLoss ?? double.NaN));
            known.Add(new(Objective.Accuracy.Metric, Goal.Maximize, trial => trial.FinalAccuracy ?? double.NaN));
        }

        foreach (var parameter in spec.Parameters.Where(one => one.Kind is ParameterKind.Whole or ParameterKind.Real))
            known.Add(new(parameter.Name, Goal.Minimize, trial => NumberOf(trial, parameter.Name)));
        known.Add(new("reached_at", Goal.Minimize, trial => trial.ReachedAt ?? double.NaN));
        known.Add(new("converged_at", Goal.Minimize, trial => trial.ConvergedAt ?? double.NaN));
        known.Add(new("trained_iterations", Goal.Minimize, trial => trial.TrainedIterations));
        known.Add(new("train_seconds", Goal.Minimize, trial => trial.TrainSeconds));

        // A parameter may have the name of the objective or of a column: the first counts.
        return [.. known.DistinctBy(axis => axis.Name)];
    }

    private static double NumberOf(TrialRecord trial, string name) => trial.Trial.Point.Find(name) switch
    {
        { Kind: ParameterKind.Whole } value => value.Whole,
        { Kind: ParameterKind.Real } value => value.Real,
        _ => double.NaN,
    };
}

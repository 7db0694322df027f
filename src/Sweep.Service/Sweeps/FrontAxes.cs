using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Reads what trials are weighed by: <c>loss,iterations</c> or <c>loss:min,accuracy:max</c>, and a reference point to it: <c>1,5000</c>.</summary>
public static class FrontAxes
{
    private const int Fewest = 2;

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
        return ReadAmong(KnownTo(spec), place, text, "is no number that trials of this sweep have");
    }

    /// <summary>Some of those of which tables of whole sweeps have a column.</summary>
    /// <inheritdoc cref="Read"/>
    public static Answer<IReadOnlyList<FrontAxis>> ReadOfTables(string place, string text, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReadAmong(OfTables(spec), place, text, "is nothing that trials are weighed by here");
    }

    /// <summary>Those of which tables of whole sweeps have a column.</summary>
    public static IReadOnlyList<FrontAxis> OfTables(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return [.. KnownTo(spec).Where(axis => axis.InTable is not null)];
    }

    /// <summary>Those where nobody chooses: the objectives where there are several, else the two of <see cref="Usual"/>.</summary>
    public static IReadOnlyList<FrontAxis> Preset(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Objectives.Length > 1 ? [.. ObjectivesOf(spec)] : Usual(spec);
    }

    /// <summary>Two of them where nobody chooses: the first two objectives, or the only one and what a trial costs.</summary>
    public static IReadOnlyList<FrontAxis> Usual(SweepSpec spec)
    {
        var known = OfTables(spec);
        if (spec.Objectives.Length > 1)
            return [known[0], known[1]];
        var resource = known.FirstOrDefault(axis => axis.Name == spec.Trainer.Resource && spec.Find(axis.Name) is { IsVaried: true });
        return [known[0], resource ?? known.Last(axis => axis.Name != known[0].Name)];
    }

    /// <summary>The reference point that the spec fixes, where its objectives alone are weighed, as it has them; null where it fixes none for these.</summary>
    public static double[]? ReferenceOf(SweepSpec spec, IReadOnlyList<FrontAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(axes);
        int[] places = [.. axes.Select(axis => spec.Objectives.IndexOf(new Objective(axis.Name, axis.Goal)))];
        return spec.Reference.IsEmpty || places.Contains(-1) ? null : [.. places.Select(place => spec.Reference[place])];
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
            if (!WrittenNumber.IsDecimal(part) || !double.IsFinite(WrittenNumber.ToDouble(part)))
                return new Refusal(RefusalKind.Invalid, new Problem(place, part.Length == 0 ? "\"\"" : part, "must be a finite number"));
            values.Add(WrittenNumber.ToDouble(part));
        }

        return values.Count == count
            ? values.ToArray()
            : new Refusal(RefusalKind.Invalid, new Problem(place, text, FormattableString.Invariant($"must be {count} numbers, one for each name of --pareto")));
    }

    private static Answer<IReadOnlyList<FrontAxis>> ReadAmong(IReadOnlyList<FrontAxis> known, string place, string text, string rule)
    {
        List<FrontAxis> axes = [];
        List<Problem> problems = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = part.LastIndexOf(':');
            var (name, goal) = at < 0 ? (part, null) : (part[..at], part[(at + 1)..]);
            if (known.FirstOrDefault(axis => axis.Name == name) is not { } axis)
            {
                string[] names = [.. known.Select(one => one.Name)];
                problems.Add(new(
                    place, name.Length == 0 ? "\"\"" : name, rule,
                    $"{Suggestions.Question(name, names)}there are {string.Join(", ", names)}"));
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

        if (problems.Count == 0 && axes.Count is < Fewest or > Most)
            problems.Add(new(place, text, FormattableString.Invariant($"must be {Fewest} to {Most} names with commas between")));
        return problems.Count == 0 ? axes : new Refusal(RefusalKind.Invalid, problems);
    }

    private static List<FrontAxis> KnownTo(SweepSpec spec)
    {
        List<FrontAxis> known = [.. ObjectivesOf(spec)];
        if (spec.Trainer.IsPerceptron)
        {
            known.Add(new(Objective.Loss.Metric, Goal.Minimize, trial => trial.BestLoss ?? double.NaN));
            known.Add(new(Objective.Accuracy.Metric, Goal.Maximize, trial => trial.FinalAccuracy ?? double.NaN));
        }

        foreach (var parameter in spec.Parameters.Where(one => one.Kind is ParameterKind.Whole or ParameterKind.Real))
        {
            known.Add(OfParameter(parameter.Name, Goal.Minimize));
        }

        known.Add(new("reached_at", Goal.Minimize, trial => trial.ReachedAt ?? double.NaN)
        {
            InTable = (table, row) => table.ReachedAt[row] < 0 ? double.NaN : table.ReachedAt[row],
        });
        known.Add(new("converged_at", Goal.Minimize, trial => trial.ConvergedAt ?? double.NaN));
        known.Add(new("trained_iterations", Goal.Minimize, trial => trial.TrainedIterations) { InTable = (table, row) => table.TrainedIterations[row] });
        known.Add(new("train_seconds", Goal.Minimize, trial => trial.TrainSeconds) { InTable = (table, row) => table.TrainSeconds[row] });

        // A parameter may have the name of the objective or of a column: the first counts.
        return [.. known.DistinctBy(axis => axis.Name)];
    }

    /// <summary>Of several the last values, as a search sees them: the best ones would be those of different steps.</summary>
    private static IEnumerable<FrontAxis> ObjectivesOf(SweepSpec spec)
    {
        var reported = spec.ReportedObjectives;
        return spec.Objectives.Length == 1
            ? [OfFirst(spec.Objective, trial => trial.BestObjective, table => table.BestObjectives)]
            : spec.Objectives.Select(objective => reported.IndexOf(objective) switch
            {
                < 0 => OfParameter(objective.Metric, objective.Goal),
                0 => OfFirst(objective, trial => trial.FinalObjective, table => table.FinalObjectives),
                var place => OfFurther(objective, place - 1),
            });
    }

    private static FrontAxis OfFirst(Objective objective, Func<TrialRecord, double?> valueOf, Func<TrialTable, double[]> columnOf) =>
        new(objective.Metric, objective.Goal, trial => valueOf(trial) ?? double.NaN) { InTable = (table, row) => columnOf(table)[row] };

    private static FrontAxis OfFurther(Objective objective, int place) =>
        new(objective.Metric, objective.Goal, trial => (objective.Metric == Objective.Loss.Metric ? trial.FinalLoss : trial.FinalAccuracy) ?? double.NaN)
        {
            Metric = objective.Metric == Objective.Loss.Metric || objective.Metric == Objective.Accuracy.Metric ? null : objective.Metric,
            InTable = (table, row) => table.FurtherObjectives[place][row],
        };

    private static FrontAxis OfParameter(string name, Goal goal) =>
        new(name, goal, trial => NumberOf(trial.Trial.Point, name)) { InTable = (table, row) => NumberOf(table.Points[row], name) };

    private static double NumberOf(TrialPoint point, string name) => point.Find(name) switch
    {
        { Kind: ParameterKind.Whole } value => value.Whole,
        { Kind: ParameterKind.Real } value => value.Real,
        _ => double.NaN,
    };
}

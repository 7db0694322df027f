using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Analysis;

/// <summary>By what a sweep's trials are told apart and ranked: its parameters in the order of tables, its resource, its objective.</summary>
public sealed class Ranking
{
    private readonly TrainerDeclaration _declared;
    private readonly Dictionary<string, ValueBins> _bins = new(StringComparer.Ordinal);

    public Ranking(SweepSpec spec, KnownTrainers? known = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _declared = (known ?? KnownTrainers.Default).Of(spec.Trainer);
        Names =
        [
            .. _declared.Parameters.Select(parameter => parameter.Name),
            .. spec.Parameters.Select(parameter => parameter.Name).Where(name => _declared.Find(name) is null),
        ];
        Resource = spec.Trainer.Resource;
        Objective = spec.Objective;
        HasTarget = spec.Target is not null;
        By = spec.Trainer.IsPerceptron || !spec.Parameters.Any(parameter => parameter.IsVaried)
            ? Names[0]
            : Names.First(name => spec.Find(name) is { IsVaried: true });
        foreach (var parameter in spec.Parameters)
        {
            if (parameter.Range is { } range && ValueBins.Of(range) is { } bins)
                _bins.Add(parameter.Name, bins);
        }
    }

    private Ranking(TrainerDeclaration declared)
    {
        (_declared, Names) = (declared, [.. declared.Parameters.Select(parameter => parameter.Name)]);
        (Resource, Objective, By) = (declared.Trainer.Resource, declared.Objective, Names[0]);
    }

    /// <summary>Of the exercise's sweeps.</summary>
    public static Ranking Perceptron { get; } = new(PerceptronParameters.Declaration);

    /// <summary>All parameters, in the order in which tables show them.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The parameter that only makes a trial longer; null where there is none.</summary>
    public string? Resource { get; }

    public Objective Objective { get; }

    /// <summary>False where nothing counts as learnt: then the best value decides.</summary>
    public bool HasTarget { get; } = true;

    /// <summary>The parameter that is ranked by where nobody names one: the first that varies, which for the perceptron is the pattern always.</summary>
    public string By { get; }

    /// <summary>
    /// Whether the values of a parameter can be tested for being different: by when their runs reach the target, which those of the resource share.
    /// </summary>
    public bool CanCompare(string name) => HasTarget && name != Resource;

    /// <summary>The order of two points by one parameter, in tables.</summary>
    public int Compare(TrialPoint one, TrialPoint other, string name)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Compare(name, one.ValueOf(name), other.ValueOf(name));
    }

    /// <summary>The order of two values of one parameter, in tables; that there is none comes last.</summary>
    public int Compare(string name, ParameterValue one, ParameterValue other) =>
        one.IsNone || other.IsNone ? one.IsNone.CompareTo(other.IsNone) : _declared.Compare(name, one, other);

    /// <summary>The part of a parameter's range that a value is told apart by; null where every value is, and of no value.</summary>
    public ValueBin? BinOf(string name, ParameterValue value) => value.IsNone ? null : _bins.GetValueOrDefault(name)?.Of(value);

    /// <summary>The parts of a parameter's range, ascending; empty where every value is told apart.</summary>
    public ImmutableArray<ValueBin> BinsOf(string name) => _bins.GetValueOrDefault(name)?.All ?? [];

    /// <summary>What all values of a group have in common: the value itself, or the first of its part of a range.</summary>
    public ParameterValue GroupOf(string name, ParameterValue value) => BinOf(name, value)?.From ?? value;

    /// <summary>What a value's group is called in tables.</summary>
    public string NameOf(string name, ParameterValue value) => BinOf(name, value)?.ToString() ?? value.ToString();

    /// <summary>The point without the resource: what trials of one setting share.</summary>
    public TrialPoint SettingOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Resource is null ? point : point.Without(Resource);
    }
}

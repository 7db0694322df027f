using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trainers;

/// <summary>What a trainer says of itself: from it come the checks of specs, their schema, and the order of tables.</summary>
public sealed record TrainerDeclaration(TrainerSpec Trainer)
{
    /// <summary>In the order in which a spec's missing parameters are added to it, and in which rows have them.</summary>
    public ImmutableArray<ParameterDeclaration> Parameters { get; init; } = [];

    /// <summary>True where a spec may have parameters that are not declared: those of a command, or of a trainer that only silos have.</summary>
    public bool TakesOthers { get; init; }

    /// <summary>What is looked at where a spec says nothing.</summary>
    public Objective Objective { get; init; } = Objective.Loss;

    /// <summary>The objective's value that counts as learnt where a spec says nothing; null where nothing does.</summary>
    public double? Target { get; init; }

    /// <summary>The metrics that it reports, each with the goal that it has; empty where nobody knows them beforehand.</summary>
    public ImmutableArray<Objective> Metrics { get; init; } = [];

    /// <summary>The declaration of a parameter; null where there is none.</summary>
    public ParameterDeclaration? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>The order of two values of a parameter in tables.</summary>
    public int Compare(string name, ParameterValue one, ParameterValue other) => Find(name)?.Compare(one, other) ?? ParameterValue.Compare(one, other);
}

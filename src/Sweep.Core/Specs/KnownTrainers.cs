using System.Collections.Immutable;
using Sweep.Core.Data;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>
/// What a spec may name: the trainers whose declarations this process has (the perceptron, and those that its host adds), and the data sets of the
/// database that the spec is for.
/// </summary>
public sealed class KnownTrainers(params ImmutableArray<TrainerDeclaration> others)
{
    /// <summary>The perceptron alone.</summary>
    public static KnownTrainers Default { get; } = new();

    private readonly ImmutableArray<TrainerDeclaration> _others = others;

    /// <summary>Data sets that stand beside the patterns; null where nobody has looked for them.</summary>
    public ImmutableSortedDictionary<string, DataReference>? Data { get; private init; }

    private TrainerDeclaration Perceptron => Data is null ? PerceptronParameters.Declaration : PerceptronParameters.WithData(Data.Keys);

    /// <summary>Names that a spec may give and of which this process knows more than the name.</summary>
    public IEnumerable<string> Names => _others.Select(declaration => declaration.Trainer.Name).Prepend(TrainerSpec.PerceptronName);

    /// <summary>What a trainer of this name says of itself; null where this process does not know it.</summary>
    public TrainerDeclaration? Find(string name) =>
        name == TrainerSpec.PerceptronName ? Perceptron : _others.FirstOrDefault(declaration => declaration.Trainer.Name == name);

    /// <summary>The same with the data sets of a database.</summary>
    public KnownTrainers With(IEnumerable<KeyValuePair<string, DataReference>> data) => new(_others)
    {
        Data = data.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>The same, and a sweep's own trainer, of which its spec says all where it is not here.</summary>
    public KnownTrainers And(TrainerSpec trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return Find(trainer.Name) is not null ? this : new([.. _others, Of(trainer)]) { Data = Data };
    }

    /// <summary>What is known of a sweep's trainer: of one that is not here, what its spec says.</summary>
    public TrainerDeclaration Of(TrainerSpec trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return Find(trainer.Name) ?? new TrainerDeclaration(trainer) { TakesOthers = true };
    }
}

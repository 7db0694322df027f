using System.Collections.Immutable;
using Sweep.Core.Pruners;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>pruner</c>: a kind's name, or a mapping; and what a sweep that prunes must keep to.</summary>
internal sealed class PrunerReader(SpecErrors errors)
{
    private const string Example = "{ kind: asha, min: 10, factor: 3, cohort: 27 }";

    // So many rungs, where the spec does not say where the first one is.
    private const int UsualRungs = 4;

    private static readonly string KindRemedy = $"write one of: {string.Join(", ", PrunerKinds.All)}";

    private readonly SpecValues _values = new(errors);

    /// <summary>Null where there is none, and where something is wrong with it.</summary>
    public PrunerSpec? Read(SpecNode? node, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters, double? target, SamplerSpec? sampler)
    {
        if (node is null)
            return null;
        var section = node is SpecNode.Scalar { IsNull: false } ? null : SpecSection.Read("pruner", node, SpecKeys.Pruner, Example, errors);
        if (node is not SpecNode.Scalar { IsNull: false } && section is null)
            return null;
        var kind = section is null ? ReadKind("pruner", node) : ReadKindOf(section);
        var factor = Whole(section, "factor", 2, PrunerSpec.MostFactor) ?? PrunerSpec.DefaultFactor;
        var steps = StepsOf(node, trainer, parameters);
        if (kind is not (PrunerKind.Asha or PrunerKind.Median) && section?["cohort"] is { } unused && kind is { } named)
        {
            var why = named == PrunerKind.Hyperband ? "the brackets say how many are judged together" : "each trial is judged by itself";
            errors.Add("pruner.cohort", unused, "", $"is not of {named.ToName()}: {why}", "leave it out");
        }

        var cohort = Whole(section, "cohort", 1, PrunerSpec.MostCohort) ?? UsualCohort(sampler);
        if (kind == PrunerKind.Target && target is null)
            errors.Add("pruner", node, "", "stops at the target, and there is none", "write target: { METRIC: VALUE }, or another pruner");
        if (steps < 2)
            errors.Add("pruner", node, $"trials of {steps} step", "must be longer, to be stopped on the way", "train for more steps, or leave the pruner out");
        var min = section?["min"] is { } first
            ? (int?)_values.Whole("pruner.min", first, 1, Math.Max(1, (steps ?? SpecLimits.Steps) - 1))
            : UsualMin(steps ?? 1, factor);
        return kind is { } known && min is { } least ? new PrunerSpec(known, least, factor, cohort) : null;
    }

    /// <summary>Of a trial; null where the spec is none that can be pruned.</summary>
    private int? StepsOf(SpecNode node, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        if (trainer is null)
            return null;
        if (!trainer.Trainer.CanPause)
        {
            errors.Add(
                "pruner", node, "", $"needs a trainer that Sweep can stop on the way and go on with, and {trainer.Trainer.Name} is none",
                "use the perceptron or a trainer in .NET with a resource and prefix: true, or leave the pruner out");
            return null;
        }

        var resource = trainer.Trainer.Resource!;
        if (parameters.FirstOrDefault(parameter => parameter.Name == resource) is not { } steps)
            return null;
        if (steps is { Range: null, Count: 1 })
            return (int)steps.Values[0].Whole;
        errors.Add(
            "pruner", node, "",
            $"needs one value of {resource}, the most that a trial is trained, and there {(steps.Range is null ? $"are {steps.Count}" : "is a range of them")}",
            $"write {resource}: [{steps.Greatest}], or leave the pruner out");
        return null;
    }

    private PrunerKind? ReadKindOf(SpecSection section)
    {
        if (section["kind"] is { } node)
            return ReadKind("pruner.kind", node);
        errors.Add("pruner.kind", section.Node, "", "is missing", KindRemedy);
        return null;
    }

    private PrunerKind? ReadKind(string path, SpecNode node)
    {
        if (_values.Text(path, node, "a pruner's name", KindRemedy) is not { } name)
            return null;
        if (PrunerKinds.TryParse(name, out var kind))
            return kind;
        errors.Add(path, node, "is no pruner", errors.IsFull ? "" : Suggestion.For(name, PrunerKinds.All, "pruners"));
        return null;
    }

    private int? Whole(SpecSection? section, string key, int least, int most) =>
        section?[key] is { } node ? (int?)_values.Whole($"pruner.{key}", node, least, most) : null;

    /// <summary>A cohort that is judged together has to be in flight together.</summary>
    private static int UsualCohort(SamplerSpec? sampler) =>
        sampler?.Options.ContainsKey(SamplerSpec.LagOption) == true ? Math.Min(PrunerSpec.DefaultCohort, sampler.Lag) : PrunerSpec.DefaultCohort;

    private static int UsualMin(int steps, int factor)
    {
        var divisor = 1L;
        for (var rung = 0; rung < UsualRungs; rung++)
            divisor *= factor;
        return (int)Math.Max(1, (steps + divisor - 1) / divisor);
    }
}

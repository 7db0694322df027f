using System.Collections.Immutable;
using Sweep.Core.Pruners;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs.Reading;

/// <summary>What a spec must keep to whose points are chosen by the results of earlier ones.</summary>
internal sealed class SearchChecks(SpecErrors errors)
{
    /// <param name="pruner">Null where there is none, or where it is wrong.</param>
    public void Check(SpecSection top, SamplerSpec sampler, ImmutableArray<Parameter> parameters, PrunerSpec? pruner)
    {
        if (SamplerDeclarations.Of(sampler) is not { IsAdaptive: true } declared || top["sampler"] is not { } chosen)
            return;
        string[] unordered = [.. parameters.Where(IsUnordered).Select(parameter => parameter.Name)];
        if (declared.IsNumeric && unordered.Length > 0)
        {
            errors.Add(
                "sampler", chosen, declared.Name,
                $"chooses numbers alone, and {string.Join(", ", unordered)} {(unordered.Length == 1 ? "has" : "have")} several values without order",
                $"give {(unordered.Length == 1 ? "it" : "them")} one value, or choose tpe");
        }

        if (!errors.Any && !parameters.Any(parameter => parameter.IsVaried))
            errors.Add("sampler", chosen, declared.Name, "has nothing to choose: every parameter has one value", "write several values or a range, or sampler: grid");
        if (top["enqueue"] is { } enqueued && declared.Find(SamplerSpec.LagOption) is null)
            errors.Add("enqueue", enqueued, "", $"is not taken by {declared.Name}, which samples whole generations itself", "choose tpe, or leave it out");
        if (pruner is not null)
            CheckPruner(top["pruner"]!, declared, sampler.Lag, pruner);
    }

    /// <summary>Trials wait at a rung for others of their cohort: these must be allowed in flight before one of them has ended.</summary>
    private void CheckPruner(SpecNode node, SamplerDeclaration sampler, int lag, PrunerSpec pruner)
    {
        if (pruner.Kind == PrunerKind.Target)
            return;
        if (sampler.Find(SamplerSpec.LagOption) is null)
            errors.Add("pruner", node, pruner.Kind.ToName(), $"would make trials wait for others that {sampler.Name} has not chosen", "choose tpe, or leave the pruner out");
        else if (pruner.Kind == PrunerKind.Hyperband)
            errors.Add("pruner", node, pruner.Kind.ToName(), $"would make trials wait for others that {sampler.Name} has not chosen", "write asha with a cohort of at most the sampler's lag");
        else if (pruner.Cohort > lag)
        {
            errors.Add(
                "pruner.cohort", CohortIn(node), $"{pruner.Cohort}",
                $"must be at most {lag}, the sampler's lag: a cohort is judged together, and no more are in flight", $"write cohort: {lag}, or a greater lag");
        }
    }

    private static SpecNode CohortIn(SpecNode pruner) =>
        (pruner as SpecNode.Map)?["cohort"] ?? pruner;

    private static bool IsUnordered(Parameter parameter) =>
        parameter.Range is null && parameter.Count > 1 && parameter.Kind is ParameterKind.Text or ParameterKind.Truth;
}

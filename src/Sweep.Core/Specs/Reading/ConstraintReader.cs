using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads <c>constraints</c>, and finds out whether any points are left.</summary>
internal sealed class ConstraintReader(SpecErrors errors)
{
    private const string Key = "constraints";

    private const string Example = "constraints: [\"momentum < 0.9 or learning_rate < 0.01\"]";

    private readonly SpecValues _values = new(errors);

    /// <summary>Those that could be read.</summary>
    /// <param name="node">The list.</param>
    /// <param name="sampler">What chooses; null where that could not be read.</param>
    /// <param name="parameters">All parameters; empty where they could not be read.</param>
    public ImmutableArray<Constraint> Read(SpecNode? node, SamplerSpec? sampler, ImmutableArray<Parameter> parameters)
    {
        if (node is null or SpecNode.Broken)
            return [];
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add(Key, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a list of expressions", $"write {Example}");
            return [];
        }

        if (items.Count is 0 or > SpecLimits.Constraints)
            errors.Add(Key, node, $"a list of {items.Count}", $"must have 1 to {SpecLimits.Constraints} expressions", $"write {Example}, or leave it out");
        else if (sampler is not null && SamplerDeclarations.Of(sampler) is { TakesConditions: false } declared)
        {
            var able = SamplerDeclarations.All.Where(one => one.TakesConditions).Select(one => one.Name);
            errors.Add(Key, node, "", $"are nothing that sampler {declared.Name} takes", $"leave them out, or choose one of: {string.Join(", ", able)}");
        }

        var read = ImmutableArray.CreateBuilder<Constraint>();
        for (var k = 0; k < Math.Min(items.Count, SpecLimits.Constraints); k++)
        {
            if (ReadOne($"{Key}[{k}]", items[k], parameters) is not { } constraint)
                continue;
            if (read.Contains(constraint))
                errors.Add($"{Key}[{k}]", items[k], "is there already", "leave one of them out");
            else
                read.Add(constraint);
        }

        return read.ToImmutable();
    }

    /// <summary>Whether a spec without errors has points to train, and no more than there may be.</summary>
    /// <param name="place">Of the constraints, or else of the parameters.</param>
    /// <param name="hasConstraints">Which of them it is.</param>
    /// <param name="spec">The spec.</param>
    public void CheckPoints(SpecNode place, bool hasConstraints, SweepSpec spec)
    {
        var path = hasConstraints ? Key : "parameters";
        try
        {
            var planned = new SearchSpace(spec with { Budget = null }).PlannedTrials;
            if (planned > SpecLimits.PlannedTrials)
                errors.Add(path, place, $"{planned} planned trials", $"must be at most {SpecLimits.PlannedTrials}", "use fewer values or replicates");
        }
        catch (RuleException wrong)
        {
            errors.Add(path, place, "", wrong.Rule, wrong.Remedy);
        }
        catch (OverflowException)
        {
            errors.Add(path, place, "", $"make more than {SpecLimits.PlannedTrials} planned trials", "use fewer values or replicates");
        }
    }

    private Constraint? ReadOne(string path, SpecNode node, ImmutableArray<Parameter> parameters)
    {
        if (_values.Text(path, node, "an expression", $"write {Example}") is not { } text)
            return null;
        try
        {
            var constraint = Constraint.Parse(text);
            if (!parameters.IsEmpty)
                constraint.Check(parameters);
            return constraint;
        }
        catch (ConstraintException wrong)
        {
            errors.Add(path, node, wrong.Rule, wrong.Remedy);
            return null;
        }
    }
}

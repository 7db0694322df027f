using System.Collections.Immutable;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// Reads the reference point that several objectives may have, each its part: a value that is worse than those of interest. Of a bounded objective it must
/// leave room for better ones.
/// </summary>
internal sealed class ReferenceReader(SpecErrors errors)
{
    private readonly SpecValues _values = new(errors);

    /// <summary>One an objective; empty where there is none. Of no use where errors were reported.</summary>
    /// <param name="path">Of the list.</param>
    /// <param name="items">The objectives, at least two, as far as they are such.</param>
    /// <param name="trainer">Null where that could not be read.</param>
    /// <param name="parameters">Those that they may name.</param>
    public ImmutableArray<double> Read(string path, IReadOnlyList<SpecNode> items, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        SpecNode?[] written = [.. items.Select(item => (item as SpecNode.Map)?[SpecKeys.Reference])];
        var first = Array.FindIndex(written, one => one is not null);
        if (first < 0)
            return [];
        var reference = ImmutableArray.CreateBuilder<double>(items.Count);
        for (var k = 0; k < items.Count; k++)
        {
            var place = $"{path}[{k}].{SpecKeys.Reference}";
            if (written[k] is not { } node)
                errors.Add(place, items[k], "", $"is missing, and {path}[{first}] has one", "write one for each objective, or for none");
            else if (_values.Real(place, node) is { } value)
            {
                reference.Add(value);
                CheckRoom(place, node, value, (SpecNode.Map)items[k], trainer, parameters);
            }
        }

        return reference.ToImmutable();
    }

    private void CheckRoom(string path, SpecNode node, double value, SpecNode.Map objective, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        if (objective["metric"] is not SpecNode.Scalar { Text: var metric }
            || objective["goal"] is not SpecNode.Scalar { Text: var word } || !EnumNames<Goal>.TryParse(word, out var goal)
            || BestOf(metric, goal, trainer, parameters) is not { } best
            || (goal == Goal.Minimize ? value > best : value < best))
            return;
        errors.Add(
            path, node, $"leaves nothing that is better: {metric} is {(goal == Goal.Minimize ? "at least" : "at most")} {NumberText.Of(best)}",
            $"write a number {(goal == Goal.Minimize ? "above" : "below")} that, worse than what you would take");
    }

    /// <summary>What no value is better than; null where nobody knows.</summary>
    private static double? BestOf(string metric, Goal goal, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        if (trainer is { Trainer.IsPerceptron: true } && metric == Objective.Loss.Metric)
            return 0;
        if (trainer is { Trainer.IsPerceptron: true } && metric == Objective.Accuracy.Metric)
            return 1;
        return parameters.FirstOrDefault(one => one.Name == metric) is { Kind: ParameterKind.Whole or ParameterKind.Real } parameter
            ? NumberOf(goal == Goal.Minimize ? parameter.Least : parameter.Greatest)
            : null;
    }

    private static double NumberOf(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;
}

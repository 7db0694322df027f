using System.Collections.Immutable;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>objective</c>: a mapping, or a list of them; and what a spec must keep to that has several.</summary>
internal sealed class ObjectiveReader(SpecErrors errors)
{
    private const string Key = "objective";

    private const string Example = "{ metric: accuracy, goal: maximize }";

    private static readonly string GoalRemedy = $"write one of: {string.Join(", ", EnumNames<Goal>.All)}";

    private readonly SpecValues _values = new(errors);

    /// <summary>The reference point, once they are read: empty where there is none.</summary>
    public ImmutableArray<double> Reference { get; private set; } = [];

    /// <summary>At least one; of no use where errors were reported.</summary>
    public ImmutableArray<Objective> Read(SpecNode? node, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        var preset = trainer?.Objective ?? Objective.Loss;
        if (node is null)
            return [preset];
        if (node is not SpecNode.List { Items: var items })
        {
            RefuseAlone(Key, node);
            return [ReadOne(Key, node, trainer, preset.Metric, []) ?? preset];
        }

        if (items.Count is 0 or > SpecLimits.Objectives)
            errors.Add(Key, node, $"a list of {items.Count}", $"must have 1 to {SpecLimits.Objectives} objectives", $"write objective: [{Example}], or leave it out");
        var read = ImmutableArray.CreateBuilder<Objective>();
        for (var k = 0; k < Math.Min(items.Count, SpecLimits.Objectives); k++)
        {
            if (ReadOne($"{Key}[{k}]", items[k], trainer, null, k == 0 ? [] : parameters) is not { } objective)
                continue;
            if (read.Any(other => other.Metric == objective.Metric))
                errors.Add($"{Key}[{k}]", items[k], objective.Metric, "is an objective already", "leave one of them out");
            else
                read.Add(objective);
        }

        if (items.Count == 1)
            RefuseAlone($"{Key}[0]", items[0]);
        else
            Reference = new ReferenceReader(errors).Read(Key, items, trainer, parameters);
        return read.Count == 0 ? [preset] : read.ToImmutable();
    }

    private void RefuseAlone(string path, SpecNode node)
    {
        if ((node as SpecNode.Map)?[SpecKeys.Reference] is { } written)
            errors.Add($"{path}.{SpecKeys.Reference}", written, "is of several objectives, and there is one", "leave it out: the best value says it all");
    }

    /// <summary>That nothing of the spec looks at one objective, where there are several.</summary>
    public void Check(SpecSection top, SamplerSpec sampler, ImmutableArray<Objective> objectives)
    {
        if (objectives.Length == 1)
            return;
        if (top["sampler"] is { } chosen && SamplerDeclarations.Of(sampler) is { TakesSeveralObjectives: false } declared)
        {
            var able = SamplerDeclarations.All.Where(one => one.TakesSeveralObjectives).Select(one => one.Name);
            errors.Add("sampler", chosen, declared.Name, $"chooses by one objective, and there are {objectives.Length}", $"write one, or choose one of: {string.Join(", ", able)}");
        }

        Refuse("pruner", top["pruner"], "judges trials");
        var budget = top["budget"] as SpecNode.Map;
        Refuse("budget.patience", budget?["patience"], "waits for better trials");
        Refuse("budget.target", budget?["target"], "ends the sweep");

        void Refuse(string path, SpecNode? node, string what)
        {
            if (node is not null)
                errors.Add(path, node, "", $"{what} by one objective, and there are {objectives.Length}", "write one objective, or leave it out");
        }
    }

    /// <param name="path">Where it stands.</param>
    /// <param name="node">A mapping.</param>
    /// <param name="trainer">Null where that could not be read.</param>
    /// <param name="usual">Its metric, where it names none; null where it has to.</param>
    /// <param name="parameters">Those that it may name instead of a metric.</param>
    private Objective? ReadOne(string path, SpecNode node, TrainerDeclaration? trainer, string? usual, ImmutableArray<Parameter> parameters)
    {
        if (SpecSection.Read(path, node, SpecKeys.Objective, Example, errors) is not { } section)
            return null;
        var metric = usual;
        if (section["metric"] is { } named)
            metric = _values.Text($"{path}.metric", named, "a metric's name", "write metric: loss");
        else if (usual is null)
            errors.Add($"{path}.metric", node, "", "is missing", "write metric: loss");
        var own = trainer?.Metrics.FirstOrDefault(one => one.Metric == metric);
        if (metric is not null && section["metric"] is { } written && own is null)
            CheckName($"{path}.metric", written, metric, trainer, parameters);

        var goal = Goal.Minimize;
        if (section["goal"] is not { } aim)
            errors.Add($"{path}.goal", node, "", "is missing", GoalRemedy);
        else if (_values.Text($"{path}.goal", aim, "a goal", GoalRemedy) is { } text && !EnumNames<Goal>.TryParse(text, out goal))
            errors.Add($"{path}.goal", aim, "is no goal", GoalRemedy);
        else if (own is not null && own.Goal != goal)
            errors.Add($"{path}.goal", aim, $"is not the goal of {metric}", $"write {EnumNames<Goal>.Of(own.Goal)}");
        return metric is null ? null : new Objective(metric, goal);
    }

    private void CheckName(string path, SpecNode node, string metric, TrainerDeclaration? trainer, ImmutableArray<Parameter> parameters)
    {
        if (parameters.FirstOrDefault(one => one.Name == metric) is { } parameter)
        {
            if (parameter.Kind is not (ParameterKind.Whole or ParameterKind.Real))
                errors.Add(path, node, $"is a parameter of {parameter.Kind switch { ParameterKind.Text => "texts", _ => "true and false" }}, none of which is better", "name a parameter of numbers, or a metric");
            else if (!parameter.When.IsEmpty)
                errors.Add(path, node, "is a parameter that not every trial has", "leave out its when, or name another");
        }
        else if (trainer is { Metrics: { IsEmpty: false } reported })
        {
            var numbers = parameters.Where(one => one.Kind is ParameterKind.Whole or ParameterKind.Real).Select(one => one.Name);
            errors.Add(
                path, node, $"is no metric of {trainer.Trainer.Name}",
                $"write one of: {string.Join(", ", reported.Select(one => one.Metric).Concat(numbers))}");
        }
    }
}

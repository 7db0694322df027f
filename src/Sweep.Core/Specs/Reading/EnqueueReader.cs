using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>enqueue</c>: points of the search space that are to be trained first.</summary>
internal sealed class EnqueueReader(SpecErrors errors)
{
    private const int MostShown = 8;

    private readonly SpecValues _values = new(errors);

    /// <summary>Those that could be read, each with one value a parameter, in their order; none of those whose conditions it does not meet.</summary>
    /// <param name="node">The list.</param>
    /// <param name="parameters">Those that could be read.</param>
    /// <param name="constraints">What every point must meet.</param>
    public ImmutableArray<ImmutableArray<ParameterValue>> Read(SpecNode? node, ImmutableArray<Parameter> parameters, ImmutableArray<Constraint> constraints)
    {
        if (node is null or SpecNode.Broken || parameters.IsEmpty)
            return [];
        var example = $"[{{ {string.Join(", ", parameters.Where(parameter => parameter is { IsVaried: true, When.IsEmpty: true }).Select(parameter => $"{parameter.Name}: {Example(parameter)}").DefaultIfEmpty($"{parameters[0].Name}: {Example(parameters[0])}"))} }}]";
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add("enqueue", node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a list of points", $"write {example}");
            return [];
        }

        if (items.Count is 0 or > SpecLimits.EnqueuedPoints)
            errors.Add("enqueue", node, $"{items.Count} points", $"must be 1 to {SpecLimits.EnqueuedPoints}", items.Count == 0 ? $"write {example}, or leave it out" : "enqueue fewer");
        var points = ImmutableArray.CreateBuilder<ImmutableArray<ParameterValue>>();
        var places = new Dictionary<TrialPoint, string>();
        var rules = RulesOf(parameters, constraints);
        ImmutableArray<string> names = [.. parameters.Select(parameter => parameter.Name)];
        for (var k = 0; k < items.Count; k++)
        {
            var path = $"enqueue[{k}]";
            if (ReadPoint(path, items[k], parameters, rules, example[1..^1]) is not { } point)
                continue;
            if (!places.TryAdd(new TrialPoint(names, point), path))
                errors.Add(path, items[k], "", $"is the point of {places[new TrialPoint(names, point)]}", "leave one of them out; replicates train a point several times");
            points.Add(point);
        }

        return points.ToImmutable();
    }

    /// <summary>Null where they do not go together: what is wrong with them is told where they stand.</summary>
    private static SpaceRules? RulesOf(ImmutableArray<Parameter> parameters, ImmutableArray<Constraint> constraints)
    {
        try
        {
            return new SpaceRules(parameters, constraints, resource: null);
        }
        catch (Exception wrong) when (wrong is ArgumentException or ConstraintException)
        {
            return null;
        }
    }

    private ImmutableArray<ParameterValue>? ReadPoint(
        string path, SpecNode node, ImmutableArray<Parameter> parameters, SpaceRules? rules, string example)
    {
        if (SpecSection.Read(path, node, [.. parameters.Select(parameter => parameter.Name)], example, errors) is not { } section)
            return null;
        var values = new ParameterValue[parameters.Length];
        var isWhole = true;
        foreach (var place in rules?.Order ?? [.. Enumerable.Range(0, parameters.Length)])
        {
            var parameter = parameters[place];
            var at = $"{path}.{parameter.Name}";

            // Whether conditions are met is known where all is right that they look at.
            bool? isActive = parameter.When.IsEmpty ? true : rules is not null && isWhole ? rules.IsActive(place, values) : null;
            switch (section[parameter.Name], isActive)
            {
                case ({ } needless, false):
                    errors.Add(at, needless, "is of no use: its conditions are not met", $"leave it out, or write {Wanted(parameter)}");
                    isWhole = false;
                    break;
                case ({ } written, _):
                    var read = ReadValue(at, written, parameter);
                    values[place] = read ?? ParameterValue.None;
                    isWhole &= read is not null;
                    break;
                case (null, true) when parameter.IsVaried:
                    errors.Add(at, node, "", "is missing", $"write {parameter.Name}: {Example(parameter)}");
                    isWhole = false;
                    break;
                case (null, true):
                    values[place] = parameter.Values[0];
                    break;
                default:
                    break;
            }
        }

        if (!isWhole || rules is null)
            return null;
        if (rules.FirstBroken(values) is >= 0 and var broken)
        {
            errors.Add(path, node, "", $"breaks the constraint {rules.Constraints[broken]}", "write a point that meets it");
            return null;
        }

        return [.. values];
    }

    private static string Wanted(Parameter parameter) =>
        string.Join(", ", parameter.When.Select(condition => $"{condition.Name}: {condition.Values[0]}"));

    private ParameterValue? ReadValue(string path, SpecNode node, Parameter parameter)
    {
        var remedy = $"write {Example(parameter)}";
        var value = parameter.Kind == ParameterKind.Whole
            ? _values.Value(path, node, parameter.Kind, remedy, parameter.Least.Whole, parameter.Greatest.Whole)
            : _values.Value(path, node, parameter.Kind, remedy);
        if (value is not { } read || parameter.Takes(read))
            return value;
        if (parameter.Range is { } range)
            errors.Add(path, node, $"is not in the range of {parameter.Name}", $"write a number from {range.ValueOf(range.Low)} to {range.ValueOf(range.High)}{(range.Step is { } step ? $", in steps of {range.ValueOf(step)}" : "")}");
        else
            errors.Add(path, node, $"is none of the values of {parameter.Name}", parameter.Count <= MostShown ? $"write one of: {string.Join(", ", parameter.Values)}" : "write one of them");
        return null;
    }

    private static string Example(Parameter parameter) => (parameter.Range is { } range ? range.ValueOf(range.Low) : parameter.Values[0]).ToString();
}

using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>enqueue</c>: points of the search space that are to be trained first.</summary>
internal sealed class EnqueueReader(SpecErrors errors)
{
    private const int MostShown = 8;

    private readonly SpecValues _values = new(errors);

    /// <summary>Those that could be read, each with one value a parameter, in their order.</summary>
    public ImmutableArray<ImmutableArray<ParameterValue>> Read(SpecNode? node, ImmutableArray<Parameter> parameters)
    {
        if (node is null or SpecNode.Broken || parameters.IsEmpty)
            return [];
        var example = $"[{{ {string.Join(", ", parameters.Where(parameter => parameter.IsVaried).Select(parameter => $"{parameter.Name}: {Example(parameter)}").DefaultIfEmpty($"{parameters[0].Name}: {Example(parameters[0])}"))} }}]";
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add("enqueue", node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a list of points", $"write {example}");
            return [];
        }

        if (items.Count is 0 or > SpecLimits.EnqueuedPoints)
            errors.Add("enqueue", node, $"{items.Count} points", $"must be 1 to {SpecLimits.EnqueuedPoints}", items.Count == 0 ? $"write {example}, or leave it out" : "enqueue fewer");
        var points = ImmutableArray.CreateBuilder<ImmutableArray<ParameterValue>>();
        var places = new Dictionary<TrialPoint, string>();
        ImmutableArray<string> names = [.. parameters.Select(parameter => parameter.Name)];
        for (var k = 0; k < items.Count; k++)
        {
            var path = $"enqueue[{k}]";
            if (ReadPoint(path, items[k], parameters, example[1..^1]) is not { } point)
                continue;
            if (!places.TryAdd(new TrialPoint(names, point), path))
                errors.Add(path, items[k], "", $"is the point of {places[new TrialPoint(names, point)]}", "leave one of them out; replicates train a point several times");
            points.Add(point);
        }

        return points.ToImmutable();
    }

    private ImmutableArray<ParameterValue>? ReadPoint(string path, SpecNode node, ImmutableArray<Parameter> parameters, string example)
    {
        if (SpecSection.Read(path, node, [.. parameters.Select(parameter => parameter.Name)], example, errors) is not { } section)
            return null;
        var values = ImmutableArray.CreateBuilder<ParameterValue>(parameters.Length);
        foreach (var parameter in parameters)
        {
            if (section[parameter.Name] is { } written)
            {
                if (ReadValue($"{path}.{parameter.Name}", written, parameter) is { } value)
                    values.Add(value);
            }
            else if (parameter.IsVaried)
                errors.Add($"{path}.{parameter.Name}", node, "", "is missing", $"write {parameter.Name}: {Example(parameter)}");
            else
                values.Add(parameter.Values[0]);
        }

        return values.Count == parameters.Length ? values.MoveToImmutable() : null;
    }

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

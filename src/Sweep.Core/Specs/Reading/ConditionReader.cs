using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads <c>when: { optimizer: [sgd] }</c> of parameters, whose values are those of others.</summary>
internal sealed class ConditionReader(SpecErrors errors, TrainerDeclaration trainer, SamplerSpec? sampler)
{
    private const string Example = "when: { optimizer: [sgd] }";

    private readonly SpecValues _values = new(errors);

    /// <summary>The parameters with their conditions; of no use where errors were reported.</summary>
    /// <param name="parameters">Those that could be read.</param>
    /// <param name="written">As the spec has them.</param>
    public ImmutableArray<Parameter> Read(ImmutableArray<Parameter> parameters, SpecSection written)
    {
        var conditioned = parameters.Select(parameter => WhenOf(written[parameter.Name]) is { } when
            ? parameter with { When = ReadWhen(parameter, when, parameters, name => written[name] is not null) }
            : parameter).ToImmutableArray();
        if (ConditionOrder.CircleOf(conditioned) is [var first, ..] circle)
        {
            errors.Add(
                PathOf(first), WhenOf(written[first])!, string.Join(" → ", circle), "goes round in a circle: none of them could ever be settled",
                "leave out one of these conditions");
        }

        return conditioned;
    }

    private static string PathOf(string name) => SpecSection.Join(SpecSection.Join("parameters", name), SpecKeys.When);

    private static SpecNode? WhenOf(SpecNode? parameter) => (parameter as SpecNode.Map)?[SpecKeys.When];

    private ImmutableArray<ParameterCondition> ReadWhen(Parameter parameter, SpecNode node, ImmutableArray<Parameter> all, Func<string, bool> isWritten)
    {
        var path = PathOf(parameter.Name);
        if (sampler is not null && SamplerDeclarations.Of(sampler) is { TakesConditions: false } declared)
        {
            var able = SamplerDeclarations.All.Where(one => one.TakesConditions).Select(one => one.Name);
            errors.Add(path, node, "", $"is nothing that sampler {declared.Name} takes", $"leave it out, or choose one of: {string.Join(", ", able)}");
        }

        if (parameter.Name == trainer.Trainer.Resource)
            errors.Add(path, node, "", "is of the trainer's resource, which every trial has", "leave it out");
        else if (trainer.Find(parameter.Name) is not null)
            errors.Add(path, node, "", $"is of a parameter that {trainer.Trainer.Name} needs in every trial", "leave it out, or use constraints");
        if (SpecSection.ReadAny(path, node, "{ optimizer: [sgd] }", errors) is not { } section)
            return [];
        if (section.Keys.Count == 0)
            errors.Add(path, node, "", "names no parameter", $"write {Example}");
        return
        [
            .. section.Keys
                .Select(key => ReadCondition(SpecSection.Join(path, key), key, section, all, isWritten(key)))
                .OfType<ParameterCondition>()
                .OrderBy(condition => condition.Name, StringComparer.Ordinal),
        ];
    }

    private ParameterCondition? ReadCondition(string path, string name, SpecSection section, ImmutableArray<Parameter> all, bool isWritten)
    {
        var node = section[name]!;
        var other = all.FirstOrDefault(parameter => parameter.Name == name);
        if (other is null)
        {
            // What could not be read has its own error.
            if (isWritten)
                return null;
            var known = all.Select(parameter => parameter.Name).ToArray();
            errors.Add(path, node, "", $"is no parameter: {Shown.Of(name)}", $"{Suggestions.Question(name, known)}the parameters are {string.Join(", ", known)}");
            return null;
        }

        if (other.Range is not null)
        {
            errors.Add(path, node, "", $"is on {name}, whose values are chosen from a range", $"list the values of {name}, or give the range a count");
            return null;
        }

        SpecNode[] items = node is SpecNode.List list ? [.. list.Items] : [node];
        if (items.Length == 0)
            errors.Add(path, node, "[]", "has no values", $"write some of: {ValuesOf(other)}");
        var wanted = new HashSet<ParameterValue>();
        for (var k = 0; k < items.Length; k++)
        {
            var at = node is SpecNode.List ? $"{path}[{k}]" : path;
            if (_values.Value(at, items[k], other.Kind, $"write one of: {ValuesOf(other)}") is not { } value)
                continue;
            if (!other.Values.Contains(value))
                errors.Add(at, items[k], $"is a value that {name} never has", $"write one of: {ValuesOf(other)}");
            else if (!wanted.Add(value))
                errors.Add(at, items[k], "is there already", "leave one of them out");
        }

        return new ParameterCondition(name, [.. other.Values.Where(wanted.Contains)]);
    }

    private static string ValuesOf(Parameter parameter) =>
        string.Join(", ", parameter.Values.Take(20)) + (parameter.Count > 20 ? ", …" : "");
}

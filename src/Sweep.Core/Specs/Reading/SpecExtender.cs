using System.Collections.Immutable;
using System.Globalization;
using Sweep.Core.Budgets;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Texts;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// The spec of a sweep that extends another: that of the other with more values or trials. All else is as it was, so that what the other has trained is
/// found again (see <see cref="SpaceOverlap"/>); what its budget ended it by, where that looked at results, would end it there again and is left out.
/// </summary>
public sealed class SpecExtender
{
    private readonly SweepSpec _spec;
    private readonly SweepExtension _extension;
    private readonly EndReason? _endedBy;
    private readonly ImmutableArray<SpecError>.Builder _errors = ImmutableArray.CreateBuilder<SpecError>();

    private SpecExtender(SweepSpec spec, SweepExtension extension, EndReason? endedBy) => (_spec, _extension, _endedBy) = (spec, extension, endedBy);

    /// <summary>The extended spec and its text, or all that is wrong with the extension.</summary>
    /// <param name="text">Of the other sweep, as it was sent.</param>
    /// <param name="spec">What that came to.</param>
    /// <param name="endedBy">What ended it.</param>
    /// <param name="extension">What is added.</param>
    /// <param name="known">The trainers that there are; the other's own need not be among them.</param>
    public static (SpecReadResult Read, string Text) Extend(
        string text, SweepSpec spec, EndReason? endedBy, SweepExtension extension, KnownTrainers known)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(extension);
        return new SpecExtender(spec, extension, endedBy).Extend(text, known);
    }

    private (SpecReadResult Read, string Text) Extend(string text, KnownTrainers known)
    {
        if (_extension is { Resource.Count: 0, Trials: null, Values.Count: 0 })
            Refuse("", "", "is extended by nothing", "say by which values, or to how many trials");
        if (_spec.Pruner is not null)
            Refuse("pruner", "", "stops trials beside which others are judged: with more of them it would have stopped others", "submit a spec with all of them");
        if (SamplerDeclarations.Of(_spec.Sampler).IsAdaptive)
            Refuse("sampler", _spec.Sampler.Kind, "chooses points by results, and nothing of such a sweep is copied", "submit a spec of its own");
        var added = Added();
        if (SpecReader.ReadNodes(text, new SpecErrors()) is not SpecNode.Map root)
            return Refused([Error("spec", "", "cannot be read again", "submit a spec with all that is wanted")]);
        root = With(root, "parameters", parameters => added.Aggregate(
            parameters as SpecNode.Map ?? Map(),
            (map, add) => With(map, add.Key.Name, written => Listed(written, new SpecNode.List([.. add.Key.Values.Select(Scalar), .. add.Value], 0, 0)))));
        root = WithoutWatch(WithTrials(root));
        root = With(root, "reuse", _ => new SpecNode.Scalar(ReuseScope.Database.ToName(), true, 0, 0));
        if (_errors.Count > 0)
            return Refused(_errors.ToImmutable());
        var extended = SpecNodeText.Of(root);
        var read = SpecReader.Read(extended, known);
        if (read.Spec is not { } more)
            return Refused([.. read.Errors.Select(error => Error(error.Path, error.Value, error.Rule, error.Remedy))]);
        foreach (var parameter in _spec.Parameters.Where(parameter => more.Find(parameter.Name)!.Kind != parameter.Kind))
        {
            var (had, has) = (EnumNames<ParameterKind>.Of(parameter.Kind), EnumNames<ParameterKind>.Of(more.Find(parameter.Name)!.Kind));
            Refuse($"parameters.{parameter.Name}", "", $"has {had} values, and would have {has} ones", "add values of the same kind");
        }

        // Paths and data sets are those of the other sweep, whatever their names would mean now.
        return _errors.Count > 0
            ? Refused(_errors.ToImmutable())
            : (new SpecReadResult(more with { Trainer = _spec.Trainer, Data = more.Data.SetItems(_spec.Data) }, []), extended);
    }

    private static (SpecReadResult Read, string Text) Refused(ImmutableArray<SpecError> errors) => (new SpecReadResult(null, errors), "");

    private Dictionary<Parameter, List<SpecNode>> Added()
    {
        var added = new Dictionary<Parameter, List<SpecNode>>();
        foreach (var (name, values) in _extension.Values)
            Add(name, values);
        if (_extension.Resource.Count > 0)
        {
            if (_spec.Trainer.Resource is { } resource)
                Add(resource, _extension.Resource);
            else
                Refuse("trainer", _spec.Trainer.Name, "has no resource that makes trials longer", "add values of its parameters");
        }

        return added;

        void Add(string name, IReadOnlyList<string> values)
        {
            if (Find(name) is not { } parameter)
                return;
            added.TryAdd(parameter, []);
            foreach (var value in values)
            {
                if (parameter.Values.Any(one => IsSame(one, value)))
                    Refuse($"parameters.{name}", value, "is there already", "leave it out");
                else
                    added[parameter].Add(new SpecNode.Scalar(value, parameter.Kind == ParameterKind.Text, 0, 0));
            }
        }
    }

    /// <summary>The parameter that is to have more values; null where it can have none.</summary>
    private Parameter? Find(string name)
    {
        var parameter = _spec.Find(name);
        if (parameter is null)
            Refuse($"parameters.{name}", "", "is no parameter of the sweep", $"name one of: {string.Join(", ", _spec.Parameters.Select(one => one.Name))}");
        else if (!_spec.Enqueue.IsEmpty)
            Refuse($"parameters.{name}", "", "is of points that are enqueued, and with more values the others would have other numbers", "submit a spec of its own");
        else if (_spec.Sampler != SamplerSpec.Grid)
            Refuse($"parameters.{name}", "", $"is chosen by the sampler {_spec.Sampler.Kind}, which would choose other points with more values", "ask for more trials, or submit a spec of its own");
        else
            return parameter;
        return null;
    }

    private SpecNode.Map WithTrials(SpecNode.Map root)
    {
        if (_extension.Trials is not { } trials)
            return root;
        var written = new SpecNode.Scalar(Text(trials), false, 0, 0);
        if (_spec.Sampler.Trials is { } before)
        {
            if (trials <= before)
                Refuse("sampler.trials", Text(trials), $"must be more than the {Text(before)} that it had", "ask for more");
            return With(root, "sampler", sampler => With(
                sampler as SpecNode.Map ?? With(Map(), "kind", _ => new SpecNode.Scalar(_spec.Sampler.Kind, true, 0, 0)), SamplerSpec.TrialsOption, _ => written));
        }

        if (_spec.Budget?.Trials is not { } planned)
            Refuse("trials", Text(trials), "cannot be asked for: the sweep trains all points of a grid", "add values of its parameters");
        else if (trials <= planned)
            Refuse("budget.trials", Text(trials), $"must be more than the {Text(planned)} that it had", "ask for more");
        return With(root, "budget", budget => With(budget as SpecNode.Map ?? Map(), "trials", _ => written));
    }

    /// <summary>What ended the sweep by looking at results would end the same trials again.</summary>
    private SpecNode.Map WithoutWatch(SpecNode.Map root)
    {
        if (_endedBy is not (EndReason.Patience or EndReason.Target))
            return root;
        var left = root.Entries.Select(entry => entry.Key is SpecNode.Scalar { Text: "budget" } && entry.Value is SpecNode.Map budget
            ? (entry.Key, new SpecNode.Map([.. budget.Entries.Where(part => part.Key is not SpecNode.Scalar { Text: "patience" or "target" })], 0, 0))
            : entry);
        return new SpecNode.Map([.. left.Where(entry => entry.Item2 is not SpecNode.Map { Entries.Count: 0 })], 0, 0);
    }

    private void Refuse(string path, string value, string rule, string remedy) => _errors.Add(Error(path, value, rule, remedy));

    private static SpecError Error(string path, string value, string rule, string remedy) => new(path, null, null, value, rule, remedy);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static SpecNode.Map Map() => new([], 0, 0);

    /// <summary>Values in the place of those that were written; a condition stays.</summary>
    private static SpecNode Listed(SpecNode? written, SpecNode.List values) => (written as SpecNode.Map)?[SpecKeys.When] is { } when
        ? With(With(Map(), SpecKeys.Values, _ => values), SpecKeys.When, _ => when)
        : values;

    private static SpecNode.Map With(SpecNode.Map map, string key, Func<SpecNode?, SpecNode> value)
    {
        var place = map.Entries.FindIndex(entry => entry.Key is SpecNode.Scalar { Text: var text } && text == key);
        List<(SpecNode, SpecNode)> entries = [.. map.Entries];
        if (place < 0)
            entries.Add((new SpecNode.Scalar(key, true, 0, 0), value(null)));
        else
            entries[place] = (entries[place].Item1, value(entries[place].Item2));
        return new SpecNode.Map(entries, 0, 0);
    }

    private static bool IsSame(ParameterValue one, string written) => one.Kind == ParameterKind.Real
        ? WrittenNumber.IsDecimal(written) && WrittenNumber.ToDouble(written).Equals(one.Real)
        : one.ToString() == written;

    private static SpecNode Scalar(ParameterValue value) => value.Kind switch
    {
        ParameterKind.Text => new SpecNode.Scalar(value.Text, true, 0, 0),
        ParameterKind.Real when value.ToString() is var text && text.All(letter => letter is '-' or (>= '0' and <= '9')) =>
            new SpecNode.Scalar($"{text}.0", false, 0, 0),
        _ => new SpecNode.Scalar(value.ToString(), false, 0, 0),
    };
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sweep.Core.Data;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Specs.Reading;

/// <summary>Turns a spec's nodes into the model, and reports everything that keeps them from it.</summary>
internal sealed class SpecValidator(SpecErrors errors, KnownTrainers known)
{
    private readonly SpecValues _values = new(errors);

    /// <summary>The sweeps that it is to begin with the results of.</summary>
    public ImmutableArray<HistoryName> History { get; private set; } = [];

    /// <summary>The spec; of no use where errors were reported.</summary>
    public SweepSpec? Read(SpecNode root)
    {
        if (SpecSection.Read("", root, SpecKeys.Top, "a spec as the examples do: name, parameters, …", errors) is not { } top)
            return null;
        Whole(top, "version", SpecLimits.Version, SpecLimits.Version, SpecLimits.Version);
        var name = ReadName(top);
        var trainer = new TrainerReader(errors, known).Read(top["trainer"]);
        var sampler = new SamplerReader(errors).Read(top["sampler"]);
        var (parameters, written) = trainer is null ? ([], null) : ReadParameters(top, trainer, sampler);
        var aims = new ObjectiveReader(errors);
        var objectives = aims.Read(top["objective"], trainer, parameters);
        if (trainer?.Trainer.Command is { } command)
        {
            string[] conditional = [.. parameters.Where(parameter => !parameter.When.IsEmpty).Select(parameter => parameter.Name)];
            foreach (var problem in CommandCheck.Problems(command, written?.Keys ?? [], conditional))
                errors.Add($"trainer.{problem.Place}", top["trainer"]!, problem.Value, problem.Rule, problem.Remedy);
        }

        var replicates = Whole(top, "replicates", 1, SpecLimits.Replicates, SpecDefaults.Replicates);
        var dataSeed = Whole(top, "data_seed", 0, SpecLimits.Seed, SpecDefaults.DataSeed);
        var initSeed = Whole(top, "init_seed", 0, SpecLimits.Seed, SpecDefaults.InitSeed);
        var target = ReadTarget(top, trainer, objectives[0]);
        var record = Inner(top, "record", SpecKeys.Record, "{ every: 1 }");
        if (record is not null && trainer is { Trainer.IsPerceptron: false })
            errors.Add("record", record.Node, "", "is the perceptron's", "leave it out: other trainers record what they report");
        var every = record is null
            ? SpecDefaults.RecordEvery
            : Whole(record, "every", 1, SpecLimits.RecordEvery, SpecDefaults.RecordEvery, "record.every");
        var weight = Positive(top, "weight", "weight", SpecDefaults.Weight);
        var limit = top["max_concurrent"] is { } concurrent
            ? _values.Whole("max_concurrent", concurrent, 1, SpecLimits.MaxConcurrent)
            : null;
        var rules = new ConstraintReader(errors);
        var constraints = rules.Read(top["constraints"], sampler, written?.Keys.All(key => parameters.Any(parameter => parameter.Name == key)) == true ? parameters : []);
        var pruner = new PrunerReader(errors).Read(top["pruner"], trainer, parameters, target, sampler);
        var enqueue = new EnqueueReader(errors).Read(top["enqueue"], parameters, constraints);
        History = new HistoryReader(errors).Read(top["history"], sampler);
        var budgets = new BudgetReader(errors);
        var budget = budgets.Read(top["budget"], trainer, sampler, parameters, replicates, target);
        var reuse = ReadReuse(top, trainer, sampler);
        var data = trainer is { Trainer.IsPerceptron: true } ? DataIn(parameters) : SweepSpec.NoData;
        var scale = ReadScale(top, trainer, isOfUse: !data.IsEmpty || parameters.All(parameter => parameter.Name != PerceptronParameters.Pattern));
        var notify = new NotifyReader(errors).Read(top["notify"]);
        var checks = new SpecTotals(errors);
        checks.CheckSeeds(top, "data_seed", dataSeed, replicates);
        checks.CheckSeeds(top, "init_seed", initSeed, replicates);
        if (sampler is not null)
        {
            // Rules leave fewer than all combinations; how many they are is reckoned once all else is right.
            if (sampler.Trials is not null || (constraints.IsEmpty && parameters.All(parameter => parameter.When.IsEmpty)))
                checks.CheckPlannedTrials(written?.Node ?? top.Node, top["sampler"], sampler, parameters, enqueue.Length, replicates);
            checks.CheckVaried(top["sampler"], sampler, parameters);
            new SearchChecks(errors).Check(top, sampler, parameters, pruner);
            aims.Check(top, sampler, objectives);
        }

        checks.CheckRecordedPoints(written, record, parameters, every);
        checks.CheckSamples(written, parameters, data);
        if (errors.Any || name is null || trainer is null || sampler is null)
            return null;
        var spec = new SweepSpec(
            name, parameters, replicates!.Value, (uint)dataSeed!.Value, (uint)initSeed!.Value, target, (int)every!.Value, weight!.Value,
            (int?)limit, reuse)
        {
            Trainer = trainer.Trainer,
            Objectives = objectives,
            Reference = aims.Reference,
            Data = data,
            Scale = scale,
            Pruner = pruner,
            Sampler = sampler,
            Constraints = constraints,
            Enqueue = enqueue,
            Budget = budget,
            Notify = notify,
        };
        if (spec.HasRules)
            rules.CheckPoints(top["constraints"] ?? written!.Node, !constraints.IsEmpty, spec);
        if (!errors.Any)
            budgets.Check(spec);
        return spec;
    }

    private ImmutableSortedDictionary<string, DataReference> DataIn(ImmutableArray<Parameter> parameters)
    {
        var names = parameters.FirstOrDefault(parameter => parameter.Name == PerceptronParameters.Pattern)?.Values.Select(value => value.Text).ToHashSet();
        return known.Data is { } all && names is not null
            ? all.Where(set => names.Contains(set.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal)
            : SweepSpec.NoData;
    }

    private string? ReadName(SpecSection top)
    {
        const string Remedy = "write one line of printable characters, such as name: my-sweep";
        if (top["name"] is not { } node)
        {
            errors.Add("name", top.Node, "", "is missing", Remedy);
            return null;
        }

        var inQuotes = node is SpecNode.Scalar { IsNull: false, IsQuoted: false } word ? $"write \"{word.Show()}\" in quotes" : Remedy;
        if (_values.Text("name", node, "text", inQuotes) is not { } name)
            return null;
        var strange = name.EnumerateRunes().Where(rune => !Shown.IsPrintable(rune)).Select(rune => (Rune?)rune).FirstOrDefault();
        if (string.IsNullOrWhiteSpace(name))
            errors.Add("name", node, "is blank", Remedy);
        else if (name.Contains('\n') || name.Contains('\r'))
            errors.Add("name", node, "must be one line", Remedy);
        else if (strange is { } rune)
            errors.Add("name", node, $"must be printable characters, and has {Shown.CodeOf(rune)}", Remedy);
        else if (name.EnumerateRunes().Count() is > SpecLimits.NameLength and var length)
            errors.Add("name", node, $"must be at most {SpecLimits.NameLength} characters long, and has {length}", "shorten it");
        else if (name != name.Trim())
            errors.Add("name", node, "must not start or end with a space", $"write {Shown.Of(name.Trim())}");
        else
            return name;
        return null;
    }

    // The parameters that could be read, those left out at the end with their defaults.
    private (ImmutableArray<Parameter> Read, SpecSection? Written) ReadParameters(SpecSection top, TrainerDeclaration trainer, SamplerSpec? sampler)
    {
        var first = trainer.Parameters.FirstOrDefault(declared => declared.Default is null);
        var example = first is null ? "{ learning_rate: [0.001, 0.01] }" : $"{{ {first.Name}: {first.Example} }}";
        if (top["parameters"] is not { } node)
        {
            errors.Add("parameters", top.Node, "", "is missing", $"write parameters: {example}");
            return ([], null);
        }

        var section = trainer.TakesOthers
            ? SpecSection.ReadAny("parameters", node, example, errors)
            : SpecSection.Read("parameters", node, [.. trainer.Parameters.Select(declared => declared.Name)], example, errors);
        if (section is null)
            return ([], null);
        var read = ImmutableArray.CreateBuilder<Parameter>();
        var reader = new ParameterReader(errors, trainer, sampler);
        foreach (var key in section.Keys)
        {
            if (IsName(key, section[key]!) && reader.Read(key, section[key]!) is { } parameter)
                read.Add(parameter);
        }

        foreach (var declared in trainer.Parameters.Where(declared => section[declared.Name] is null))
        {
            if (declared.Default is { } preset)
                read.Add(new Parameter(declared.Name, declared.Kind, [preset]));
            else
                errors.Add($"parameters.{declared.Name}", section.Node, "", "is missing", $"write {declared.Name}: {declared.Example}");
        }

        CheckCount(section, trainer, read);
        return (new ConditionReader(errors, trainer, sampler).Read(read.ToImmutable(), section), section);
    }

    private void CheckCount(SpecSection section, TrainerDeclaration trainer, IEnumerable<Parameter> read)
    {
        if (trainer.TakesOthers && section.Keys.Count is 0 or > SpecLimits.Parameters)
            errors.Add("parameters", section.Node, $"{section.Keys.Count} parameters", $"must be 1 to {SpecLimits.Parameters}", "write what the trainer is to be tried with");
        if (trainer.Trainer.Resource is not { } resource || trainer.Find(resource) is not null)
            return;
        if (section[resource] is null)
            errors.Add("parameters", section.Node, "", $"has no {resource}, which is the trainer's resource", $"write {resource}: [10]");
        else if (read.FirstOrDefault(parameter => parameter.Name == resource) is { Kind: not ParameterKind.Whole })
            errors.Add($"parameters.{resource}", section[resource]!, "is the trainer's resource, and must be whole numbers", $"write {resource}: [10]");
    }

    private bool IsName(string key, SpecNode node)
    {
        if (key.Length is > 0 and <= 100
            && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-')
            && char.IsAsciiLetterOrDigit(key[0]))
            return true;
        errors.Add(
            SpecSection.Join("parameters", key), node, "", "must be named with letters, digits, _, . and -, at most 100, the first a letter or digit",
            "rename it, and let the trainer translate");
        return false;
    }

    private double? ReadTarget(SpecSection top, TrainerDeclaration? trainer, Objective objective)
    {
        var preset = objective == trainer?.Objective ? trainer.Target : null;
        var example = (preset ?? 0.9).ToString("R", CultureInfo.InvariantCulture);
        if (Inner(top, "target", [objective.Metric], $"{{ {objective.Metric}: {example} }}") is not { } section || section[objective.Metric] is not { } node)
            return preset;
        var path = $"target.{objective.Metric}";
        if (trainer is not { Trainer.IsPerceptron: true })
            return _values.Real(path, node);
        var target = _values.Positive(path, node, example);
        if (target > 1 && objective == Objective.Accuracy)
            errors.Add(path, node, "must be at most 1, for it is a share of the samples", $"write a number such as {example}");
        return target;
    }

    private ReuseScope ReadReuse(SpecSection top, TrainerDeclaration? trainer, SamplerSpec? sampler)
    {
        var isSearch = sampler is not null && SamplerDeclarations.Of(sampler).IsAdaptive;
        if (top["reuse"] is not { } node)
            return trainer is null or { Trainer.IsDeterministic: true } && top["pruner"] is null && !isSearch ? SpecDefaults.Reuse : ReuseScope.None;
        var remedy = $"write one of: {string.Join(", ", ReuseScopes.All)}";
        if (_values.Text("reuse", node, "a scope's name", remedy) is not { } name)
            return default;
        if (!ReuseScopes.TryParse(name, out var scope))
            errors.Add("reuse", node, "is not a scope of reuse", remedy);
        else if (scope != ReuseScope.None && top["pruner"] is not null)
            errors.Add("reuse", node, "would keep trials whole that the pruner may stop", "write none, or leave it or the pruner out");
        else if (scope != ReuseScope.None && isSearch)
            errors.Add("reuse", node, $"knows trials by their numbers, and what {sampler!.Kind} chooses for a number is not known before", "write none, or leave it out");
        return scope;
    }

    private FeatureScale ReadScale(SpecSection top, TrainerDeclaration? trainer, bool isOfUse)
    {
        if (top["scale"] is not { } node)
            return SpecDefaults.Scale;
        var remedy = $"write one of: {string.Join(", ", FeatureScales.All)}";
        var scale = SpecDefaults.Scale;
        if (_values.Text("scale", node, "a scale's name", remedy) is { } name && !FeatureScales.TryParse(name, out scale))
            errors.Add("scale", node, "is not a scale", remedy);
        else if (trainer is { Trainer.IsPerceptron: false })
            errors.Add("scale", node, "is the perceptron's", "leave it out: other trainers scale their data themselves");
        else if (!isOfUse)
            errors.Add("scale", node, "has no data set to scale", "leave it out, or name a data set among the patterns");
        return scale;
    }

    private SpecSection? Inner(SpecSection top, string key, IReadOnlyList<string> keys, string example) =>
        top[key] is { } node ? SpecSection.Read(key, node, keys, example, errors) : null;

    private long? Whole(SpecSection section, string key, long least, long most, long preset, string? path = null) =>
        section[key] is { } node ? _values.Whole(path ?? key, node, least, most) : preset;

    private double? Positive(SpecSection section, string path, string key, double preset) =>
        section[key] is { } node ? _values.Positive(path, node, $"{preset}") : preset;
}

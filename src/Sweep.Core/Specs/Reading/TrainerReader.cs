using System.Collections.Immutable;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>trainer</c>: a name, or what a trainer is and may do.</summary>
internal sealed class TrainerReader(SpecErrors errors, KnownTrainers known)
{
    private const string Example = "{ command: [python3, train.py, \"${args}\"] }";

    private readonly SpecValues _values = new(errors);

    /// <summary>The trainer's declaration; the perceptron's where the spec has none, null, with errors, where something is wrong.</summary>
    public TrainerDeclaration? Read(SpecNode? node)
    {
        if (node is null)
            return known.Of(TrainerSpec.Perceptron);
        if (node is SpecNode.Scalar)
            return ReadName("trainer", node) is { } plain ? known.Of(new TrainerSpec(plain)) : null;
        if (SpecSection.Read("trainer", node, SpecKeys.Trainer, Example, errors) is not { } section)
            return null;
        var (named, commanded) = (section["name"] is not null, section["command"] is not null);
        if (named == commanded)
        {
            errors.Add("trainer", node, "", named ? "has both name and command" : "has neither name nor command", $"write one of them: {Example}");
            return null;
        }

        return named ? ReadNamed(section) : ReadCommand(section);
    }

    private TrainerDeclaration? ReadNamed(SpecSection section)
    {
        var read = ReadName("trainer.name", section["name"]!);
        if (read == TrainerSpec.ExternalName)
            return ReadExternal(section);
        foreach (var key in section.Keys.Where(SpecKeys.OfCommand.Contains))
            errors.Add($"trainer.{key}", section[key]!, "", "is a command's", "leave it out: the silo's operator has set up what the name stands for");
        if (read is not { } name)
            return null;
        if (known.Find(name) is not { } declared)
            return new TrainerDeclaration(ReadAbilities(section, new TrainerSpec(name), isDeterministic: false)) { TakesOthers = true };
        foreach (var key in section.Keys.Where(key => key != "name"))
            errors.Add($"trainer.{key}", section[key]!, "", $"is what {name} says of itself", "leave it out");
        return declared;
    }

    private TrainerDeclaration ReadExternal(SpecSection section)
    {
        foreach (var key in section.Keys.Except(SpecKeys.OfExternal))
        {
            var isCommands = SpecKeys.OfCommand.Contains(key);
            errors.Add(
                $"trainer.{key}", section[key]!, "", isCommands ? "is a command's" : "is nothing that an external trainer can do",
                isCommands ? "leave it out: whoever asks for a trial trains it as they like" : "leave it out: each trial is claimed by itself, and trained from its beginning");
        }

        TimeSpan? silence = null;
        if (section["limits"] is { } node
            && SpecSection.Read("trainer.limits", node, SpecKeys.ExternalLimits, "{ silence: 10m }", errors)?["silence"] is { } limit)
        {
            silence = _values.Duration("trainer.limits.silence", limit);
            if (silence < SpecLimits.LeastSilence || silence > SpecLimits.MostSilence)
                errors.Add("trainer.limits.silence", limit, "must be from 1s to 30d", "write silence: 5m");
        }

        var trainer = ReadAbilities(section, new TrainerSpec(TrainerSpec.ExternalName) { Silence = silence }, isDeterministic: false);
        return new TrainerDeclaration(trainer with { SharesPrefixes = false, IsResumable = false }) { TakesOthers = true };
    }

    private TrainerDeclaration? ReadCommand(SpecSection section)
    {
        var words = ReadTexts("trainer.command", section["command"]!, "[python3, train.py, \"${args}\"]");
        if (words is { IsEmpty: true })
            errors.Add("trainer.command", section["command"]!, "[]", "has no words", $"write command: [python3, train.py, \"${{args}}\"]");
        var style = ArgumentStyle.Gnu;
        if (section["args"] is { } args)
        {
            var remedy = $"write one of: {string.Join(", ", EnumNames<ArgumentStyle>.All)}";
            if (_values.Text("trainer.args", args, "a style of arguments", remedy) is { } text && !EnumNames<ArgumentStyle>.TryParse(text, out style))
                errors.Add("trainer.args", args, "is no style of arguments", remedy);
        }

        var directory = section["directory"] is { } place ? _values.Text("trainer.directory", place, "a path", "write directory: code") : null;
        var environment = ReadEnvironment(section["environment"]);
        var secrets = section["secrets"] is { } names ? ReadTexts("trainer.secrets", names, "[HF_TOKEN]") : [];
        var limits = ReadLimits(section["limits"]);
        if (errors.Any || words is null || secrets is null)
            return null;
        var command = new TrainerCommand(words.Value, style, directory, environment, secrets.Value, limits);
        var trainer = ReadAbilities(section, new TrainerSpec(TrainerSpec.CommandName) { Command = command }, isDeterministic: false);
        return new TrainerDeclaration(trainer) { TakesOthers = true };
    }

    private TrainerSpec ReadAbilities(SpecSection section, TrainerSpec trainer, bool isDeterministic)
    {
        bool Truth(string key, bool preset) => section[key] is { } node ? _values.Truth($"trainer.{key}", node) ?? preset : preset;
        string? Text(string key) => section[key] is { } node ? _values.Text($"trainer.{key}", node, "a name", $"write {key}: epochs") : null;
        var (resource, prefix) = (Text("resource"), Truth("prefix", false));
        if (prefix && section["resource"] is null)
            errors.Add("trainer.prefix", section["prefix"]!, "needs a resource", "name the parameter that only makes a trial longer: resource: epochs");
        return trainer with
        {
            Version = section["version"] is { } version ? _values.Text("trainer.version", version, "text", "write version: \"1\"") : null,
            Resource = resource,
            SharesPrefixes = prefix,
            IsResumable = Truth("resumable", false),
            IsDeterministic = Truth("deterministic", isDeterministic),
            Slots = section["slots"] is { } slots ? (int)(_values.Whole("trainer.slots", slots, 1, SpecLimits.MostSlots) ?? 1) : 1,
        };
    }

    private ImmutableSortedDictionary<string, string> ReadEnvironment(SpecNode? node)
    {
        var empty = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (node is null || SpecSection.ReadAny("trainer.environment", node, "{ OMP_NUM_THREADS: \"1\" }", errors) is not { } section)
            return empty;
        return section.Keys
            .Select(key => (Key: key, Value: _values.Text(SpecSection.Join("trainer.environment", key), section[key]!, "text", "write the value in quotes")))
            .Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    private CommandLimits ReadLimits(SpecNode? node)
    {
        if (node is null || SpecSection.Read("trainer.limits", node, SpecKeys.Limits, "{ time: 2h, attempts: 3 }", errors) is not { } section)
            return new CommandLimits();
        TimeSpan? Time(string key) => section[key] is { } value ? _values.Duration($"trainer.limits.{key}", value) : null;
        return new CommandLimits(
            Time("time"), Time("silence"), section["memory"] is { } memory ? _values.Size("trainer.limits.memory", memory) : null, Time("grace"),
            section["attempts"] is { } attempts ? (int)(_values.Whole("trainer.limits.attempts", attempts, 1, 100) ?? 1) : 3);
    }

    private string? ReadName(string path, SpecNode node)
    {
        var remedy = $"write one of: {string.Join(", ", known.Names)}, or the name of one that the silos have";
        if (_values.Text(path, node, "a trainer's name", remedy) is not { } name)
            return null;
        if (name.Length is > 0 and <= 100 && name != TrainerSpec.CommandName
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
            return name;
        errors.Add(path, node, "is no name of a trainer", $"{remedy}; a program of your own is {Example}");
        return null;
    }

    private ImmutableArray<string>? ReadTexts(string path, SpecNode node, string example)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add(path, node, node.Show(), "must be a list of words", $"write {example}");
            return null;
        }

        var texts = items.Select((item, index) => item is SpecNode.Scalar { IsNull: false, IsQuoted: false } word
            ? word.Text
            : _values.Text($"{path}[{index}]", item, "a word", "write it in quotes")).ToArray();
        return texts.All(text => text is not null) ? [.. texts.Select(text => text!)] : null;
    }
}

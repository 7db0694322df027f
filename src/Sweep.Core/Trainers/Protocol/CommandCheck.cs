using System.Collections.Immutable;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>Finds what is wrong with a command before any trial runs by it.</summary>
public static class CommandCheck
{
    /// <summary>All of it; places are those of a spec's <c>trainer</c>: <c>command[2]</c>, <c>environment.OMP_NUM_THREADS</c>.</summary>
    /// <param name="command">What is to run.</param>
    /// <param name="parameters">The names of the sweep's parameters.</param>
    /// <param name="conditional">Of them, those that not every trial has; null for none.</param>
    public static ImmutableArray<Problem> Problems(
        TrainerCommand command, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string>? conditional = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. OfWords(command, parameters, conditional ?? []), .. OfEnvironment(command), .. OfSecrets(command), .. OfLimits(command.Limits)];
    }

    /// <summary>Whether a silo may have a secret of this name.</summary>
    public static bool IsSecretName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 128 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
    }

    private static IEnumerable<Problem> OfWords(TrainerCommand command, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> conditional)
    {
        if (command.Words.IsDefaultOrEmpty || command.Words[0].Length == 0)
            yield return new("command", "", "must begin with a program", "write a list such as [python3, train.py, \"${args}\"]");
        for (var k = 0; k < command.Words.Length; k++)
        {
            foreach (var problem in OfWord($"command[{k}]", command.Words[k], isProgram: k == 0, parameters, conditional))
                yield return problem;
        }

        if (command.Directory is { } directory && (directory.Length == 0 || directory.Contains('\0', StringComparison.Ordinal)))
            yield return new("directory", directory, "must be a folder's path");
    }

    private static IEnumerable<Problem> OfWord(
        string place, string word, bool isProgram, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> conditional)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
        {
            yield return new(place, word, "has a NUL, which no program can be given");
            yield break;
        }

        ImmutableArray<string> names = [];
        var isOpen = false;
        try
        {
            names = CommandWords.Names(word);
        }
        catch (FormatException)
        {
            isOpen = true;
        }

        if (isOpen)
            yield return new(place, word, "has a ${ without }", "end it, or write $${ for these very characters");
        foreach (var name in names)
        {
            if (name == CommandWords.Arguments && (isProgram || word != "${args}"))
                yield return new(place, word, "has ${args} within a word", "let ${args} stand alone: it becomes a word a parameter");
            else if (name is not (CommandWords.Arguments or CommandWords.Json or CommandWords.File) && !parameters.Contains(name, StringComparer.Ordinal))
                yield return Unknown(place, name, parameters);
            else if (conditional.Contains(name, StringComparer.Ordinal))
                yield return new(place, $"${{{name}}}", "is not there in every trial: it has a condition", "write ${args}, which has the parameters that there are, or ${args_json}");
        }
    }

    private static Problem Unknown(string place, string name, IReadOnlyCollection<string> parameters)
    {
        string[] known = [.. parameters, CommandWords.Arguments, CommandWords.Json, CommandWords.File];
        var closest = Suggestions.For(name, known);
        return new(
            place,
            $"${{{name}}}",
            "is neither a parameter nor ${args}, ${args_json} or ${parameters_file}",
            closest is null ? $"the parameters are {string.Join(", ", parameters)}; write $${{ for these very characters" : $"did you mean ${{{closest}}}?");
    }

    private static IEnumerable<Problem> OfEnvironment(TrainerCommand command)
    {
        foreach (var (name, value) in command.Environment)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0', StringComparison.Ordinal))
                yield return new($"environment.{name}", value, "is no variable: names have neither = nor NUL, values no NUL");
            else if (name.StartsWith(TrialVariables.Prefix, StringComparison.Ordinal))
                yield return new($"environment.{name}", value, $"may not be set: names with {TrialVariables.Prefix} are Sweep's own", "choose another name");
        }
    }

    private static IEnumerable<Problem> OfSecrets(TrainerCommand command)
    {
        foreach (var name in command.Secrets)
        {
            if (!IsSecretName(name))
                yield return new("secrets", name, "must be a name of letters, digits, _, - and ., as it becomes that of a file");
        }
    }

    private static IEnumerable<Problem> OfLimits(CommandLimits limits)
    {
        if (limits.Time is { } time && time <= TimeSpan.Zero)
            yield return new("limits.time", $"{time}", "must be longer than nothing");
        if (limits.Silence is { } silence && silence <= TimeSpan.Zero)
            yield return new("limits.silence", $"{silence}", "must be longer than nothing");
        if (limits.Memory is { } memory && memory < 1 << 20)
            yield return new("limits.memory", $"{memory}", "must be at least 1 MiB");
        if (limits.Grace is { } grace && grace < TimeSpan.Zero)
            yield return new("limits.grace", $"{grace}", "must not be negative");
        if (limits.Attempts < 1)
            yield return new("limits.attempts", $"{limits.Attempts}", "must be at least 1");
    }
}

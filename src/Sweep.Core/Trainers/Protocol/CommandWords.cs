using System.Collections.Immutable;
using System.Text;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>What a command's words become for one trial.</summary>
public static class CommandWords
{
    /// <summary>Stands alone, for a word a parameter.</summary>
    public const string Arguments = "args";

    /// <summary>The parameters as one JSON object.</summary>
    public const string Json = "args_json";

    /// <summary>The path of the file of parameters.</summary>
    public const string File = "parameters_file";

    /// <summary>The program and its arguments.</summary>
    /// <param name="command">Without errors, as <see cref="CommandCheck"/> finds them.</param>
    /// <param name="point">The trial's parameters.</param>
    /// <param name="parametersFile">The path of the file that has them.</param>
    /// <exception cref="TrainerException">A word asks for a parameter that the point does not have.</exception>
    public static ImmutableArray<string> Expand(TrainerCommand command, TrialPoint point, string parametersFile)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(point);
        var words = ImmutableArray.CreateBuilder<string>(command.Words.Length + point.Names.Length);
        foreach (var word in command.Words)
        {
            if (word == "${args}")
                words.AddRange(point.Names.Zip(point.Values, (name, value) => Argument(command.Arguments, name, value)).OfType<string>());
            else
                words.Add(Filled(word, name => Value(name, point, parametersFile)));
        }

        return words.ToImmutable();
    }

    /// <summary>The names that a word asks for by <c>${name}</c>.</summary>
    /// <exception cref="FormatException">A <c>${</c> has no end.</exception>
    internal static ImmutableArray<string> Names(string word)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Filled(word, name =>
        {
            names.Add(name);
            return "";
        });
        return names.ToImmutable();
    }

    private static string? Argument(ArgumentStyle style, string name, ParameterValue value) => style switch
    {
        ArgumentStyle.Gnu => $"--{name}={value}",
        ArgumentStyle.Hydra => $"{name}={value}",
        _ => null,
    };

    private static string Value(string name, TrialPoint point, string parametersFile) => name switch
    {
        Json => Encoding.UTF8.GetString(ProtocolParameters.Of(point)),
        File => parametersFile,
        _ => point.Find(name)?.ToString()
            ?? throw new TrainerException($"command: ${{{name}}} is no parameter of the sweep, which has {string.Join(", ", point.Names)}", TrainerFailure.Final),
    };

    private static string Filled(string word, Func<string, string> value)
    {
        if (!word.Contains("${", StringComparison.Ordinal))
            return word;
        var filled = new StringBuilder();
        for (var at = 0; at < word.Length;)
        {
            var next = word.IndexOf("${", at, StringComparison.Ordinal);
            if (next < 0)
            {
                filled.Append(word, at, word.Length - at);
                break;
            }

            // $${ is a dollar and a brace.
            if (next > at && word[next - 1] == '$')
            {
                filled.Append(word, at, next - 1 - at).Append("${");
                at = next + 2;
                continue;
            }

            var end = word.IndexOf('}', next);
            if (end < 0)
                throw new FormatException("${ has no }");
            filled.Append(word, at, next - at).Append(value(word[(next + 2)..end]));
            at = end + 1;
        }

        return filled.ToString();
    }
}

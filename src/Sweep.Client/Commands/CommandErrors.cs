using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Core.Naming;

namespace Sweep.Client.Commands;

/// <summary>Says what is wrong with a command line in Sweep's own form.</summary>
internal static class CommandErrors
{
    /// <summary>Every error of the command line, in order; empty where there is none.</summary>
    public static IReadOnlyList<Problem> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        // What follows an unknown option is most likely its value, so it is no second error.
        var unknown = parsed.UnmatchedTokens.Where(IsOption).ToArray();
        List<Problem> errors = [.. (unknown.Length > 0 ? unknown : parsed.UnmatchedTokens).Select(token => Unmatched(token, command.Command))];
        foreach (var error in parsed.Errors)
        {
            switch (error.SymbolResult)
            {
                case OptionResult option:
                    errors.Add(OfOption(option, error.Message));
                    break;
                case ArgumentResult { Parent: OptionResult option }:
                    errors.Add(OfOption(option, error.Message));
                    break;
                case ArgumentResult { Tokens.Count: 0 } argument:
                    errors.Add(new Problem(NameOf(argument.Argument), "", "is missing", $"write `{UsageOf(command.Command)}`"));
                    break;
                case ArgumentResult argument:
                    errors.Add(new Problem(NameOf(argument.Argument), "", error.Message));
                    break;
                case CommandResult when parsed.UnmatchedTokens.Count == 0:
                    errors.Add(new Problem("", "", "a command is missing", $"`{PathOf(command.Command)} --help` lists them"));
                    break;
                default:
                    break;
            }
        }

        return [.. errors.Distinct()];
    }

    private static Problem OfOption(OptionResult option, string message)
    {
        var name = option.Option.Name;
        var example = option.Option.HelpName is { } help ? $"{name} {help}" : name;
        if (option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0)
            return new Problem(name, "", "has no value", $"write {example}");
        if (option.IdentifierTokenCount > 1 || option.Tokens.Count > 1)
            return new Problem(name, "", "is given more than once", "give it once");
        return new Problem(name, "", message.TrimEnd('.'));
    }

    private static Problem Unmatched(string token, Command command)
    {
        var help = $"`{PathOf(command)} --help` lists them";
        if (IsOption(token))
        {
            var question = Suggestions.Question(token.Split('=')[0], OptionsOf(command));
            return new Problem("", token, $"is no option of `{PathOf(command)}`", question + help);
        }

        if (command.Subcommands.Count > 0)
        {
            var question = Suggestions.Question(token, command.Subcommands.Select(one => one.Name));
            return new Problem("", token.Length == 0 ? "\"\"" : token, $"is no command of `{PathOf(command)}`", question + help);
        }

        return new Problem("", token.Length == 0 ? "\"\"" : token, $"is one argument too many for `{PathOf(command)}`", $"`{PathOf(command)} --help` shows its usage");
    }

    private static IEnumerable<string> OptionsOf(Command command)
    {
        IEnumerable<string> names = command.Options.Select(option => option.Name);
        foreach (var parent in command.Parents.OfType<Command>())
            names = names.Concat(parent.Options.Where(option => option.Recursive).Select(option => option.Name));
        return names.Distinct();
    }

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;

    private static string UsageOf(Command command) => string.Join(' ', command.Arguments.Select(NameOf).Prepend(PathOf(command)));

    private static string NameOf(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "sweep";
}

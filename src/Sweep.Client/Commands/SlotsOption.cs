using System.CommandLine;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary><c>--slots</c> of the commands that host a silo.</summary>
internal static class SlotsOption
{
    private const int Most = 4096;

    public static Option<string?> Option { get; } = new("--slots") { HelpName = "N", Description = "Trials in training at once [one per core]" };

    public static int? Read(Invocation call)
    {
        var numbers = new OptionReader();
        var slots = numbers.Whole("--slots", call.Get(Option), 1, Most, 0);
        if (numbers.Errors.Count > 0)
            throw CliException.Usage(numbers.Errors);
        return slots == 0 ? null : (int)slots;
    }
}
